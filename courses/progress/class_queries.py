"""The grid of a class: how far each student is in each lesson of a course."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Max, Min, QuerySet

from courses.accounts.models import User
from courses.cohorts.models import Membership
from courses.content.french import fold
from courses.content.models import Chapter, Course
from courses.progress.models import LessonProgress
from courses.progress.shares import BEFORE, BEGUN, DONE, EMPTY, in_words, percent
from courses.progress.signals import Signal, inactivity
from courses.progress.weave import Weave, weave
from courses.quizzes.models import Attempt

ORDERS = ("nom", "avancement", "lecture")


@dataclass(frozen=True)
class GridLesson:
    """A published lesson, by its number in the course; `done` and `begun` count students."""

    pk: int
    number: int
    title: str
    slug: str
    counted: bool
    done: int = 0
    begun: int = 0


@dataclass(frozen=True)
class GridSection:
    title: str
    lessons: tuple[GridLesson, ...]


@dataclass(frozen=True)
class GridRow:
    """One student: a state a lesson, in the order of the course.

    `last_visit` is None while they opened no lesson; `signals` are those their absence fires.
    """

    user: User
    states: tuple[str, ...]
    sections: tuple[int, ...]
    last_visit: datetime | None
    signals: tuple[Signal, ...]

    @property
    def done(self) -> int:
        return self.states.count(DONE)

    @property
    def counted(self) -> int:
        return len(self.states) - self.states.count(EMPTY)

    @property
    def percent(self) -> int:
        return percent(self.done, self.counted)

    @property
    def words(self) -> str:
        return in_words(self.done, self.counted, self.states.count(EMPTY))

    @property
    def weave(self) -> Weave:
        return weave(self.states, self.sections)

    @property
    def is_complete(self) -> bool:
        return self.counted > 0 and self.done == self.counted


@dataclass(frozen=True)
class ClassGrid:
    """Students in the order asked for; sections in that of the course."""

    sections: tuple[GridSection, ...]
    rows: tuple[GridRow, ...]

    @cached_property
    def lessons(self) -> list[GridLesson]:
        return [lesson for section in self.sections for lesson in section.lessons]

    @cached_property
    def not_begun(self) -> int:
        return sum(row.last_visit is None for row in self.rows)

    @cached_property
    def finished(self) -> int:
        return sum(row.is_complete for row in self.rows)

    @cached_property
    def absent(self) -> int:
        return sum(bool(row.signals) for row in self.rows)


def class_grid(course: Course, students: QuerySet[User], now: datetime) -> ClassGrid:
    """The students by name, in five queries."""
    sections = _sections(list(course.chapters.all()))
    people = list(students.order_by("last_name", "first_name", "identifier"))
    joined = _joined(course, students)
    visits = _visits(course, students)
    begun = _begun(course, students)
    counts = tuple(len(section.lessons) for section in sections)
    lessons = [lesson for section in sections for lesson in section.lessons]
    rows = []
    for user in people:
        seen = visits.get(user.pk, {})
        last = max((at for at, _ in seen.values()), default=None)
        states = tuple(_state(lesson, seen) for lesson in lessons)
        active = max((at for at in (last, begun.get(user.pk)) if at), default=None)
        signals = inactivity(active, joined.get(user.pk, now), now)
        rows.append(GridRow(user, states, counts, last, tuple(signals)))
    return ClassGrid(_counted(sections, rows), tuple(rows))


def chosen_rows(grid: ClassGrid, *, words: str, state: str, order: str) -> ClassGrid:
    """The students whose name or identifier has `words`, in a `state`, in an `order`.

    `state`: "pas-commence", "absents", "termine", or "" for all; `order`: one of ORDERS, after a
    minus sign for the other way round.
    """
    keep: dict[str, Callable[[GridRow], bool]] = {
        "pas-commence": lambda row: row.last_visit is None,
        "absents": lambda row: bool(row.signals),
        "termine": lambda row: row.is_complete,
    }
    rows = [row for row in grid.rows if _has(row, words) and keep.get(state, _any)(row)]
    name = order.removeprefix("-")
    if name == "avancement":
        rows.sort(key=lambda row: row.done)
    elif name == "lecture":
        rows.sort(key=lambda row: row.last_visit.timestamp() if row.last_visit else 0.0)
    if order.startswith("-"):
        rows.reverse()
    return replace(grid, rows=tuple(rows))


def _any(row: GridRow) -> bool:
    return True


def _has(row: GridRow, words: str) -> bool:
    text = " ".join(map(fold, f"{row.user} {row.user.identifier}".split()))
    return all(fold(word) in text for word in words.split())


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
    course: Course, students: QuerySet[User]
) -> Mapping[int, Mapping[int, tuple[datetime, bool]]]:
    """By student and lesson: when it was read last, and whether it is done."""
    rows = LessonProgress.objects.filter(
        lesson__course=course, user__in=students.order_by().values("pk")
    )
    found: defaultdict[int, dict[int, tuple[datetime, bool]]] = defaultdict(dict)
    for user, lesson, visited, completed in rows.values_list(
        "user", "lesson", "visited_at", "completed_at"
    ):
        found[user][lesson] = (visited, completed is not None)
    return found


def _joined(course: Course, students: QuerySet[User]) -> dict[int, datetime]:
    """Since when each student has followed the course."""
    members = Membership.objects.filter(
        user__in=students.order_by().values("pk"),
        role=Membership.Role.STUDENT,
        left_at=None,
        cohort__archived_at=None,
        cohort__given__course=course,
    )
    return dict(members.order_by().values_list("user").annotate(at=Min("joined_at")))


def _begun(course: Course, students: QuerySet[User]) -> dict[int, datetime]:
    """When each student last began an attempt: who answers is not absent."""
    attempts = Attempt.objects.filter(
        quiz__course=course, user__in=students.order_by().values("pk")
    ).exclude(kind=Attempt.Kind.PREVIEW)
    return dict(attempts.order_by().values_list("user").annotate(at=Max("started_at")))


def _state(lesson: GridLesson, seen: Mapping[int, tuple[datetime, bool]]) -> str:
    if not lesson.counted:
        return EMPTY
    if lesson.pk not in seen:
        return BEFORE
    return DONE if seen[lesson.pk][1] else BEGUN


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
            lessons.append(replace(lesson, done=count[DONE], begun=count[BEGUN]))
            place += 1
        found.append(replace(section, lessons=tuple(lessons)))
    return tuple(found)
