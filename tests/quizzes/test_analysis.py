"""What answers say of a question, against sums made by hand and the textbook's formula."""

from collections import Counter
from itertools import starmap
from statistics import StatisticsError, correlation, fmean, median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.analysis.statistics import (
    OptionUse,
    Reason,
    Sums,
    discrimination,
    facility,
    median,
    option_uses,
    reasons,
)

SHARES = st.sampled_from([0.0, 0.25, 0.5, 1.0])
ANSWERS = st.lists(st.tuples(SHARES, st.none() | SHARES), max_size=40)


def sums(score: float, rest: float | None) -> Sums:
    if rest is None:
        return Sums(1, score)
    return Sums(1, score, 1, score, score * score, rest, rest * rest, score * rest)


def added(answers: list[tuple[float, float | None]]) -> Sums:
    return sum(starmap(sums, answers), Sums())


@given(ANSWERS)
def test_facility_is_the_mean_score(answers) -> None:
    expected = pytest.approx(fmean(score for score, _ in answers)) if answers else None
    assert facility(added(answers)) == expected


@given(ANSWERS)
def test_discrimination_is_the_correlation_with_the_rest(answers) -> None:
    paired = [(score, rest) for score, rest in answers if rest is not None]
    try:
        expected = pytest.approx(correlation(*zip(*paired, strict=True)), abs=1e-6)
    except (StatisticsError, TypeError):
        expected = None  # nothing varies, or nothing is there
    assert discrimination(added(answers)) == expected


def test_discrimination_of_a_question_that_only_the_weak_get_right() -> None:
    assert discrimination(added([(1.0, 0.0), (0.0, 1.0)] * 15)) == pytest.approx(-1)


@given(st.lists(st.integers(0, 50), max_size=30))
def test_median_is_the_lower_middle(values) -> None:
    assert median(Counter(values)) == (median_low(values) if values else None)


def test_options_are_counted_whether_one_or_several_are_chosen() -> None:
    three, two = Sums(3, 3.0, 3, 3.0, 3.0, 1.5), Sums(2, 1.0, 2, 1.0, 0.5, 0.5)
    uses = option_uses({"a": True, "b": False}, [("a", three), (["a", "b"], two), (None, two)])
    assert uses == (OptionUse("a", True, 5, 0.4), OptionUse("b", False, 2, 0.25))


RIGHT = OptionUse("r", True, 30, 0.5)


@pytest.mark.parametrize(
    ("kind", "answers", "uses", "expected"),
    [
        ("short", [(0.0, 0.5), (1.0, 0.6)] * 4, (), ()),  # too few to say anything
        ("short", [(0.0, 0.5)] * 10, (), (Reason("hard"),)),
        ("short", [(0.0, 0.5)] * 4 + [(1.0, 0.5)], (), ()),
        ("short", [(1.0, 0.5)] * 20, (), (Reason("easy"),)),
        ("short", [(1.0, 0.5)] * 19 + [(0.0, 0.5)], (), ()),  # 95 % exactly
        ("short", [(1.0, 0.0), (0.0, 1.0)] * 14, (), ()),  # negative, on too few
        ("short", [(1.0, 0.0), (0.0, 1.0)] * 15, (), (Reason("discrimination"),)),
        ("choice", [(1.0, 0.9), (0.0, 0.1)] * 5, (OptionUse("w", False, 0, None),),
         (Reason("dead", "w"),)),
        ("true-false", [(1.0, 0.9), (0.0, 0.1)] * 5, (OptionUse("w", False, 0, None),), ()),
        ("choice", [(1.0, 0.9), (0.0, 0.1)] * 5, (RIGHT, OptionUse("w", False, 31, 0.1)),
         (Reason("beats", "w"),)),
        ("choice", [(1.0, 0.9), (0.0, 0.1)] * 5, (RIGHT, OptionUse("w", False, 30, 0.1)), ()),
        ("choice", [(1.0, 0.9), (0.0, 0.1)] * 15, (RIGHT, OptionUse("w", False, 12, 0.6)),
         (Reason("attracts", "w"),)),
        ("choice", [(1.0, 0.9), (0.0, 0.1)] * 15, (RIGHT, OptionUse("w", False, 9, 0.6)), ()),
    ],
)  # fmt: skip
def test_what_looks_wrong(kind, answers, uses, expected) -> None:
    assert reasons(kind, added(answers), uses) == expected
