"""The parts of a lesson's body: joined they are the body, counted they are its counts."""

from hypothesis import assume, example, given
from hypothesis import strategies as st

from courses.content.decks.plan import join_blocks
from courses.slides.reader import read_deck
from courses.slides.tree import DeckRefused

LINES = st.sampled_from(
    [
        "# Une leçon",
        "# Une autre",
        "## Un titre",
        "### Plus bas",
        "- un point",
        "- un autre point",
        "  - dessous",
        "    - plus bas encore",
        "      un paragraphe dessous",
        "❶ premier",
        "❷ second",
        "un paragraphe",
        "> une citation",
        "| a | b |",
        "|---|---|",
        "| 1 | 2 |",
        "```",
        "code $x$",
        "$$",
        "x^2",
        "![](perdue.png)",
        "- ![](perdue.png)",
        "---",
        "",
        "",
        "",
    ]
)


@given(st.lists(LINES, max_size=30))
@example(["- un autre point", "```", "```", "- un point"])
def test_joined_and_counted_the_blocks_are_the_lesson(lines):
    try:
        tree = read_deck("\n".join(["# Une leçon", "Du texte.", *lines]))
    except DeckRefused:
        assume(False)
    for lesson in (lesson for section in tree.sections for lesson in section.lessons):
        assert join_blocks(lesson.blocks) == lesson.markdown
        assert sum(block.points for block in lesson.blocks) == lesson.points
        assert sum(block.nested for block in lesson.blocks) == lesson.nested
        assert any(block.missing_figure for block in lesson.blocks) == lesson.missing_figure
        assert "\n".join(block.text for block in lesson.blocks if block.text) == lesson.text
        of_lesson = {n for first, last in lesson.lines for n in range(first, last + 1)}
        for block in lesson.blocks:
            assert {n for first, last in block.lines for n in range(first, last + 1)} <= of_lesson


def test_a_point_takes_what_stands_below_it():
    deck = """# TCP

- ouvrir
  - SYN
  - ACK
- fermer

## Ensuite

Voir UDP.

# UDP

- envoyer

# ICMP

- signaler
"""
    blocks = read_deck(deck).sections[0].lessons[0].blocks
    assert [(block.text, block.lines) for block in blocks] == [
        ("ouvrir\nSYN\nACK", ((3, 5),)),
        ("fermer", ((6, 6),)),
        ("Ensuite", ((8, 8),)),
        ("Voir UDP.", ((10, 10),)),
    ]
    assert [block.is_point for block in blocks] == [True, True, False, False]
    assert [block.is_heading for block in blocks] == [False, False, True, False]
