"""Rule 6: title pages."""

import pytest

from courses.slides.reader import read_deck
from tests.slides.shapes import BODY, TALK, TITLE, shape


@pytest.mark.parametrize(
    ("page", "title", "author"),
    [
        (TITLE, "Cours", "Dr Awa Diop"),
        (TALK, "Networks", "Prof. Jane Smith"),
        ("# TCP\n\nJane Smith, MIT\n\nFall 2024\n\n", "TCP", "Jane Smith"),
        ("# TCP\n\nAuteur : Awa Diop\n\n", "TCP", "Awa Diop"),
        ("# TCP\n\nby Alice Martin & Bob Durand\n\n", "TCP", "Alice Martin & Bob Durand"),
        ("# TCP\n\nRéseaux et Télécoms\n\nFatou Sow\n\nfatou.sow@esp.sn\n\n", "TCP", "Fatou Sow"),
        (
            "# Chapitre 3\n\n# La couche IP\n\n**Awa Diop**, UCAD\n\n",
            "Chapitre 3 : La couche IP",
            "Awa Diop",
        ),
        ("**La couche IP**\n\nAwa Diop\n\n", "La couche IP", "Awa Diop"),
        ("---\ntitle: 'La couche IP'\nauthor:\n  - Awa Diop\n---\n\n", "La couche IP", "Awa Diop"),
        ("---\ntitle: IP\nauthor: A. Diop\n---\n\n# IP\n\nESP\n\n", "IP", "A. Diop"),
        ("# École X\n\n# Chapitre 2\n\n## IP\n\nDr A. Diop\n\n", "Chapitre 2 : IP", "Dr A. Diop"),
        ("# **TCP**\n\n## Pr. Awa Diop\n\nUCAD\n\n", "TCP", "Pr. Awa Diop"),
        ("% IP\n% Awa Diop\n\n", "IP", "Awa Diop"),
    ],
)
def test_rule_6_title_and_author_are_taken(page, title, author):
    tree = read_deck(page + BODY)
    assert (tree.title, tree.author, shape(tree)) == (title, author, ["Un 1/0", "Deux 1/0"])


def test_rule_6_title_pages_are_dropped_wherever_they_repeat():
    tree = read_deck(TITLE + BODY + TITLE + "# Trois\n\n- c\n\n# Cours\n")
    assert shape(tree) == ["Un 1/0", "Deux 1/0", "Trois 1/0"]
    again = {str(drop.reason) for drop in tree.drops}
    assert again == {"Title page, shown again."}


def test_rule_6_a_slide_with_the_title_of_the_deck_and_a_content_is_a_lesson():
    assert shape(read_deck(TITLE + BODY + "# Cours\n\n- un point\n")) == [
        "Un 1/0",
        "Deux 1/0",
        "Cours 1/0",
    ]
