"""What waits for a teacher in each of their courses, for one line a course."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min

from courses.cohorts.access import follows
from courses.cohorts.models import Membership
from courses.content.models import Course
from courses.progress.models import LessonProgress
from courses.progress.signals import INACTIVE_AFTER, inactivity
from courses.quizzes.marks.anonymous import waiting_answers
from courses.quizzes.models import Attempt

By = Mapping[tuple[int, int], datetime]


@dataclass(frozen=True)
class Urgent:
    """Answers that wait for a mark, and students who did nothing for seven days."""

    to_mark: int
    absent: int


def urgent(courses: Iterable[Course], now: datetime) -> list[Urgent]:
    """One a course, in their order, in four queries whatever their number."""
    ids = [course.pk for course in courses]
    joined = _joined(ids)
    active = _active(ids, now)
    absent: defaultdict[int, int] = defaultdict(int)
    for (course, user), since in joined.items():
        absent[course] += bool(inactivity(active.get((course, user)), since, now))
    waiting = _waiting(ids)
    return [Urgent(waiting.get(pk, 0), absent[pk]) for pk in ids]


def _joined(ids: list[int]) -> By:
    """Since when each student of each course follows it."""
    members = Membership.objects.filter(
        role=Membership.Role.STUDENT,
        left_at=None,
        cohort__archived_at=None,
        cohort__given__course__in=ids,
        user__is_active=True,
    )
    rows = members.order_by().values_list("cohort__given__course", "user")
    return {(course, user): at for course, user, at in rows.annotate(at=Min("joined_at"))}


def _active(ids: list[int], now: datetime) -> By:
    """When those who did something in the last seven days did it last."""
    recent = now - INACTIVE_AFTER
    read = LessonProgress.objects.filter(lesson__course__in=ids, visited_at__gt=recent)
    begun = Attempt.objects.filter(quiz__course__in=ids, started_at__gt=recent)
    rows = [
        *read.order_by().values_list("lesson__course", "user").annotate(at=Max("visited_at")),
        *begun.exclude(kind=Attempt.Kind.PREVIEW)
        .order_by()
        .values_list("quiz__course", "user")
        .annotate(at=Max("started_at")),
    ]
    found: dict[tuple[int, int], datetime] = {}
    for course, user, at in rows:
        found[course, user] = max(at, found.get((course, user), at))
    return found


def _waiting(ids: list[int]) -> dict[int, int]:
    """The answers that wait for a mark, of students who follow the very course, by course."""
    rows = waiting_answers().filter(
        follows("attempt__user", "question__course"), question__course__in=ids
    )
    return dict(rows.values_list("question__course").annotate(Count("pk")))
