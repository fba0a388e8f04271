"""Reads the grid of a class: how far each student is in each lesson of a course."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Max, Min, QuerySet

from courses.accounts.models import User
from courses.cohorts.models import Membership
from courses.content.models import Chapter, Course
from courses.progress.check_queries import failed_checks
from courses.progress.class_grid import ClassGrid, GridLesson, GridRow, GridSection
from courses.progress.models import LessonProgress
from courses.progress.shares import BEFORE, BEGUN, DONE, EMPTY, FAILED
from courses.progress.signals import inactivity
from courses.quizzes.models import Attempt


def class_grid(course: Course, students: QuerySet[User], now: datetime) -> ClassGrid:
    """The students by name, in six queries.

    They are read first, and known by their ids from then on: a database that knows how many they
    are looks up what is theirs among all the rest.
    """
    sections = _sections(list(course.chapters.all()))
    people = list(students.order_by("last_name", "first_name", "identifier"))
    ids = [user.pk for user in people]
    joined = _joined(course, ids)
    visits = _visits(course, ids)
    begun = _begun(course, ids)
    failed = failed_checks(course, ids)
    counts = tuple(len(section.lessons) for section in sections)
    lessons = [lesson for section in sections for lesson in section.lessons]
    rows = []
    for user in people:
        seen = visits.get(user.pk, {})
        last = max((at for at, _ in seen.values()), default=None)
        states = tuple(_state(lesson, seen, failed.get(user.pk, ())) for lesson in lessons)
        active = max((at for at in (last, begun.get(user.pk)) if at), default=None)
        signals = inactivity(active, joined.get(user.pk, now), now)
        rows.append(GridRow(user, states, counts, last, tuple(signals)))
    return ClassGrid(_counted(sections, rows), tuple(rows))


def _sections(chapters: Sequence[Chapter]) -> list[GridSection]:
    entries = [entry for chapter in chapters for entry in chapter.outline]
    found, number = [], 0
    for entry in entries:
        lessons = []
        for lesson in entry["lessons"]:
            number += 1
            lessons.append(
                GridLesson(lesson["id"], number, lesson["title"], lesson["slug"], lesson["counted"])
            )
        found.append(GridSection(entry["title"], tuple(lessons)))
    return found


def _visits(
    course: Course, students: Sequence[int]
) -> Mapping[int, Mapping[int, tuple[datetime, bool]]]:
    """By student and lesson: when it was read last, and whether it is done."""
    rows = LessonProgress.objects.filter(lesson__course=course, user__in=students)
    found: defaultdict[int, dict[int, tuple[datetime, bool]]] = defaultdict(dict)
    for user, lesson, visited, completed in rows.values_list(
        "user", "lesson", "visited_at", "completed_at"
    ):
        found[user][lesson] = (visited, completed is not None)
    return found


def _joined(course: Course, students: Sequence[int]) -> dict[int, datetime]:
    """Since when each student has followed the course."""
    members = Membership.objects.filter(
        user__in=students,
        role=Membership.Role.STUDENT,
        left_at=None,
        cohort__archived_at=None,
        cohort__given__course=course,
    )
    return dict(members.order_by().values_list("user").annotate(at=Min("joined_at")))


def _begun(course: Course, students: Sequence[int]) -> dict[int, datetime]:
    """When each student last began an attempt: who answers is not absent."""
    begun = Attempt.objects.filter(quiz__course=course, user__in=students)
    attempts = begun.exclude(kind=Attempt.Kind.PREVIEW)
    return dict(attempts.order_by().values_list("user").annotate(at=Max("started_at")))


def _state(
    lesson: GridLesson, seen: Mapping[int, tuple[datetime, bool]], failed: Container[int]
) -> str:
    if not lesson.counted:
        return EMPTY
    if lesson.pk not in seen:
        return BEFORE
    if not seen[lesson.pk][1]:
        return BEGUN
    return FAILED if lesson.pk in failed else DONE


def _columns(rows: Sequence[GridRow]) -> Iterable[tuple[str, ...]]:
    """The states of each lesson, student after student."""
    return zip(*(row.states for row in rows), strict=True)


def _counted(sections: Sequence[GridSection], rows: Sequence[GridRow]) -> tuple[GridSection, ...]:
    """The sections, each lesson with how many students are done or under way with it."""
    counts: list[Any] = [Counter(states) for states in _columns(rows)]
    found, place = [], 0
    for section in sections:
        lessons = []
        for lesson in section.lessons:
            count = counts[place] if counts else Counter()
            done = count[DONE] + count[FAILED]
            lessons.append(replace(lesson, done=done, begun=count[BEGUN], failed=count[FAILED]))
            place += 1
        found.append(replace(section, lessons=tuple(lessons)))
    return tuple(found)
