"""The demonstration's students answer every kind of question, rightly and wrongly."""

import random

import pytest

from courses.exchange.demonstration_answers import RIGHT_SHARE, believable_answer
from courses.quizzes.grading import grade
from tests.make import make_lesson
from tests.quizzes.every_kind import publish_sample

pytestmark = pytest.mark.django_db


def test_each_kind_is_answered_rightly_and_wrongly() -> None:
    chance = random.Random(7)
    for slug, question in publish_sample(make_lesson()).items():
        revision = question.published
        assert revision is not None
        verdicts = [
            grade(
                revision.kind,
                revision.public,
                revision.answer_key.key,
                believable_answer(revision, {}, chance),
            )
            for _ in range(40)
        ]
        if revision.kind == "open":
            assert {verdict.state for verdict in verdicts} == {"manual"}
            continue
        wins = sum(verdict.fraction == 1 for verdict in verdicts)
        assert 40 * (RIGHT_SHARE - 0.25) < wins < 40, slug
        assert {verdict.state for verdict in verdicts} <= {"right", "partly", "wrong"}, slug
