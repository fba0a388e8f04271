"""How likely the students of a department are to be right."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exchange.department.difficulty import (
    EASE,
    TOO_EASY,
    TOO_HARD,
    WRONG_KEY,
    Difficulty,
    difficulties,
)
from courses.quizzes.models import Quiz
from tests.make import make_section
from tests.quizzes.marking import TRUE_FALSE, publish

SKILLS = st.floats(-3, 3)
KINDS = st.sampled_from(sorted(EASE))


@given(st.floats(-2, 2), SKILLS, SKILLS, KINDS)
def test_who_knows_more_is_right_more_often(
    difficulty: float, one: float, other: float, kind: str
) -> None:
    question = Difficulty(difficulty)
    low, high = sorted([one, other])
    assert 0 < question.chance_of(low, kind) <= question.chance_of(high, kind) < 1


@given(SKILLS)
def test_a_wrong_key_is_contradicted_by_those_who_know_until_it_is_explained(skill: float) -> None:
    exam = Quiz.Kind.EXAM
    assert WRONG_KEY.chance_of(skill, exam) >= WRONG_KEY.chance_of(skill + 0.5, exam)
    review = Quiz.Kind.REVIEW
    assert WRONG_KEY.chance_of(skill, review) == Difficulty(0.0).chance_of(skill, review)


def test_some_questions_are_too_hard_or_too_easy_for_anybody() -> None:
    assert TOO_HARD.chance_of(1.0, Quiz.Kind.SECTION) < 0.2
    assert TOO_EASY.chance_of(-1.0, Quiz.Kind.SECTION) > 0.95


CHOICE = "### choix c{}\nsection: 1\nQuestion {} ?\n- (x) a\n- ( ) b\n"


@pytest.mark.django_db
def test_three_choices_of_a_bank_are_bad() -> None:
    course = make_section().chapter.course
    asked = [publish(course, CHOICE.format(n, n)) for n in range(5)]
    asked.append(publish(course, TRUE_FALSE.format(right="vrai")))
    found = difficulties(asked, random.Random(7))
    bad = [pk for pk, each in found.items() if each in (WRONG_KEY, TOO_HARD, TOO_EASY)]
    assert len(bad) == 3
    assert asked[-1].pk not in bad
    assert difficulties(reversed(asked), random.Random(7)) == found
