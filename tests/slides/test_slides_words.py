"""Rule 19: no word is lost."""

import pytest

from courses.slides.reader import read_deck
from tests.slides.shapes import TITLE, texts


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Un paragraphe\nsur deux lignes.", ["Un paragraphe sur deux lignes."]),
        ("> Une citation\n> et sa suite", ["Une citation et sa suite"]),
        ("- a\n\n  dessous", ["a", "dessous"]),
        ("Note : à voir[^1]\n\n[^1]: en bas", ["Note : à voir[1]", "[1]: en bas"]),
        ("| a | b |\n|---|---|\n| c | |", ["a", "b", "c"]),
        ("<!-- jamais fermé\n\n- b", ["jamais fermé", "b"]),
        ("**jamais fermé\n\n- b", ["jamais fermé", "b"]),
        ("$$\njamais fermé\n\n- b", ["jamais fermé", "b"]),
        ("- a $x + y\n- b", ["a $x + y", "b"]),
        ("```\njamais = fermé\n\n- b", ["jamais = fermé", "b"]),
        ("- 2 ** 3 et a * b, c_d_e", ["2 ** 3 et a * b, c_d_e"]),
        ("- *italique*, __gras__, ~~barré~~, __init__", ["italique, gras, barré, __init__"]),
    ],
)
def test_rule_19_every_word_stays_in_its_slide(body, expected):
    tree = read_deck(f"{TITLE}# A\n\n{body}\n\n# B\n\n- b2")
    assert texts(tree) == [*expected, "b2"]
    assert [lesson.title for lesson in tree.sections[0].lessons] == ["A", "B"]


@pytest.mark.parametrize(
    ("rows", "size"),
    [
        ("| a | b |\n|---|--:|\n| 1 | 2 |\n| 3 | 4 |", (2, 2)),
        ("a | b\n--|--\n1 | 2", (1, 2)),
        ("| | |\n|---|---|\n| 1 | 2 |", (1, 2)),
        ("| 1 | 2 | 3 |\n| 4 | 5 | 6 |", (2, 3)),
        ("|---|---|\n| 1 | 2 |", (1, 2)),
        ("| a |\n|---|\n| 1 |", (1, 1)),
        ("| a | b |\n|---|---|\n| x \\| y | `z|t` |", (1, 2)),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", (1, 2)),
    ],
)
def test_rule_19_tables_keep_their_cells(rows, size):
    tree = read_deck(f"{TITLE}# A\n\n{rows}\n\n# B\n\n- b")
    assert tree.sections[0].lessons[0].tables == (size,)
