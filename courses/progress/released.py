"""Answers to quizzes that keep their results: counted for reviews once everybody is done."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from courses.accounts.models import User
from courses.cohorts.schedule_queries import dates_in_courses
from courses.content.models import Course
from courses.progress.models import ReviewCard
from courses.progress.quiz_page import is_withheld
from courses.progress.review_actions import record_told_answers
from courses.progress.review_queries import KINDS_ASKED
from courses.progress.terms import CourseTerms
from courses.quizzes.models import Attempt, Quiz, Response

LOOKED_BACK = timedelta(days=7)
"""For how long after a closing its answers are still looked for, should cron have stood still."""


def withheld_quizzes(course: Course, user: User, now: datetime) -> list[Quiz]:
    """The quizzes of a course whose results are not told yet; in one query where none waits."""
    waiting = list(Quiz.objects.filter(course=course, waits_for_closing=True))
    if not waiting:
        return []
    held = CourseTerms(dates_in_courses(user, [course])[course.pk], None)
    return [quiz for quiz in waiting if is_withheld(quiz, held.of(quiz.slug), now)]


def record_released(*, now: datetime) -> int:
    """Schedules the notions of what has closed for everybody; returns how many attempts told some.

    Doing it again changes nothing: only answers that no card has counted are looked at.
    """
    quizzes = [quiz for quiz in _waiting() if _has_just_closed(quiz, now)]
    attempts = list(_uncounted(quizzes).select_related("quiz")) if quizzes else []
    for attempt in attempts:
        record_told_answers(attempt=attempt)
    return len(attempts)


def _waiting() -> QuerySet[Quiz]:
    waiting = Quiz.objects.filter(waits_for_closing=True, archived_at=None)
    return waiting.select_related("course")


def _has_just_closed(quiz: Quiz, now: datetime) -> bool:
    """For everybody, which is the same whoever asks: nobody in particular does."""
    dates = dates_in_courses(User(pk=0), [quiz.course])[quiz.course_id].of(quiz.slug)
    closed = dates.closes_for_all
    return closed is not None and now - LOOKED_BACK < closed <= now


def _uncounted(quizzes: list[Quiz]) -> QuerySet[Attempt]:
    """Attempts with an answer that no later one has replaced on the card of its notion."""
    counted = ReviewCard.objects.filter(
        user=OuterRef("attempt__user"),
        notion=OuterRef("question__notions"),
        reviewed_at__gte=OuterRef("released_at"),
    )
    answers = Response.objects.filter(
        ~Exists(counted),
        attempt=OuterRef("pk"),
        question__notions__isnull=False,
        revision__kind__in=KINDS_ASKED,
        released_at__isnull=False,
    )
    attempts = Attempt.objects.filter(Exists(answers), quiz__in=quizzes)
    return attempts.exclude(kind=Attempt.Kind.PREVIEW)
