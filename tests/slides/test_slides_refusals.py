"""Files that cannot become a course, and those that are read in spite of their encoding."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from courses.slides import messages
from courses.slides.messages import gettext_noop
from courses.slides.reader import read_deck
from courses.slides.report import refusal_as_json
from courses.slides.tree import DeckRefused
from tests.slides.shapes import BODY, TITLE, recap, shape

DECK = TITLE + "# Été à l'école\n\n- réseau déjà vu\n\n# Fin\n\n- fin\n"


@pytest.mark.parametrize(
    ("source", "template", "line"),
    [
        ("", messages.EMPTY, None),
        (b"\xef\xbb\xbf \r\n\n", messages.EMPTY, None),
        (b"%PDF-1.7\n%\xe2\xe3", messages.BINARY, None),
        (b"PK\x03\x04\x14\x00", messages.BINARY, None),
        (bytes(range(256)) * 20, messages.BINARY_UNKNOWN, None),
        ("a\x00" * 200, messages.BINARY_UNKNOWN, None),
        (b"# Titre\n\n- \x81\x8d\x90\xff\xfe\n", messages.BAD_ENCODING, None),
        ("du texte\n\nsans titre\n", messages.NO_LESSON, None),
        (TITLE, messages.NO_LESSON, None),
        (TITLE + recap("Plan") + TITLE, messages.NO_LESSON, None),
        (BODY + "x" * 1_000_000, messages.LINE_TOO_LONG, 9),
        ((BODY + "x" * 1_100_000).encode(), messages.LINE_TOO_LONG, 9),
        (BODY + "é" * 500_000 + "\n- b", messages.LINE_TOO_LONG, 9),
        (BODY + "- a\n" * 41_000, messages.TOO_MANY_LINES, None),
        (BODY + ("- " + "abcdefghi " * 10 + "\n") * 13_000, messages.TOO_LARGE, None),
        ("x" * 50_000_001, messages.TOO_LARGE, None),
    ],
)
def test_a_refusal_says_why(source, template, line):
    with pytest.raises(DeckRefused) as caught:
        read_deck(source)
    assert (caught.value.message.template, caught.value.line) == (template, line)


def test_a_refusal_as_values():
    with pytest.raises(DeckRefused) as caught:
        read_deck(b"%PDF-1.7")
    assert refusal_as_json(caught.value) == {
        "outcome": "reject",
        "error": "This is a binary file (PDF), not a text file. "
        "Convert the deck to Markdown text first, then send the .md file.",
        "title": "",
        "author": "",
        "warnings": [],
        "sections": [],
    }


@pytest.mark.parametrize(
    "encode",
    [
        lambda deck: deck,
        lambda deck: deck.encode(),
        lambda deck: deck.encode("utf-8-sig"),
        lambda deck: deck.encode("utf-16"),
        lambda deck: b"\xfe\xff" + deck.encode("utf-16-be"),
        lambda deck: deck.replace("\n", "\r\n").encode(),
        lambda deck: deck.replace("\n", "\r").encode(),
    ],
)
def test_every_usual_encoding_is_read(encode: Callable[[str], str | bytes]):
    tree = read_deck(encode(DECK))
    assert shape(tree) == ["Été à l'école 1/0", "Fin 1/0"]
    assert tree.warnings == ()


@pytest.mark.parametrize(
    ("source", "title", "warning"),
    [
        (DECK.encode("cp1252"), "Été à l'école", messages.READ_AS_1252),
        (DECK.encode() + b"\xe9 \xff", "Été à l'école", messages.BROKEN_UTF8),
    ],
)
def test_a_doubtful_encoding_is_read_with_a_warning(source, title, warning):
    tree = read_deck(source)
    assert tree.sections[0].lessons[0].title == title
    assert [problem.message.template for problem in tree.warnings] == [warning]


def test_every_sentence_is_used():
    names = [name for name, value in vars(messages).items() if isinstance(value, str)]
    room = Path(messages.__file__).parent
    source = "\n".join(p.read_text() for p in room.glob("*.py") if p.name != "messages.py")
    used = {match[1] for match in re.finditer(r"messages\.([A-Z][A-Z_0-9]+)", source)}
    assert {name for name in names if name.isupper()} - used == set()
    assert gettext_noop("as it is") == "as it is"
