"""Which dates hold for a person."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.cohorts.schedule import Dated, Level, PersonDates, Row, last_closing, resolve

START = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)
DAY = [START + timedelta(days=days) for days in range(10)]
moments = st.none() | st.sampled_from(DAY)
rows = st.builds(Row, st.sampled_from(Level), moments, moments, moments)


def test_without_a_row_there_is_no_limit() -> None:
    assert resolve([], []) == PersonDates(None, None, None, None)


def test_each_date_comes_from_the_highest_level_that_says_it() -> None:
    own = [
        Row(Level.EVERYBODY, opens=DAY[0], due=DAY[1], closes=DAY[2]),
        Row(Level.COHORT, due=DAY[3], closes=DAY[4]),
        Row(Level.STUDENT, closes=DAY[1]),
    ]
    assert resolve(own, own) == PersonDates(
        opens=Dated(DAY[0], Level.EVERYBODY),
        due=Dated(DAY[3], Level.COHORT),
        closes=Dated(DAY[1], Level.STUDENT),
        closes_for_all=DAY[4],
    )


def test_of_two_cohorts_the_more_generous_holds() -> None:
    own = [
        Row(Level.COHORT, opens=DAY[1], due=DAY[2], closes=DAY[3]),
        Row(Level.COHORT, opens=DAY[0], due=DAY[4], closes=DAY[5]),
    ]
    held = resolve(own, own)
    assert (held.opens, held.due, held.closes) == (
        Dated(DAY[0], Level.COHORT),
        Dated(DAY[4], Level.COHORT),
        Dated(DAY[5], Level.COHORT),
    )


@pytest.mark.parametrize(
    ("everyone", "last"),
    [
        ([], None),
        ([Row(Level.STUDENT, closes=DAY[1])], None),
        ([Row(Level.EVERYBODY, opens=DAY[0]), Row(Level.COHORT, closes=DAY[1])], None),
        ([Row(Level.EVERYBODY, closes=DAY[1]), Row(Level.STUDENT, closes=DAY[3])], DAY[3]),
        ([Row(Level.EVERYBODY, closes=DAY[3]), Row(Level.STUDENT, closes=DAY[1])], DAY[3]),
    ],
)
def test_it_has_closed_for_all_when_the_last_one_is_done(everyone, last) -> None:
    assert last_closing(everyone) == last


@given(st.lists(rows), st.data())
def test_nobody_can_answer_after_it_has_closed_for_all(everyone, data) -> None:
    last = last_closing(everyone)
    # Whoever they are, everybody's rows concern them.
    shared = [row for row in everyone if row.level == Level.EVERYBODY]
    others = [row for row in everyone if row.level != Level.EVERYBODY]
    own = shared + (data.draw(st.lists(st.sampled_from(others))) if others else [])
    closes = resolve(own, everyone).closes
    if last is not None:
        assert closes is not None
        assert closes.moment <= last


@given(st.lists(rows))
def test_the_order_of_rows_does_not_matter(everyone) -> None:
    assert resolve(everyone, everyone) == resolve(everyone[::-1], everyone[::-1])
