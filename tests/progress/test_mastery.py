"""When a notion is acquired, taken back, and what is said to be missing."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.progress.mastery import (
    ACQUIRED,
    APART,
    TO_REVIEW,
    UNDER_WAY,
    UNSEEN,
    Answer,
    Mastery,
    mastery,
)
from tests.make import NOW


def answer(
    question: int = 1,
    hours: float = 0,
    *,
    right: bool = True,
    helped: bool = False,
    bloom: str = "understand",
    review: bool = False,
) -> Answer:
    return Answer(question, NOW + timedelta(hours=hours), right, helped, bloom, review)


def test_nothing_answered() -> None:
    assert mastery([]) == Mastery(UNSEEN, missing=("answer",))


def test_two_questions_twenty_hours_apart() -> None:
    first, second = answer(1), answer(2, 20, bloom="remember")
    assert mastery([second, first]) == Mastery(ACQUIRED, (first, second))


@pytest.mark.parametrize(
    "second",
    [
        answer(1, 30),  # the same question
        answer(2, 19.99),  # too soon
        answer(2, 30, right=False),
        answer(2, 30, helped=True),
    ],
)
def test_what_does_not_make_a_second_proof(second) -> None:
    first = answer(1)
    assert mastery([first, second]) == Mastery(
        UNDER_WAY, (first,), None, ("another", "later"), NOW + APART
    )


@pytest.mark.parametrize(
    ("bloom", "state"),
    [
        ("", UNDER_WAY),
        ("remember", UNDER_WAY),
        ("understand", ACQUIRED),
        ("apply", ACQUIRED),
        ("create", ACQUIRED),
    ],
)
def test_one_of_them_asks_for_more_than_memory(bloom, state) -> None:
    first, second = answer(1, bloom="remember"), answer(2, 24, bloom=bloom)
    assert mastery([first, second]).state == state


def test_it_says_that_a_deeper_question_is_missing() -> None:
    first = answer(1, bloom="remember")
    found = mastery([first, answer(2, 24, bloom="")])
    assert (found.proofs, found.missing) == ((first,), ("another", "later", "deeper"))


def test_only_wrong_answers_leave_it_under_way() -> None:
    assert mastery([answer(right=False)]) == Mastery(UNDER_WAY, missing=("answer",))


def test_a_missed_review_takes_it_back_and_two_new_proofs_give_it_back() -> None:
    before = [answer(1), answer(2, 24)]
    miss = answer(1, 100, right=False, review=True)
    assert mastery([*before, miss]) == Mastery(
        TO_REVIEW, (), NOW + timedelta(hours=100), ("answer",)
    )
    again = answer(1, 110, review=True)
    assert mastery([*before, miss, again]).state == UNDER_WAY
    assert mastery([*before, miss, again, answer(2, 130)]).state == ACQUIRED


def test_a_wrong_answer_elsewhere_takes_nothing_back() -> None:
    assert mastery([answer(1), answer(2, 24), answer(3, 30, right=False)]).state == ACQUIRED


ANSWERS = st.lists(
    st.builds(
        answer,
        st.integers(1, 3),
        st.integers(0, 60),
        right=st.booleans(),
        helped=st.booleans(),
        bloom=st.sampled_from(["", "remember", "understand"]),
        review=st.booleans(),
    ),
    max_size=5,
)


@given(ANSWERS)
def test_the_rule_as_it_is_written(answers) -> None:
    """Against a reading of the rule that tries every pair."""
    misses = [each.at for each in answers if each.review and not each.right]
    proofs = [each for each in answers if each.right and not each.helped]
    if misses:
        proofs = [each for each in proofs if each.at > max(misses)]
    acquired = any(
        one.question != two.question
        and two.at - one.at >= timedelta(hours=20)
        and "understand" in (one.bloom, two.bloom)
        for one, two in permutations(proofs, 2)
    )
    found = mastery(answers)
    assert (found.state == ACQUIRED) == acquired
    assert (found.state == TO_REVIEW) == bool(misses and not proofs)
    assert (found.missing == ()) == acquired
    assert len(found.proofs) == (2 if acquired else min(1, len(proofs)))
