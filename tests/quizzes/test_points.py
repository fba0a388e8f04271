"""What an answer earns once hints and further tries are paid for."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.marks.points import earned


@pytest.mark.parametrize(
    ("fraction", "points", "hints", "tries", "cost", "expected"),
    [
        ("1", "2", [], 1, "0.25", "2.0000"),
        ("1", "2", ["0.5"], 1, "0.25", "1.5000"),
        ("1", "2", [], 2, "0.25", "1.5000"),
        ("1", "2", ["0.5"], 3, "0.25", "0.5000"),
        ("1", "2", ["0.5"], 9, "0.25", "0.0000"),
        ("1/3", "1", [], 1, "0", "0.3333"),
        ("2/3", "1", [], 0, "0.25", "0.6667"),
    ],
)
def test_hints_and_further_tries_cost(fraction, points, hints, tries, cost, expected) -> None:
    costs = [Decimal(each) for each in hints]
    got = earned(Fraction(fraction), Decimal(points), costs, tries, Decimal(cost))
    assert got == Decimal(expected)


@given(
    st.fractions(0, 1, max_denominator=50),
    st.decimals(Decimal("0.25"), 1000, places=2),
    st.lists(st.decimals(0, 5, places=2), max_size=4),
    st.integers(0, 10),
    st.decimals(0, 1, places=2),
)
def test_an_answer_earns_between_nothing_and_its_points(
    fraction, points, hints, tries, cost
) -> None:
    got = earned(fraction, points, hints, tries, cost)
    assert 0 <= got <= points
    assert earned(fraction, points, hints, tries + 1, cost) <= got
    assert earned(fraction, points, [*hints, Decimal(1)], tries, cost) <= got
