"""What became of each line of a deck: nothing is lost without a word."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from courses.content.decks.layout import Fate, lesson_segments, losses_of, segments_of
from courses.content.decks.plan import plan_of
from courses.slides.reader import read_deck
from courses.slides.tree import DeckRefused, DeckTree, Drop, Message

CHAPTER = Path(__file__).parents[2] / "courses/material/virtualisation/chapitre-1-virtualisation.md"

DECK = """# Réseaux

**Awa Diop**

# TCP

- Trois segments ouvrent.

# TCP

- Quatre ferment.

---

# Sommaire
- Avant
- Après

# Sommaire

- Avant
- Après

# UDP

- Rien n'ouvre.
<!-- à revoir -->
"""


def segments(source):
    tree = read_deck(source)
    losses = losses_of(source, tree)
    lessons = [(lesson.key, lesson.lines) for lesson in plan_of(tree).lessons]
    return segments_of(source, tree, losses, lessons), losses


def test_a_source_is_cut_where_the_fate_of_its_lines_changes():
    found, _ = segments(DECK)
    assert [(one.first, one.last, one.fate) for one in found] == [
        (1, 4, Fate.TITLE),
        (5, 14, Fate.LESSON),
        (15, 23, Fate.LOST),
        (24, 28, Fate.LESSON),
    ]
    assert lesson_segments(found) == {5: [found[1]], 24: [found[3]]}


SOURCE = "a\n\nb\nc\nd\ne"
FOOTER, TITLE_PAGE = Message("Footer."), Message("Title page.")


def lost(*drops):
    """What is told of drops given as (first, last, text, reason)."""
    tree = DeckTree("", "", (), (), tuple(Drop(*drop) for drop in drops), ())
    return [(one.first, one.last, one.text, one.reason) for one in losses_of(SOURCE, tree)]


def test_neighbours_lost_for_one_reason_are_told_once():
    assert lost((1, 1, "a", FOOTER), (3, 3, "b", FOOTER), (4, 4, "c", TITLE_PAGE)) == [
        (1, 3, "a\nb", FOOTER),
        (4, 4, "c", TITLE_PAGE),
    ]


def test_what_stands_apart_is_told_apart():
    apart = [(1, 1, "a", FOOTER), (4, 4, "c", FOOTER)]
    assert lost(*apart) == apart


def test_a_line_let_go_twice_is_told_with_the_last_reason():
    assert lost((3, 3, "b", FOOTER), (3, 3, "b", TITLE_PAGE)) == [(3, 3, "b", TITLE_PAGE)]


def test_two_parts_of_one_line_are_both_told():
    parts = [(3, 3, "b1", FOOTER), (3, 3, "b2", FOOTER)]
    assert lost(*parts) == parts


def unplaced(source):
    """Lines with words that are neither in a lesson, nor in the metadata, nor lost."""
    found, _ = segments(source)
    blank = [one for one in found if one.fate is Fate.BLANK]
    return [line for one in blank for line in one.lines if line.strip()]


def test_every_line_of_the_chapter_is_placed_or_listed():
    assert unplaced(CHAPTER.read_text()) == []


LINES = st.sampled_from(
    ["# TCP", "# Plan", "## Sous", "- un point", "texte", "---", "<!-- x -->", "", "", "3 / 12"]
)


@given(st.lists(LINES, max_size=25))
def test_every_line_of_any_deck_is_placed_or_listed(lines):
    source = "\n".join(["# Ouvrir", "", "- SYN", "", *lines])
    try:
        assert unplaced(source) == []
    except DeckRefused:
        return
    found, _ = segments(source)
    assert "\n".join(line for one in found for line in one.lines) == source
