"""Rules 4 and 5: where a slide begins."""

import pytest

from courses.slides.reader import read_deck
from tests.slides.shapes import TITLE, shape

PAGES = "# Cours\nDr Awa Diop\n@## A\n- a\n@- b\n@### C\n- c\n## D\n- d\n"


@pytest.mark.parametrize(
    "mark",
    [
        "\n---\n",
        "\n{2}---------\n\n",
        "<!-- page 2 -->\n",
        "<!-- Slide number: 2 -->\n",
        "\x0c",
        "\x0c\n",
        "\n***\n\n",
        "\\newpage\n",
        "\nDr Awa — Réseaux — 2/9\n---\n",
    ],
)
def test_rule_4_a_page_is_a_slide_and_its_first_heading_the_title(mark):
    assert shape(read_deck(PAGES.replace("@", mark))) == ["A 2/0", "C 2/0"]


def test_rule_4_a_page_with_nothing_on_it_was_a_picture():
    deck = "# Talk\nJane Smith\n\n---\n\n# A\n\n- a\n\n---\n\n---\n\n# B\n\n- b\n"
    assert shape(read_deck(deck)) == ["A 1/0 figure", "B 1/0"]


def test_rule_4_underlined_titles_are_headings():
    slides = "La couche IP\n------------\n\n- a\n\nTCP et UDP\n----------\n\n- b"
    deck = f"Cours\n=====\n\nDr Awa Diop\n\n{slides}"
    assert shape(read_deck(deck)) == ["La couche IP 1/0", "TCP et UDP 1/0"]


@pytest.mark.parametrize(
    ("slides", "expected"),
    [
        ("# A\n- a\n## sous\n- b\n# B\n- c\n# C\n- d", ["A 2/0", "B 1/0", "C 1/0"]),
        ("## A\n- a\n### sub\n- b\n## B\n- c\n## C\n- d", ["A 2/0", "B 1/0", "C 1/0"]),
        ("# A (1/2)\n- a\n## A (2/2)\n- b\n# B\n- c", ["A 2/0", "B 1/0"]),
        ("# A\n- a\n## a\n- b\n# B\n- c", ["A 2/0", "B 1/0"]),
        ("# A\n- a\n### Rappel\n- b\n### Rappel (suite)\n- c\n# B\n- d", ["A 3/0", "B 1/0"]),
        (
            "# I\n## A\n- a\n## B\n- b\n# II\n## C\n- c\n## D\n- d",
            ["§ I", "A 1/0", "B 1/0", "§ II", "C 1/0", "D 1/0"],
        ),
    ],
)
def test_rule_5_the_usual_level_makes_slides(slides, expected):
    assert shape(read_deck(TITLE + slides)) == expected
