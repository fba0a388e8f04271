"""Review notes as plain Markdown, for a folder that a teacher keeps.

    # Notes de relecture

    ### imprécis avantages-de-la-virtualisation 84-85
    état: écartée 2026-11-22T18:05:00+00:00
    > - CONSOLIDATION : optimisation du taux d'utilisation
    Ce que la note dit, en Markdown.
    ~~~remplacement
    - CONSOLIDATION : de meilleurs taux d'utilisation
    ~~~

The heading says the kind, the lesson (the end of its address) and the lines of the deck, which may
be left out. `état` is left out while the note is open. The quote is the lines of the lesson that
the note is about; the replacement, what they should become.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

MOST = 1000
KINDS: Mapping[str, str] = {
    "error": "erreur",
    "imprecise": "imprécis",
    "dated": "daté",
    "contradiction": "contradiction",
    "gap": "lacune",
    "repetition": "répétition",
}
STATES: Mapping[str, str] = {"accepted": "acceptée", "dismissed": "écartée"}
_TITLE = "# Notes de relecture"
_HEADING = re.compile(r"###\s+(\S+)\s+([a-z0-9-]+)(?:\s+(\d{1,6})(?:-(\d{1,6}))?)?\s*")
_STATE = re.compile(r"(?:état|etat|state)\s*:\s*(\S+)(?:\s+(\S+))?\s*", re.I)
_FENCE = re.compile(r"(~{3,})\s*(?:remplacement|replacement)\s*")


@dataclass(frozen=True)
class NoteEntry:
    """One note; `kind` and `status` carry the names of rows, `line` is its heading's, from 1."""

    kind: str
    lesson: str
    text: str
    first_line: int | None = None
    last_line: int | None = None
    quote: str = ""
    wording: str = ""
    status: str = "open"
    decided_at: datetime | None = None
    line: int = 0


@dataclass(frozen=True)
class NoteError:
    """What is wrong on a line: "heading", "kind", "state", "fence", "empty", "outside" or
    "too-many"."""

    line: int
    code: str


@dataclass(frozen=True)
class NoteFile:
    entries: tuple[NoteEntry, ...]
    errors: tuple[NoteError, ...]


def read_notes(text: str) -> NoteFile:
    """The notes of a file that have nothing wrong, and all that is, in order. Never fails."""
    entries, errors = list[NoteEntry](), list[NoteError]()
    for line, heading, body in _blocks(text.removeprefix("\ufeff").splitlines()):
        found = _entry(line, heading, body)
        if isinstance(found, NoteEntry) and len(entries) == MOST:
            found = NoteError(line, "too-many")
        if isinstance(found, NoteEntry):
            entries.append(found)
        elif found is not None:
            errors.append(found)
    return NoteFile(tuple(entries), tuple(errors))


def write_notes(entries: Iterable[NoteEntry]) -> str:
    """The text of a file, which `read_notes` reads again as the same notes."""
    return "\n\n".join([_TITLE, *map(_written, entries)]) + "\n"


def _blocks(lines: list[str]) -> Iterator[tuple[int, str, list[str]]]:
    """The line, the heading and the lines under it; a heading inside a fence is none."""
    line, heading, body, fence = 1, "", list[str](), ""
    for number, text in enumerate(lines, 1):
        if not fence and text.startswith("#"):
            yield line, heading, body
            line, heading, body = number, text, []
            continue
        body.append(text.rstrip())
        opening = _FENCE.fullmatch(text)
        if fence:
            fence = "" if text.rstrip() == fence else fence
        elif opening:
            fence = opening[1]
    yield line, heading, body


def _entry(line: int, heading: str, body: list[str]) -> NoteEntry | NoteError | None:
    """The note under a heading, or what is wrong with it; neither under a title."""
    if not heading.startswith("###"):
        return NoteError(line, "outside") if any(map(str.strip, body)) else None
    found = _HEADING.fullmatch(heading)
    if found is None:
        return NoteError(line, "heading")
    kind = _named(found[1], KINDS)
    if kind is None:
        return NoteError(line, "kind")
    status, decided_at, rest = _state(body)
    if status is None:
        return NoteError(line, "state")
    quote = list(takewhile(lambda each: each.startswith(">"), rest))
    said = _said(rest[len(quote) :])
    if said is None:
        return NoteError(line, "fence")
    text, wording = said
    if not text:
        return NoteError(line, "empty")
    first = int(found[3]) if found[3] else None
    return NoteEntry(
        kind=kind,
        lesson=found[2],
        text=text,
        first_line=first,
        last_line=int(found[4]) if found[4] else first,
        quote="\n".join(each[1:].strip() for each in quote),
        wording=wording,
        status=status,
        decided_at=decided_at,
        line=line,
    )


def _state(body: list[str]) -> tuple[str | None, datetime | None, list[str]]:
    """What was decided and when, None if it cannot be understood, and the lines that follow."""
    found = _STATE.fullmatch(body[0]) if body else None
    if found is None:
        return "open", None, body
    try:
        at = datetime.fromisoformat(found[2]) if found[2] else None
    except ValueError:
        return None, None, []
    if at is not None and at.tzinfo is None:
        return None, None, []
    return _named(found[1], STATES), at, body[1:]


def _said(lines: list[str]) -> tuple[str, str] | None:
    """The note's own text and its replacement; None for a fence without an end."""
    text, wording, fence = list[str](), list[str](), ""
    for line in lines:
        opening = _FENCE.fullmatch(line)
        if fence and line == fence:
            fence = ""
        elif fence:
            wording.append(line)
        elif opening:
            fence = opening[1]
        else:
            text.append(line)
    return None if fence else ("\n".join(text).strip(), "\n".join(wording))


def _named(word: str, names: Mapping[str, str]) -> str | None:
    """The name of a word, written in French or English, with or without accents."""
    known = {_plain(french): name for name, french in names.items()} | {
        name: name for name in names
    }
    return known.get(_plain(word))


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _written(entry: NoteEntry) -> str:
    lines = [" ".join(["###", KINDS[entry.kind], entry.lesson, *_place(entry)])]
    if entry.status != "open":
        at = [entry.decided_at.isoformat()] if entry.decided_at else []
        lines.append(" ".join(["état:", STATES[entry.status], *at]))
    lines += [f"> {line}" for line in entry.quote.splitlines()]
    lines.append(entry.text)
    if entry.wording:
        runs = re.findall(r"^~{3,}", entry.wording, re.M)
        fence = "~" * max([3, *(len(run) + 1 for run in runs)])
        lines += [f"{fence}remplacement", entry.wording, fence]
    return "\n".join(lines)


def _place(entry: NoteEntry) -> list[str]:
    if entry.first_line is None:
        return []
    last = entry.last_line or entry.first_line
    return [f"{entry.first_line}" if last == entry.first_line else f"{entry.first_line}-{last}"]
