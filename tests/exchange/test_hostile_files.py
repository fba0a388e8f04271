"""Files that would hurt: refused clearly, and never slowly."""

import pytest

from courses.exchange.formats import AIKEN, GIFT, MOODLE, QUIZ, read_bytes
from courses.exchange.question_file import LARGEST
from tests.timing import processor_seconds

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE quiz [
 <!ENTITY a "aaaaaaaaaa">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
 <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<quiz><question type="essay"><questiontext><text>&c;</text></questiontext></question></quiz>
"""
OUTSIDE = b"""<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<quiz><question type="essay"><questiontext><text>&a;</text></questiontext></question></quiz>
"""
DTD = b'<!DOCTYPE quiz SYSTEM "https://exemple.fr/quiz.dtd">\n<quiz/>'
REFUSED = "A DOCTYPE or an entity is defined here: such files are not read."
CLOZE = (
    '<quiz><question type="cloze"><name><text>a</text></name><questiontext format="html"><text>'
    "<![CDATA[{}]]></text></questiontext></question></quiz>"
)


def messages(source: bytes, format_: str) -> list[str]:
    read = read_bytes(source, format_)
    assert read.outcome == "reject"
    return [each.message.text() for each in read.errors]


@pytest.mark.parametrize(("source", "line"), [(BOMB, 2), (OUTSIDE, 1), (DTD, 1)])
def test_a_doctype_is_refused_where_it_stands(source: bytes, line: int) -> None:
    (error,) = read_bytes(source, MOODLE).errors
    assert (error.line, error.message.text()) == (line, REFUSED)


@pytest.mark.timed
@pytest.mark.parametrize("format_", [GIFT, AIKEN, MOODLE, QUIZ])
def test_ten_megabytes_are_refused_at_once(format_: str) -> None:
    source = b"a" * 10 * 1024 * 1024
    assert messages(source, format_) == ["This file is over 2 MB."]
    assert processor_seconds(lambda: read_bytes(source, format_)) < 0.1


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"a\n\xff {T}", "This file is not text in UTF-8."),
        (b"a\n\0 {T}", "A NUL stands here."),
        ("a {T}".encode("utf-16"), "This file is not text in UTF-8."),
    ],
)
def test_what_is_no_text_is_refused(source: bytes, message: str) -> None:
    assert messages(source, GIFT) == [message]


def test_an_xml_file_may_declare_an_encoding() -> None:
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1"?><quiz><question type="essay">'
        "<questiontext><text>été</text></questiontext></question></quiz>"
    )
    (question,) = read_bytes(text.encode("latin-1"), MOODLE).questions
    assert question.stem == "été"
    unknown = text.replace("ISO-8859-1", "UTF-7").encode()
    assert messages(unknown, MOODLE) == ["The encoding “utf-7” is not read."]


def test_elements_deep_in_one_another_are_refused() -> None:
    text = "<quiz>" + "<a>" * 100 + "</a>" * 100 + "</quiz>"
    assert messages(text.encode(), MOODLE) == [
        "This file has too many elements, or too many in one another."
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a {T}\n\n" * 2001, "This file has more than 2000 questions."),
        ("a {=b\n\n" * 200, "After 100 errors the rest of the file is not read."),
        ("a {" + "~b" * 201 + "}", "This question has more than 200 answers."),
        ("a {" + "~b" * 60_001 + "}", "This file has more than 60000 answers and tags."),
    ],
)
def test_the_rest_of_an_endless_file_is_not_read(text: str, message: str) -> None:
    assert read_bytes(text.encode(), GIFT).errors[-1].message.text() == message


def filled(unit: str, before: str = "", after: str = "") -> bytes:
    """`unit` again and again, up to the largest file."""
    room = LARGEST - len(before) - len(after)
    return (before + unit * (room // len(unit.encode())) + after).encode()


@pytest.mark.timed
@pytest.mark.parametrize(
    ("format_", "source"),
    [
        *((GIFT, filled(unit)) for unit in ["{", "}", "\\", "a {=b\n\n", "// [id:", "::", "####"]),
        (GIFT, filled("~b", "a {", "}")),
        (GIFT, filled("=1:1 ", "a {#", "}")),
        (GIFT, filled("<!--<a ", "[html]", "{}")),
        (GIFT, filled("<li><pre>", "[html]", "{}")),
        (GIFT, filled("*_`[]($$", "", "{}")),
        (AIKEN, filled("a\nA. b\nB. c\nANSWER: A\n")),
        (AIKEN, filled("A. a\n")),
        (MOODLE, filled("<question/>", "<quiz>", "</quiz>")),
        (MOODLE, filled("{1:SA:", *CLOZE.split("{}"))),
        (MOODLE, filled("{1:SA:=a~b#c}", *CLOZE.split("{}"))),
        (MOODLE, filled("\\(", *CLOZE.split("{}"))),
    ],
)
def test_the_largest_file_takes_less_than_two_seconds(format_: str, source: bytes) -> None:
    assert LARGEST - 100 < len(source) <= LARGEST
    assert processor_seconds(lambda: read_bytes(source, format_)) < 2
