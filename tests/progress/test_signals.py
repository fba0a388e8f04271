from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.progress.signals import Signal, Tries, failures, inactivity, unprepared
from tests.make import NOW

DAY = timedelta(days=1)
WEEK, SECOND = 7 * DAY, timedelta(seconds=1)


@pytest.mark.parametrize(
    ("last", "joined", "found"),
    [
        (NOW - WEEK, NOW - 30 * DAY, [Signal("inactive", NOW - WEEK)]),
        (NOW - WEEK + SECOND, NOW - 30 * DAY, []),
        (None, NOW - WEEK, [Signal("never-started", NOW - WEEK)]),
        (None, NOW - WEEK + SECOND, []),
        (NOW, NOW - 30 * DAY, []),
    ],
)
def test_inactive_after_seven_days(last, joined, found):
    assert inactivity(last, joined, NOW) == found


@pytest.mark.parametrize(
    ("wrong", "last_wrong", "last_right", "fires"),
    [
        (0, None, None, False),
        (1, NOW, None, False),
        (2, NOW, None, True),
        (2, NOW, NOW - SECOND, True),
        (2, NOW, NOW, False),
        (5, NOW - SECOND, NOW, False),
    ],
)
def test_two_failures_not_followed_by_a_right_answer(wrong, last_wrong, last_right, fires):
    found = failures([Tries("NAT", wrong, last_wrong, last_right)])
    assert found == ([Signal("failing", NOW, "NAT", wrong)] if fires else [])


@pytest.mark.parametrize(
    ("at", "acquired", "fires"),
    [
        (NOW + WEEK, 4, True),
        (NOW + WEEK + SECOND, 4, False),
        (NOW - SECOND, 0, False),
        (NOW, 0, True),
        (NOW + DAY, 5, False),
    ],
)
def test_exam_within_seven_days_and_under_half_acquired(at, acquired, fires):
    found = unprepared([("Examen", at)], acquired, 10, NOW)
    assert found == ([Signal("unprepared", at, "Examen", acquired, 10)] if fires else [])


@given(total=st.integers(0, 50), data=st.data())
def test_more_acquired_never_adds_a_signal(total, data):
    less = data.draw(st.integers(0, total))
    more = data.draw(st.integers(less, total))
    exams = [("Examen", NOW + DAY)]
    assert len(unprepared(exams, more, total, NOW)) <= len(unprepared(exams, less, total, NOW))
    assert unprepared(exams, total, total, NOW) == []
