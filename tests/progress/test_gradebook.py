"""The rules of the total: stated, tried by hand and on thousands of inputs."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.progress.gradebook import (
    LATER,
    MARKED,
    MISSING,
    WAITING,
    Entry,
    hundredths,
    mark_of,
    mention,
    total,
)

marks = st.decimals(0, 20, places=2)
weights = st.decimals(0, 100, places=2)


@st.composite
def entries(draw, **least):
    size = draw(st.integers(least.get("size", 0), 7))
    return [
        Entry(item, draw(st.sampled_from(["exams", "quizzes"])), draw(weights), MARKED, draw(marks))
        for item in range(size)
    ]


drops = st.fixed_dictionaries({"exams": st.integers(0, 3), "quizzes": st.integers(0, 3)})


def entry(item: int, mark: str | None, weight: str = "1", category: str = "exams", state=MARKED):
    return Entry(item, category, Decimal(weight), state, None if mark is None else Decimal(mark))


@pytest.mark.parametrize(
    ("points", "out_of", "mark"),
    [
        ("3", "4", "15.00"),
        ("1", "3", "6.67"),
        ("5", "4", "20.00"),
        ("-1", "4", "0.00"),
        ("0", "0", "0"),
    ],
)
def test_a_mark_is_out_of_twenty(points, out_of, mark) -> None:
    assert mark_of(Decimal(points), Decimal(out_of)) == Decimal(mark)


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("9.995", "10.00"), ("9.9949", "9.99"), ("0.005", "0.01"), ("12.125", "12.13"), ("0", "0.00")],
)
def test_a_half_goes_up(exact, rounded) -> None:
    assert str(hundredths(Fraction(exact))) == rounded


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (None, ""),
        ("9.99", "insufficient"),
        ("10", "passable"),
        ("11.99", "passable"),
        ("12", "fairly good"),
        ("14", "good"),
        ("15.99", "good"),
        ("16", "very good"),
        ("20", "very good"),
    ],
)
def test_the_mention_of_a_total(value, name) -> None:
    assert mention(None if value is None else Decimal(value)) == name


def test_weights_count() -> None:
    assert total([entry(1, "8", "2"), entry(2, "14", "1")], {}).value == Decimal("10.00")


def test_what_is_dropped_gives_its_weight_to_its_category() -> None:
    found = total(
        [entry(1, "10"), entry(2, "4", "1", "quizzes"), entry(3, "16", "1", "quizzes")],
        {"quizzes": 1},
    )
    assert found.value == Decimal("14.00")  # (10 × 1 + 16 × 2) / 3
    assert [each.is_dropped for each in found.entries] == [False, True, False]
    assert [(mean.category, mean.mean, mean.weight) for mean in found.means] == [
        ("exams", Decimal("10.00"), Decimal(1)),
        ("quizzes", Decimal("16.00"), Decimal(2)),
    ]


def test_the_one_whose_absence_helps_most_is_dropped() -> None:
    found = total([entry(1, "9", "1"), entry(2, "10", "10"), entry(3, "20", "1")], {"exams": 1})
    assert [each.is_dropped for each in found.entries] == [False, True, False]
    assert found.value == Decimal("14.50")


def test_of_equal_marks_the_later_item_is_dropped_and_one_always_stays() -> None:
    found = total([entry(2, "12"), entry(1, "12")], {"exams": 5})
    assert [each.is_dropped for each in found.entries] == [True, False]


def test_nothing_yet_is_no_total() -> None:
    found = total([entry(1, None, state=LATER), entry(2, "12", "0")], {})
    assert (found.value, found.mention, found.is_provisional) == (None, "", True)


def test_missing_is_zero_and_later_is_left_out() -> None:
    found = total([entry(1, "0", state=MISSING), entry(2, "12"), entry(3, None, state=LATER)], {})
    assert (found.value, found.is_provisional) == (Decimal("6.00"), True)


@pytest.mark.parametrize(("weight", "provisional"), [("1", True), ("0", False)])
def test_what_waits_for_a_mark_makes_the_total_provisional(weight, provisional) -> None:
    found = total([entry(1, "5", weight, state=WAITING), entry(2, "12")], {})
    assert found.is_provisional is provisional


@given(entries(), drops)
def test_a_total_lies_between_0_and_20(listed, dropped) -> None:
    value = total(listed, dropped).value
    assert value is None or 0 <= value <= 20
    assert (value is None) == (not any(each.counts for each in listed))


@given(entries(size=1), drops, st.data())
def test_a_better_mark_never_lowers_the_total(listed, dropped, data) -> None:
    place = data.draw(st.integers(0, len(listed) - 1))
    better = data.draw(st.decimals(listed[place].mark, 20, places=2))
    raised = [*listed[:place], listed[place]._replace(mark=better), *listed[place + 1 :]]
    before, after = total(listed, dropped).value, total(raised, dropped).value
    assert (before is None and after is None) or after >= before


@given(entries(), drops, st.data())
def test_the_order_of_the_items_changes_nothing(listed, dropped, data) -> None:
    shuffled = data.draw(st.permutations(listed))
    found, again = total(listed, dropped), total(shuffled, dropped)
    assert (found.value, found.means) == (again.value, again.means)
    assert set(found.entries) == set(again.entries)


@given(entries(), drops)
def test_dropping_never_lowers_the_total(listed, dropped) -> None:
    with_all, found = total(listed, {}).value, total(listed, dropped).value
    assert (with_all is None and found is None) or found >= with_all


@given(entries(), drops)
def test_no_other_choice_would_be_better(listed, dropped) -> None:
    for mean in total(listed, dropped).means:
        held = [each for each in listed if each.category == mean.category and each.counts]
        kept = len(held) - min(dropped[mean.category], len(held) - 1)
        best = max(
            sum(Fraction(each.mark) * Fraction(each.weight) for each in some)
            / sum(Fraction(each.weight) for each in some)
            for some in combinations(held, kept)
        )
        assert mean.mean == hundredths(best)
