"""The figures made of layers: each is a whole rectangle, and its parts have names of their own."""

import pytest

from courses.quizzes.stacks import NAMES, find_stack


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_a_whole_rectangle_of_parts(name: str) -> None:
    stack = find_stack(name)
    assert stack is not None
    cells = sum(zone.width * zone.height for zone in stack.zones)
    assert cells % stack.columns == 0
    assert stack.zones[-1].width == stack.columns
    assert len({zone.id for zone in stack.zones}) == len(stack.zones)


def test_a_part_may_reach_down_beside_several_layers() -> None:
    stack = find_stack("pile:type2")
    assert stack is not None
    sizes = {zone.id: (zone.width, zone.height) for zone in stack.zones}
    assert sizes == {
        **dict.fromkeys(["a1", "a2", "g1", "g2"], (1, 1)),
        "natives": (1, 3),
        "hv": (2, 1),
        "hote": (3, 1),
        "mat": (3, 1),
    }


@pytest.mark.parametrize("name", ["", "type2", "pile:", "pile:type3", "schema:type2"])
def test_another_name_is_no_figure(name: str) -> None:
    assert find_stack(name) is None
