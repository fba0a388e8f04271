"""The text of a stack: what is read, and what is refused, where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.figures.messages import FigureRefused
from courses.figures.pile import Cell, read_pile

TYPE2 = """pile type2 : Hyperviseur de type 2
app Applications | app Applications | app Applications natives
os SE invité 1 #g1 | os SE invité 2 | ^
hv Hyperviseur (VirtualBox) #hv *2 | ^
hote OS hôte #hote *3
mat Matériel #mat *3"""


def test_a_stack_is_a_grid_in_reading_order() -> None:
    pile = read_pile(TYPE2)
    assert (pile.name, pile.title, pile.rows, pile.columns) == (
        "type2", "Hyperviseur de type 2", 5, 3,
    )  # fmt: skip
    assert pile.cells[2:4] == (
        Cell("app", "Applications natives", "", 0, 2, 1, 3),
        Cell("os", "SE invité 1", "g1", 1, 0),
    )
    assert [cell.id for cell in pile.cells if cell.id] == ["g1", "hv", "hote", "mat"]


@pytest.mark.parametrize(
    ("layers", "place"),
    [
        ("", (1, 1)),
        ("os", (2, 1)),
        ("os A | rien B", (2, 8)),
        ("os A | ^", (2, 8)),
        ("os A *9", (2, 1)),
        ("os A *²", (2, 1)),
        ("os A | os B\nmat C", (3, 1)),
        ("os A #x | os B #x", (2, 11)),
        ("os " + "a" * 81, (2, 1)),
        ("os A *6 | os B", (2, 1)),
        ("os A\n" * 21, (22, 1)),
    ],
)
def test_a_mistake_has_a_place(layers: str, place: tuple[int, int]) -> None:
    with pytest.raises(FigureRefused) as refused:
        read_pile("pile essai : Essai\n" + layers)
    assert (refused.value.line, refused.value.column) == place


@given(st.text(alphabet="aos#*^.| \n0123²é%", max_size=200))
def test_any_text_is_a_stack_without_overlap_or_refused(layers: str) -> None:
    try:
        pile = read_pile("pile essai : Essai\n" + layers)
    except FigureRefused:
        return
    places = [
        (cell.row + down, cell.column + across)
        for cell in pile.cells
        for down in range(cell.height)
        for across in range(cell.width)
    ]
    assert len(places) == len(set(places))
