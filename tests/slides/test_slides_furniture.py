"""Rules 17 and 18: figures, headers and footers."""

import pytest

from courses.slides.reader import read_deck
from tests.slides.shapes import TITLE, shape, texts


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        ("- a\n\n\n\n- b", True),
        ("- a\n\n \n\t\n- b", True),
        ("- a\n\n\n- b", False),
        ("", True),
        ("- a\n\n![](_page_1_Picture_2.jpeg)", True),
        ("- a ![Le noyau](img/noyau%20(1).png)", True),
        ("<img src='noyau.png'>", True),
        ("![[noyau.png]]", True),
        ("<!-- image -->", True),
        ("**==> picture [300 x 200] intentionally omitted <==**", True),
        ("![schéma](https://exemple.sn/schema.png)", False),
        ("- le code `![](a.png)`", False),
        ("- a\n\nPied de page 3/9\n", False),
    ],
)
def test_rule_17_a_figure_is_missing(body, lost):
    tree = read_deck(f"{TITLE}# Zéro\n\n- z\n\n# A\n\n{body}\n\n# B\n\n- b")
    assert [lesson.missing_figure for lesson in tree.sections[0].lessons] == [False, lost, False]


def test_rule_18_headers_footers_and_page_numbers_go_and_content_stays():
    slides = "".join(
        f"UCAD\n\n# T{n}\n\n- a{n}\n- Exemple\n\nÀ retenir : relire\n\nExemple {n}\n\n"
        f"Awa Diop {'—–-'[n % 3]} Réseaux {'—–-'[n % 3]} {n}/9\n\n{n}\n\n"
        for n in range(1, 9)
    )
    tree = read_deck(TITLE + slides + "# Fin\n\n- fin")
    kept = [f"{part}" for n in range(1, 9) for part in (f"a{n}", "Exemple", "À retenir : relire")]
    assert [t for t in texts(tree) if not t[-1].isdigit() or t[0] == "a"] == [*kept, "fin"]
    assert [t for t in texts(tree) if t.startswith("Exemple ")] == [
        f"Exemple {n}" for n in range(1, 9)
    ]
    assert {str(drop.reason) for drop in tree.drops} == {
        "Header, footer or page number, repeated from slide to slide."
    }


def test_rule_18_a_title_above_every_title_is_a_header():
    deck = "".join(f"---\n\n# Réseaux\n\n## Sujet {c}\n\n- {c}\n\n" for c in "ABCDEF")
    assert shape(read_deck(deck)) == [f"Sujet {c} 1/0" for c in "ABCDEF"]
