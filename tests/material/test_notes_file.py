"""The review notes that ship: every line that was remarked on, quoted as its lesson has it."""

import re

from courses.content.note_text import NoteEntry, read_notes
from courses.content.quoted import find_quote, replace_quote
from courses.markup.render import render
from tests.material.test_lesson_files import FILES, IMPORTED, MATERIAL

FILE = read_notes((MATERIAL / "notes.md").read_text(encoding="utf-8"))
REMARKED = {
    "error": "84 109 320",
    "imprecise": (
        "68-70 112-113 143 184 206 220 221 230 239 273-280 293 329-333 342 356"
        " 69 89 144 163 166 182 217 328"  # spelling
    ),
    "dated": "124 129 241",
    "contradiction": "65-66 241 306 315 320 324",
    "gap": "94 262 -",
    "repetition": "348",
}


def lines_of(note: NoteEntry) -> str:
    if note.first_line is None:
        return "-"
    same = note.first_line == note.last_line
    return str(note.first_line) if same else f"{note.first_line}-{note.last_line}"


def test_every_remark_is_a_note_of_its_kind() -> None:
    assert FILE.errors == ()
    for kind, lines in REMARKED.items():
        noted = [lines_of(note) for note in FILE.entries if note.kind == kind]
        assert (kind, sorted(noted)) == (kind, sorted(lines.split()))


def test_every_quote_stands_in_the_deck_and_in_the_lesson() -> None:
    quoted = [note for note in FILE.entries if note.quote]
    assert [n for n in quoted if find_quote(IMPORTED[n.lesson], n.quote) is None] == []
    assert [n for n in quoted if find_quote(FILES[n.lesson], n.quote) is None] == []


def test_every_wording_takes_its_place_and_can_be_shown() -> None:
    worded = [note for note in FILE.entries if note.wording]
    assert len(worded) >= 30
    for note in worded:
        source = replace_quote(FILES[note.lesson], note.quote, note.wording)
        assert source is not None
        bullets = re.findall(r"^\s*- ", note.wording, re.M)
        assert render(source).html.count("<li>") >= len(bullets)
