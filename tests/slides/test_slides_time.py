"""Decks made to be slow: each is read, or refused, within SECONDS of processor time."""

import pytest

from courses.slides.reader import read_deck
from courses.slides.tree import DeckRefused
from tests.slides.shapes import BODY, TITLE
from tests.timing import processor_seconds

pytestmark = [pytest.mark.slow, pytest.mark.timed]

SECONDS = 1.0
LONG = 15_000
MANY = 3_000

MARKS = [
    *("*", "* ", "**a ", "*a", "_a ", "~~a", "__a__", "$", "$a ", "a$", "`", "` a "),
    *("\\", "\\(", "\\[", "\\begin{align}", "[", "[](", "![](", "![", "](", "[a](b ", "[^a]"),
    *("<", "<a ", "<b>", "</b>", "<!--", "<!---->", "<style>", "<sup>", "<sup>a</sup>"),
    *("<http://a.b> ", "&", "&amp;", "&#", "|", "|-", "1", "1,", "- 1,", "# ", "#", ">", "{:"),
    *("❶ a ", "• a ", "mot ", "\t", "\u00a0", "\f", "\u202e", "\ud800", "==> picture "),
    *("suite ", "(1/2) "),
]
LINES = [
    *("```", "~~~\n```", "```x", "$$", "$$\nx\n\n# A", "\\[", "```\n\n# A\n"),
    *("<!--", "<style>", "<table>", "<table><tr><td>a", "> a", "- 1 x", "mot-", "mot\n"),
    *("# T", "# T (1/2)\n## U", "---\n\n# T\n\n- a\n", "T\n===", "T\n---\n", "\f\n# A\n- b"),
    "# Sommaire\n- A\n- B\n# L\n- x",
]


def spent(deck: str) -> float:
    """Processor time, in seconds, that a deck takes."""

    def read() -> None:
        try:
            read_deck(deck)
        except DeckRefused as refused:
            assert str(refused)

    return processor_seconds(read)


@pytest.mark.parametrize("mark", MARKS)
def test_a_long_line_is_read_in_time(mark):
    line = mark * (LONG // len(mark))
    seconds = spent(f"{BODY}- {line}\n\n# {line[:5000]}\n\n{line}\n")
    assert seconds < SECONDS


@pytest.mark.parametrize("lines", LINES)
def test_many_lines_are_read_in_time(lines):
    seconds = spent(TITLE + BODY + f"{lines}\n" * (MANY // (lines.count("\n") + 1)))
    assert seconds < SECONDS


@pytest.mark.parametrize(
    "body",
    [
        " ".join("`" * size for size in range(1, 400)),
        "".join("`" * (3 + n % 900) + "\n" for n in range(MANY // 5)),
        "".join(" " * (2 * n) + "- x\n" for n in range(1200)),
        "".join(" " * (200 - n % 200) + "- 1 x\n" for n in range(MANY)),
        "".join("|" + "a|" * (1 + n % 3) + "\n" for n in range(MANY)),
        "".join(f"# T{n}\n" for n in range(MANY)),
        "".join(f"# T{n}\n\n- a\n\nDr X — R — {n}/45\n\n" for n in range(MANY // 6)),
        "".join(f"# Sommaire\n- A{n}\n- B{n}\n# L\n- x\n" for n in range(MANY // 5)),
        "# Sommaire\n" + "".join(f"- A{n}\n" for n in range(MANY)) + "# L\n- x\n",
        "# a" + " " * LONG + "b (1/2)\n- x",
        "![" + "a" * LONG,
        "<a href='" + "b" * LONG + "'>c</a>",
    ],
    ids=range(12),
)
def test_a_twisted_deck_is_read_in_time(body):
    seconds = spent(BODY + body)
    assert seconds < SECONDS


@pytest.mark.parametrize(
    "mark", ["*a", "**a** ", "_a_ ", "`a` ", "$x$ ", "![a](b) ", "<b>a</b> ", "<"]
)
def test_a_deck_full_of_marks_is_read_in_time(mark):
    line = mark * (50 // len(mark))
    seconds = spent(BODY + "".join(f"- {line}{n}\n" for n in range(3_000)))
    assert seconds < SECONDS
