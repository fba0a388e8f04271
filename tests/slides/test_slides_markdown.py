"""The Markdown of a lesson, rendered as it is served, shows the words of the deck."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from courses.markup.render import render
from courses.slides.characters import normalise
from courses.slides.inline import read_inline
from courses.slides.reader import read_deck
from courses.slides.tree import DeckRefused, LessonNode

MARKS = r"\`*_{}[]()#+-.!<>&$|~^=:;'\"/%@?, "


class Shown(HTMLParser):
    """What a page shows: its text, and the elements it is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def lesson_of(body: str) -> LessonNode:
    """The lesson made of a deck with one slide after its title page."""
    deck = f"# Cours\n\nDr Awa Diop\n\n# Titre\n\n{body}\n\n# Fin\n\n- fin\n"
    return read_deck(deck).sections[0].lessons[0]


def served(body: str) -> Shown:
    """The lesson as a page shows it."""
    return Shown(render(lesson_of(body).markdown, language="en").html)


def bare(text: str) -> str:
    """A text without spaces, nor what typography changes."""
    curly = {"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-"}
    return "".join("".join(curly.get(c, c) for c in text).split())


@given(st.text(alphabet=MARKS + "ab1", min_size=1, max_size=40))
@example("1. a")
@example("#a #")
@example("a_b_ _c_")
@example("<script>alert(1)</script>")
@example("&lt;b&gt; &amp;amp;")
@example("a\\")
def test_escaped_text_is_shown_as_it_is(text):
    # brackets as entities: a backslash before them begins a formula
    literal = "".join(
        f"&#{ord(c)};" if c in "()[]" else "\\" + c if c in MARKS[:-1] else c for c in text
    )
    inline = read_inline(normalise(literal))
    page = Shown(render(inline.markdown, language="en").html)
    assert bare(page.text) == bare(inline.plain) == bare(text.strip())
    assert set(page.tags) <= {"p"}


@given(st.lists(st.text(alphabet=MARKS + "abc", max_size=30), min_size=1, max_size=4))
def test_the_words_of_a_point_are_served(lines):
    try:
        lesson = lesson_of("\n".join(f"- mot{n} {line}" for n, line in enumerate(lines)))
    except (DeckRefused, IndexError):
        return
    page = Shown(render(lesson.markdown, language="en").html)
    for n in range(len(lines)):
        assert (f"mot{n}" in lesson.text) == (f"mot{n}" in page.text)


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        ("- a\n  - b\n    - c\n- d", ["ul", "li", "ul", "li", "ul", "li", "li"]),
        ("- **a** et *b*", ["ul", "li", "strong", "em"]),
        ("**gras **suite", ["p", "strong"]),
        ("un `code`", ["p", "code"]),
        ("> cité", ["blockquote", "p"]),
        ("# sous-titre non", []),
    ],
)
def test_structure_is_served(body, tags):
    page = served(body)
    assert [t for t in page.tags if t not in ("span", "div")][: len(tags)] == tags


def test_a_sub_heading_begins_at_level_two():
    assert lesson_of("#### Sous-titre\n\n- a").markdown == "## Sous-titre\n\n- a"


def test_a_lost_figure_stands_in_its_place():
    lesson = lesson_of("- a\n\n![](_page_1_Picture_2.jpeg)\n\n- b")
    assert lesson.markdown == "- a\n\n![](figure:missing)\n\n- b"


def test_code_is_served_line_by_line():
    code = "# Sommaire\n- x\n\n    indented &lt; <b>\n---"
    lesson = lesson_of(f"```\n{code}\n```")
    assert lesson.code == (code,)
    page = Shown(render(lesson.markdown, language="en").html)
    assert code in page.text


def test_a_table_is_served_with_its_cells():
    page = served("| a \\| b | c |\n|---|---|\n| `x|y` | $z$ |\n| 1 | |")
    assert page.tags.count("tr") == 3
    assert {"a | b", "x|y"} <= {cell.strip() for cell in page.text.split("\n")}
