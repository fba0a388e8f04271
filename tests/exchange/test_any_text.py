"""Readers never fail, whatever the text: each gives questions, or errors with their line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exchange.formats import READERS
from courses.quizzes.text.reading import read_quiz
from courses.quizzes.text.writing import write_question

SIGNS = [
    *("{", "}", "=", "~", "#", "####", "->", "::", "\\", "%50%", "%-100%", "//", "[html]", "\n"),
    *(
        "\n\n",
        "A. ",
        "B) ",
        "ANSWER: A",
        "..",
        ":",
        "1e99",
        "0,1",
        "-",
        "*",
        " ",
        "T",
        "é",
        "\u2028",
    ),
    *("<b>", "</b>", "<li>", "<pre>", "<br>", "<img src=a>", "<!--", "-->", "&lt;", "&#0;", "\\("),
    *("[id:a]", "[tag:lesson:b]", "$CATEGORY: c", "### choix d", "- (x) e", "> f", "⟦1⟧", "```"),
    *("{1:SA:=g}", "{2:NM:=h~%50%3:1#i}", "{1:MC:", "⟧", "{{", "}}", "|", "::", "~ 2 : j"),
]
TEXTS = st.lists(st.sampled_from(SIGNS) | st.text(max_size=3), max_size=25).map("".join)
FORMATS = st.sampled_from(["html", "markdown", "plain_text", "moodle_auto_format", ""])
TYPES = ("multichoice", "truefalse", "shortanswer", "numerical", "matching", "ordering", "essay")


@st.composite
def xml_texts(draw: st.DrawFn) -> str:
    """A file whose tags are right and whose texts are anything."""

    def text() -> str:
        safe = draw(TEXTS).replace("]]>", "")
        inside = "".join(sign for sign in safe if sign.isprintable() or sign == "\n")
        return f'format="{draw(FORMATS)}"><text><![CDATA[{inside}]]></text>'

    weights = st.sampled_from(["100", "0", "50", "-50", "1", "x", ""])
    answers = "".join(
        f'<answer fraction="{draw(weights)}" {text()}<tolerance>{draw(TEXTS)[:0]}</tolerance>'
        f"<feedback {text()}</feedback></answer><subquestion {text()}<answer {text()}</answer>"
        "</subquestion>"
        for _ in range(draw(st.integers(0, 3)))
    )
    kind = draw(st.sampled_from([*TYPES, "cloze"]))
    single = draw(st.sampled_from(["true", "false"]))
    return (
        f'<quiz><question type="{kind}"><questiontext {text()}</questiontext>'
        f"<single>{single}</single>{answers}<hint {text()}</hint></question></quiz>"
    )


def check(format_: str, text: str) -> None:
    read = READERS[format_](text)
    last = text.count("\n") + 1
    assert (read.outcome == "reject") == bool(read.errors)
    assert all(1 <= each.line <= last for each in (*read.errors, *read.warnings))
    for question in read.questions:
        again = read_quiz(write_question(question))
        assert (again.errors, again.questions) == ((), (question,))


@pytest.mark.parametrize("format_", ["gift", "aiken", "moodle-xml"])
@given(text=TEXTS)
def test_any_text(format_: str, text: str) -> None:
    check(format_, text)


@given(text=xml_texts())
def test_any_moodle_file(text: str) -> None:
    check("moodle-xml", text)
