"""Writes of a reader's progress. Each is safe to repeat: a lesson is completed once."""

from datetime import datetime

from django.db import transaction

from courses.accounts.models import User
from courses.content.models import Lesson
from courses.progress.models import LessonProgress
from courses.progress.queries import check_items, unanswered_items


class LessonIsEmpty(Exception):
    """The lesson waits for its teacher: there is nothing to finish."""


class CheckIsUnanswered(Exception):
    """The lesson is finished by answering its questions; `left` of them are unanswered."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


def record_visit(*, user: User, lesson: Lesson, place: str, now: datetime) -> None:
    """Remembers that the person reads the lesson, at `place`, in one statement."""
    _upsert(LessonProgress(user=user, lesson=lesson, place=place, visited_at=now), "place")


@transaction.atomic
def finish_lesson(*, user: User, lesson: Lesson, now: datetime) -> None:
    """Completes the lesson; raises CheckIsUnanswered or LessonIsEmpty when it cannot be."""
    if lesson.published is None or lesson.published.is_empty:
        raise LessonIsEmpty
    left = unanswered_items(user, lesson).count()
    if left:
        raise CheckIsUnanswered(left)
    _complete(user, lesson, now)


@transaction.atomic
def complete_if_check_answered(*, user: User, lesson: Lesson, now: datetime) -> bool:
    """Completes the lesson once each question of its check has a released answer.

    Called after each answer, in its transaction; True when nothing is left to answer.
    """
    if not check_items(lesson).exists() or unanswered_items(user, lesson).exists():
        return False
    _complete(user, lesson, now)
    return True


def _complete(user: User, lesson: Lesson, now: datetime) -> None:
    """Keeps the date of the first time, and the place."""
    _upsert(LessonProgress(user=user, lesson=lesson, visited_at=now))
    row = LessonProgress.objects.filter(user=user, lesson=lesson, completed_at=None)
    row.update(completed_at=now)


def _upsert(row: LessonProgress, *fields: str) -> None:
    LessonProgress.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["user", "lesson"],
        update_fields=["visited_at", *fields],
    )
