"""What holds for every deck, however strange: no word and no line is lost, nothing takes long."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.slides.reader import read_deck
from courses.slides.slugs import LONGEST, distinct, slugify
from courses.slides.tree import DeckRefused, DeckTree

pytestmark = pytest.mark.timed

SECONDS = 2.0
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

# Each % is a word found nowhere else in the deck.
TEMPLATES = st.sampled_from(
    [
        "# %",
        "# % (1/2)",
        "# 2.1 %",
        "## % %",
        "### % (suite)",
        "# Sommaire",
        "# Plan %",
        "# Cours",
        "- %",
        "- 1 %",
        "- ❶ %",
        "  - ❷ % %",
        "    - **%",
        "- **%** %",
        "⇒ %",
        "\uf0b7 %",
        "1 %",
        "a) %",
        "• % • %",
        "-",
        "- ",
        "%",
        "% %-",
        "%.",
        "> %",
        "| % | % |",
        "|---|---|",
        "% | %",
        "```",
        "```python",
        "~~~",
        "    %",
        "$$",
        "$%$ % $",
        "\\[ %",
        "\\]",
        "\\begin{align} %",
        "<!-- %",
        "<!-- % -->",
        "% --> %",
        "<!-- page 3 -->",
        "---",
        "***",
        "{4}------",
        "\f",
        "===",
        "<b>% <sup>%</sup>",
        "<div> % </div><br>%",
        "<script>%</script>",
        "<table><tr><td>%</td></tr></table>",
        "<table>",
        "<style>%",
        "![%](%.png)",
        "[%](javascript:%) `%",
        "[%](https://exemple.sn/) __%__ _%_ ~~%~~",
        "% 3/45",
        "Dr Awa — Réseaux — 3/45",
        "12",
        ":::",
        "",
        "",
        " ",
    ]
)


@st.composite
def decks(draw: st.DrawFn) -> str:
    """A deck made of every sort of line, in any order, each word unique."""
    lines = draw(st.lists(TEMPLATES, min_size=1, max_size=40))
    parts = "\n".join(lines).split("%")
    return "".join(f"{part}mot{n}x" for n, part in enumerate(parts[:-1])) + parts[-1]


def read(deck: str) -> DeckTree | None:
    """The tree, or None for a deck that is refused: nothing else may happen."""
    started = time.process_time()
    try:
        return read_deck(deck, name="essai.md")
    except DeckRefused as refused:
        assert len(str(refused.message)) > 40
        return None
    finally:
        assert time.process_time() - started < SECONDS


def kept_text(tree: DeckTree, deck: str) -> str:
    """Everything the tree shows or accounts for."""
    source = deck.replace("\r", "").split("\n")
    told = [tree.title, tree.author, *(drop.text for drop in tree.drops)]
    for first, last in tree.metadata_lines:
        told += source[first - 1 : last]
    for section in tree.sections:
        told.append(section.title)
        for lesson in section.lessons:
            told += [lesson.title, lesson.text]
    return "\n".join(told)


def covered_lines(tree: DeckTree) -> set[int]:
    """The source lines that the tree accounts for."""
    ranges = [*tree.metadata_lines, *((drop.first, drop.last) for drop in tree.drops)]
    for section in tree.sections:
        ranges += section.lines
        for lesson in section.lessons:
            ranges += lesson.lines
    return {number for first, last in ranges for number in range(first, last + 1)}


@given(decks())
def test_no_word_is_lost(deck):
    tree = read(deck)
    if tree is not None:
        told = kept_text(tree, deck)
        assert [word for word in re.findall(r"mot\d+x", deck) if word not in told] == []


@given(decks() | st.text(max_size=400))
def test_every_line_is_accounted_for(deck):
    tree = read(deck)
    if tree is not None:
        source = deck.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        written = {number for number, line in enumerate(source, 1) if line.strip()}
        assert written - covered_lines(tree) == set()


@given(decks() | st.text(max_size=400))
def test_what_comes_out_is_safe_to_show_and_to_address(deck):
    tree = read(deck)
    if tree is None:
        return
    lessons = [lesson for section in tree.sections for lesson in section.lessons]
    slugs = [lesson.slug for lesson in lessons]
    assert len(set(slugs)) == len(slugs)
    assert all(SLUG.fullmatch(slug) for slug in slugs)
    shown = [tree.title, tree.author, *(section.title for section in tree.sections)]
    shown += [part for lesson in lessons for part in (lesson.title, lesson.text, lesson.markdown)]
    assert [text for text in shown if UNSAFE.search(text)] == []
    assert all(lesson.title.strip() and lesson.lines for lesson in lessons)


@given(decks())
def test_line_ends_do_not_matter(deck):
    assert read(deck) == read(deck.replace("\n", "\r\n"))


@given(st.lists(st.text(max_size=30) | st.just("mot" * 40), max_size=12))
def test_slugs_are_distinct_and_safe(titles):
    slugs = distinct(slugify(title) for title in titles)
    assert len(slugs) == len(titles) == len(set(slugs))
    assert all(len(slug) <= LONGEST for slug in slugs)
    assert all(SLUG.fullmatch(slug) for slug in slugs)
