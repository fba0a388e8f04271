"""Answering a lesson's check: the answer, its mark and the lesson's completion, in one write."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from courses.accounts.models import User
from courses.content.models import Lesson
from courses.progress.actions import complete_if_check_answered
from courses.progress.review_actions import record_answers
from courses.progress.terms import course_terms
from courses.quizzes.actions.answers import check_response, reveal_hint
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.models import Attempt, Quiz, Response
from courses.quizzes.terms import Terms


class CheckClosed(Exception):
    """The check takes no answers now; `terms` say since when, or from when on.

    `clock` is the time zone in which the person reads that.
    """

    def __init__(self, terms: Terms, clock: str) -> None:
        super().__init__(terms, clock)
        self.terms, self.clock = terms, clock


@transaction.atomic
def answer_check(
    *,
    user: User,
    lesson: Lesson,
    question_id: int,
    answer: Any,
    operation: UUID | None,
    kind: str,
    now: datetime,
) -> Response:
    """Marks an answer at once; the lesson is complete with its last question.

    Raises CheckClosed, InvalidAnswer, NothingToAsk, and DoesNotExist when the check no longer
    asks this.
    """
    _refuse_when_closed(user, lesson, kind, now)
    attempt = check_attempt(user=user, lesson=lesson, kind=kind, now=now)
    response = check_response(
        attempt=attempt, question_id=question_id, answer=answer, operation=operation, now=now
    )
    if response.released_at is not None:
        record_answers(attempt=attempt)
        complete_if_check_answered(user=user, lesson=lesson, now=now)
    return response


@transaction.atomic
def hint_in_check(
    *, user: User, lesson: Lesson, question_id: int, kind: str, now: datetime
) -> Response:
    """Shows one more hint of a question of the check. Raises CheckClosed."""
    _refuse_when_closed(user, lesson, kind, now)
    attempt = check_attempt(user=user, lesson=lesson, kind=kind, now=now)
    return reveal_hint(attempt=attempt, question_id=question_id, now=now)


def check_attempt(*, user: User, lesson: Lesson, kind: str, now: datetime) -> Attempt:
    """The person's newest attempt at the lesson's check, open or finished; one starts if none.

    A finished one is returned too: an answer sent twice must not begin the check again.
    """
    quiz = Quiz.objects.get(lesson=lesson)
    newest = Attempt.objects.filter(user=user, quiz=quiz).order_by("-number").first()
    return newest or start_attempt(user=user, quiz=quiz, kind=kind, now=now)


def _refuse_when_closed(user: User, lesson: Lesson, kind: str, now: datetime) -> None:
    """A check is answered while its course is open; its lesson is read on."""
    if kind == Attempt.Kind.PREVIEW:
        return
    quiz = Quiz.objects.only("slug").get(lesson=lesson)
    held = course_terms(user, lesson.course)
    terms = held.of(quiz.slug)
    if not terms.is_open(now):
        raise CheckClosed(terms, held.dates.zone)
