"""The text of layers: what it means, and what is wrong with it, where."""

import pytest

from courses.figures.parts import FigureError
from courses.figures.pile import read_pile
from courses.figures.pile_words import describe_pile
from courses.figures.words import ENGLISH, FRENCH

TYPE2 = """pile type2 : Hyperviseur de type 2 (hébergé) [Reconstruction]
app Applications    | app Applications | app Applications natives
os  SE invité 1 [modifié] #g1 | os SE invité 2   | ^
hv  Hyperviseur (VirtualBox) #hv *2    | ^
-- Espace utilisateur / Espace noyau
hote OS hôte #hote *3
mat Matériel #mat *3
-> g1 > hv > hote > mat : écriture disque"""


def test_layers_are_read_from_the_top() -> None:
    pile = read_pile(TYPE2)
    assert (pile.header.name, pile.header.label) == ("type2", "Reconstruction")
    assert [(cell.id, cell.column, cell.row, cell.columns, cell.rows) for cell in pile.cells] == [
        ("c1-1", 0, 0, 1, 1),
        ("c1-2", 1, 0, 1, 1),
        ("c1-3", 2, 0, 1, 3),
        ("g1", 0, 1, 1, 1),
        ("c2-2", 1, 1, 1, 1),
        ("hv", 0, 2, 2, 1),
        ("hote", 0, 3, 3, 1),
        ("mat", 0, 4, 3, 1),
    ]
    assert pile.paths[0].ids == ("g1", "hv", "hote", "mat")
    assert pile.stacks[0].boundaries[0].row == 2


def test_a_cell_stands_on_those_right_below() -> None:
    pile = read_pile(TYPE2)
    assert pile.stands_on("c1-3") == ("hote",)
    assert pile.stands_on("hote") == ("mat",)
    assert pile.stands_on("mat") == ()


def test_stacks_side_by_side_stand_on_one_floor() -> None:
    pile = read_pile("pile x : T\n== A\napp a\nmat m\n== B\nmat n")
    assert [(cell.label, cell.column, cell.row) for cell in pile.cells] == [
        ("a", 0, 0),
        ("m", 0, 1),
        ("n", 1, 1),
    ]


def test_a_description_goes_from_the_bottom_up() -> None:
    assert describe_pile(read_pile(TYPE2), FRENCH).replace("\xa0", " ") == (
        "Pile de 5 couches, de bas en haut : Matériel ; OS hôte ; Applications natives et"
        " Hyperviseur (VirtualBox) ; SE invité 1 (modifié) et SE invité 2 ; 2 × Applications."
        " Une frontière passe entre Espace utilisateur et Espace noyau, au-dessus de OS hôte."
        " Flèche de SE invité 1 → Hyperviseur (VirtualBox) → OS hôte → Matériel"
        " (« écriture disque »)."
    )
    said = describe_pile(read_pile("pile x : T\nmat Hardware"), ENGLISH)
    assert said == "A single layer: Hardware."


@pytest.mark.parametrize(
    ("text", "line", "column", "told"),
    [
        ("pile", 1, 1, "the first line is written"),
        ("pile x : T", 1, 1, "nothing is written below"),
        ("pile x : T\napp", 2, 1, "a cell is written"),
        ("pile x : T\napp a | chat b", 2, 9, "“chat” is no kind of layer"),
        ("pile x : T\napp a | app b\nmat m", 3, 1, "this layer has 1 columns"),
        ("pile x : T\napp a #u | app b #u", 2, 12, "“#u” is there twice"),
        ("pile x : T\napp a #é", 2, 1, "“#é”: letters without accents"),
        ("pile x : T\napp a *7", 2, 1, "a layer has at most 6 columns"),
        ("pile x : T\n^", 2, 1, "“^” extends"),
        ("pile x : T\napp a\n-- haut", 3, 1, "a boundary is written"),
        ("pile x : T\napp a\n-- haut / bas", 3, 1, "a boundary stands alone"),
        ("pile x : T\napp a | os b\n-- h / b\nmat m | ^", 3, 1, "would cut “b” in two"),
        ("pile x : T\napp a #a\n-> a > z", 3, 1, "no cell is called “#z”"),
        ("pile x : T\napp a #a\nos b\nmat m #m\n-> a > m", 5, 1, "“a” does not stand right on “m”"),
        ("pile x : T\n.", 2, 1, "a stack needs at least one layer"),
        ("pile x : T\napp " + "a" * 81, 2, 1, "a label has at most 80 characters"),
        ("pile x : T\napp a" + " " * 600, 2, 600, "a line has at most 600 characters"),
    ],
)
def test_a_mistake_is_told_at_its_place(text: str, line: int, column: int, told: str) -> None:
    with pytest.raises(FigureError) as raised:
        read_pile(text)
    assert (raised.value.line, raised.value.column) == (line, column)
    assert told in str(raised.value)
