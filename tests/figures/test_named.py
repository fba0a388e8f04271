"""The figures that questions select in: each is a whole rectangle, its parts have names."""

import pytest

from courses.figures.named import NAMES, find_pile


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_a_whole_rectangle_of_parts(name: str) -> None:
    pile = find_pile(name)
    assert pile is not None
    (stack,) = pile.stacks
    assert sum(cell.columns * cell.rows for cell in pile.cells) == stack.columns * stack.rows
    assert pile.cells[-1].columns == stack.columns


def test_a_part_may_reach_down_beside_several_layers() -> None:
    pile = find_pile("pile:type2")
    assert pile is not None
    sizes = {cell.id: (cell.columns, cell.rows) for cell in pile.cells}
    assert sizes == {
        **dict.fromkeys(["a1", "a2", "g1", "g2"], (1, 1)),
        "natives": (1, 3),
        "hv": (2, 1),
        "hote": (3, 1),
        "mat": (3, 1),
    }


@pytest.mark.parametrize("name", ["", "type2", "pile:", "pile:type3", "schema:type2"])
def test_another_name_is_no_figure(name: str) -> None:
    assert find_pile(name) is None
