"""When a notion is due again."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from courses.progress.spacing import spaced
from tests.make import NOW

OUTCOMES = st.lists(st.sampled_from(["wrong", "hard", "right"]), min_size=1, max_size=8)


def days(*outcomes: str) -> list[int]:
    """The days until the next review, each answer given on the day it was due."""
    card, at, found = None, NOW, []
    for outcome in outcomes:
        card, due = spaced(card, outcome, at)
        found.append((due - at).days)
        at = due
    return found


def test_a_missed_notion_comes_back_in_a_day_or_two() -> None:
    assert days("wrong") == [1]
    assert days("right", "right", "wrong")[-1] == 2


def test_a_known_notion_comes_back_later_each_time() -> None:
    first, second, third = days("right", "right", "right")
    assert 1 <= first < second < third


def test_the_better_the_answer_the_later() -> None:
    after_one = [days("right", outcome)[-1] for outcome in ("wrong", "hard", "right")]
    assert after_one == sorted(set(after_one))


@given(OUTCOMES)
def test_whole_days_without_chance_within_half_a_year(outcomes) -> None:
    card, at = None, NOW
    for outcome in outcomes:
        again = spaced(card, outcome, at)
        card, due = spaced(card, outcome, at)
        assert again == (card, due)
        assert (due - at) % timedelta(days=1) == timedelta(0)
        assert timedelta(days=1) <= due - at <= timedelta(days=180)
        at = due
