"""Marks computed again, and what is said of those that differ."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from courses.quizzes.actions.regrading import apply_regrade
from courses.quizzes.marks.regrading import regrade_plan
from courses.quizzes.models import AnswerKey, Mark, Response
from tests.make import NOW, make_student, make_teacher
from tests.quizzes.marking import correct_key, hand_in, make_marked_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def mark() -> Mark:
    attempt = hand_in(make_marked_quiz(), make_student(), says="true")
    return Mark.objects.get(response__attempt=attempt, response__question__slug="vf")


def check() -> str:
    out = StringIO()
    call_command("check_marks", stdout=out)
    return out.getvalue().strip()


def refused() -> str:
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("check_marks", stdout=out)
    return f"{out.getvalue().strip()} | {error.value}"


def test_sound_marks_pass(mark) -> None:
    question = correct_key(mark.response.attempt.quiz)
    apply_regrade(
        question=question,
        digest=regrade_plan(question).digest,
        signed=(),
        reason="x",
        author=make_teacher(),
        now=NOW,
    )
    assert check() == "3 marks, computed again: all the same."


def test_points_that_differ_are_reported(mark) -> None:
    Mark.objects.filter(pk=mark.pk).update(points=Decimal("0.5"))
    Response.objects.filter(pk=mark.response_id).update(points=Decimal("0.5"))
    assert refused() == (
        f"mark {mark.pk} of response {mark.response_id} is 0.5000/1.00, computed 1.0000/1.00"
        " | 1 of 2 marks differ."
    )


def test_an_answer_that_stands_at_something_else_than_its_mark_is_reported(mark) -> None:
    Response.objects.filter(pk=mark.response_id).update(points=None)
    assert refused() == (
        f"response {mark.response_id} stands at None/1.00, not at mark {mark.pk}"
        " | 1 of 2 marks differ."
    )


def test_a_key_changed_under_its_mark_is_reported(mark) -> None:
    AnswerKey.objects.filter(revision=mark.revision).update(key={**key_of(mark), "right": "false"})
    assert "computed 0.0000/1.00" in refused()


def test_what_the_student_is_told_is_compared(mark) -> None:
    Mark.objects.filter(pk=mark.pk).update(verdict={**mark.verdict, "explanation": "autre"})
    assert "tells the student something else" in refused()


def test_an_answer_changed_under_its_mark_is_reported(mark) -> None:
    Response.objects.filter(pk=mark.response_id).update(answer=["x"])
    assert "cannot be computed: a text is expected" in refused()


def test_a_mark_that_names_no_revision_is_reported(mark) -> None:
    Mark.objects.filter(pk=mark.pk).update(revision=None)
    assert "names no revision" in refused()


def key_of(mark: Mark) -> dict[str, object]:
    key: dict[str, object] = AnswerKey.objects.get(revision=mark.revision_id).key
    return key
