"""What became of each line of a deck: nothing is lost without a word."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from courses.content.deck_layout import Fate, lesson_segments, losses_of, segments_of
from courses.content.deck_plan import plan_of
from courses.slides.reader import read_deck
from courses.slides.tree import DeckRefused

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


def test_what_is_lost_comes_with_its_reason():
    assert [(one.first, one.last, one.text, str(one.reason)) for one in segments(DECK)[1]] == [
        (
            15,
            22,
            "# Sommaire\n- Avant\n- Après\n# Sommaire\n- Avant\n- Après",
            "Outline slide, which opens no section.",
        ),
        (27, 27, "à revoir", "HTML comment."),
    ]


def test_the_lines_of_one_lost_slide_are_told_once():
    source = CHAPTER.read_text()
    _, losses = segments(source)
    assert [(one.first, one.last) for one in losses][:3] == [(23, 39), (43, 55), (99, 104)]


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
