"""The gradebook of a course, and one student's total: read in a fixed number of queries."""

from bisect import insort
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from courses.accounts.models import User
from courses.cohorts.access import course_students
from courses.cohorts.schedule_queries import dates_of_people
from courses.content.models import Course
from courses.progress.gradebook import (
    LATER,
    MARKED,
    MISSING,
    WAITING,
    Entry,
    Total,
    mark_of,
    mention,
    total,
)
from courses.progress.models import Gradebook, GradeItem, GradeOverride
from courses.progress.nameless import nameless_quizzes
from courses.progress.quiz_page import is_withheld
from courses.progress.terms import CourseTerms
from courses.quizzes.marks.counting import counting, share_won
from courses.quizzes.marks.results import SHOWN_KINDS, with_sums
from courses.quizzes.models import Attempt


class Taken(NamedTuple):
    """An attempt, and what it won so far, in ten-thousandths of points; sorts by its number."""

    number: int
    pk: int
    is_handed_in: bool
    points: int
    out_of: int
    waiting: int

    @property
    def share(self) -> Fraction:
        return share_won(self.points, self.out_of)


class Cell(NamedTuple):
    """What a student has in an item; `attempt` is the one that counts, None without one."""

    entry: Entry
    item: GradeItem
    attempt: int | None


@dataclass(frozen=True)
class StudentTotal:
    """A student's line: a cell an item, the computed total, and what a teacher decided instead."""

    user: User
    cells: tuple[Cell, ...]
    computed: Total
    override: GradeOverride | None

    @property
    def is_decided(self) -> bool:
        """Whether a teacher's total stands in place of the computed one."""
        return self.override is not None and self.override.after is not None

    @property
    def value(self) -> Decimal | None:
        decided = self.override.after if self.override else None
        return self.computed.value if decided is None else decided

    @property
    def mention(self) -> str:
        return mention(self.value)

    @property
    def is_provisional(self) -> bool:
        return self.computed.is_provisional and not self.is_decided


@dataclass(frozen=True)
class CourseGradebook:
    """Items in the order of their columns, exams first."""

    settings: Gradebook | None
    items: Sequence[GradeItem]
    rows: Sequence[StudentTotal]


def grade_items(course: Course) -> list[GradeItem]:
    """The items of a course with their quizzes and settings, exams first, in one query."""
    items = GradeItem.objects.filter(gradebook__course=course, quiz__archived_at=None)
    read = items.select_related("quiz", "gradebook")
    return sorted(read, key=lambda item: (item.category, item.quiz_id))


def course_gradebook(course: Course, students: Sequence[User], now: datetime) -> CourseGradebook:
    """The lines of `students`, whom the caller may see, in their order, in five queries.

    In six where a quiz is marked without names: while one of its answers waits, its item is still
    to come, for whoever marks would see whose line changes.
    """
    items = grade_items(course)
    if not items:
        return CourseGradebook(None, items, [])
    nameless = _marked_without_names(course, items)
    rows = [row for row, _hidden in _rows(course, items, students, now, nameless, as_student=False)]
    return CourseGradebook(items[0].gradebook, items, rows)


@dataclass(frozen=True)
class OwnTotal:
    """What a student is told of their marks; those of the quizzes in `hidden` come later.

    So do those in `nameless`, for a teacher who looks in their place and marks without names.
    """

    row: StudentTotal
    hidden: Sequence[str]
    nameless: Sequence[str]


def own_total(
    course: Course, user: User, now: datetime, untold: Collection[int] = ()
) -> OwnTotal | None:
    """A student's own total, in six queries; None (after one) where it is not published.

    What is not told yet of a quiz is left out as though it were still to come, and so are the
    quizzes `untold` to whoever looks. A total that a teacher decided could tell it, and comes
    with it.
    """
    items = grade_items(course)
    if not items or not items[0].gradebook.is_published:
        return None
    students = list(course_students(course).filter(pk=user.pk))
    nameless = frozenset(item.id for item in items if item.quiz_id in untold)
    for row, hidden in _rows(course, items, students, now, nameless, as_student=True):
        later = [item for item in items if item.id in hidden]
        return OwnTotal(
            row,
            [item.quiz.title for item in later if item.id not in nameless],
            [item.quiz.title for item in later if item.id in nameless],
        )
    return None


def _rows(
    course: Course,
    items: Sequence[GradeItem],
    students: Sequence[User],
    now: datetime,
    nameless: frozenset[int],
    *,
    as_student: bool,
) -> list[tuple[StudentTotal, frozenset[int]]]:
    """Each student's line, with the items of which they are told nothing yet.

    The items `nameless` are still to come for whoever looks.
    """
    attempts = _attempts(items, students)
    decided = _overrides(items[0].gradebook, students)
    closed: dict[int, frozenset[int]] = {}
    hidden: dict[int, frozenset[int]] = {}
    for dates, ids in dates_of_people(students, course):
        terms = CourseTerms(dates, None)
        closed |= dict.fromkeys(ids, _closed(items, terms, now))
        if as_student:
            hidden |= dict.fromkeys(ids, nameless | _withheld(items, terms, now))
    rows = []
    for person in students:
        unseen = hidden.get(person.pk, frozenset())
        over = closed.get(person.pk, frozenset())
        cells = tuple(
            _later(item)
            if item.id in unseen or item.id in nameless
            else _cell(item, attempts.get((person.pk, item.quiz_id), []), item.id in over)
            for item in items
        )
        override = None if unseen else decided.get(person.pk)
        rows.append((_student_total(person, cells, override), unseen))
    return rows


def _student_total(
    user: User, cells: tuple[Cell, ...], override: GradeOverride | None
) -> StudentTotal:
    settings = cells[0].item.gradebook
    dropped = {
        GradeItem.Category.EXAMS.value: settings.dropped_exams,
        GradeItem.Category.QUIZZES.value: settings.dropped_quizzes,
    }
    computed = total([cell.entry for cell in cells], dropped)
    marked = tuple(
        cell._replace(entry=entry) if entry.is_dropped else cell
        for cell, entry in zip(cells, computed.entries, strict=True)
    )
    return StudentTotal(user, marked, computed, override)


def _cell(item: GradeItem, attempts: Sequence[Taken], is_closed: bool) -> Cell:
    """Without an attempt that counts: 0 once the quiz has closed, before that nothing."""
    handed_in = [each for each in attempts if each.is_handed_in]
    counted = counting(item.quiz.counts, handed_in, lambda each: each.share)
    if counted is not None:
        state = WAITING if counted.waiting else MARKED
        mark = mark_of(counted.points, counted.out_of)
        return Cell(Entry(item.id, item.category, item.weight, state, mark), item, counted.pk)
    if attempts or not is_closed:
        return _later(item)
    return Cell(Entry(item.id, item.category, item.weight, MISSING, Decimal(0)), item, None)


def _later(item: GradeItem) -> Cell:
    return Cell(Entry(item.id, item.category, item.weight, LATER), item, None)


def _closed(items: Iterable[GradeItem], terms: CourseTerms, now: datetime) -> frozenset[int]:
    """What was open to these people and is not any more."""
    return frozenset(
        item.id
        for item in items
        if item.quiz.is_published and terms.of(item.quiz.slug).is_over(now)
    )


def _marked_without_names(course: Course, items: Iterable[GradeItem]) -> frozenset[int]:
    """The items whose answers are being marked by people who must not know whose they are."""
    if not any(item.quiz.marks_anonymously for item in items):
        return frozenset()
    quizzes = nameless_quizzes([course])
    return frozenset(item.id for item in items if item.quiz_id in quizzes)


def _withheld(items: Iterable[GradeItem], terms: CourseTerms, now: datetime) -> frozenset[int]:
    return frozenset(
        item.id for item in items if is_withheld(item.quiz, terms.of(item.quiz.slug), now)
    )


def _attempts(
    items: Sequence[GradeItem], students: Sequence[User]
) -> dict[tuple[int, int], list[Taken]]:
    """The attempts by student and quiz, in the order they were begun, in one query."""
    attempts = Attempt.objects.filter(
        quiz__in=[item.quiz_id for item in items],
        user__in=[student.pk for student in students],
        kind__in=SHOWN_KINDS,
    )
    found: dict[tuple[int, int], list[Taken]] = {}
    submitted = Attempt.State.SUBMITTED.value
    # Put in order here: few students have several attempts at a quiz.
    for row in with_sums(attempts, "number", "pk", "user_id", "quiz_id", "state"):
        number, pk, user, quiz, state, won, out_of, waiting = row
        taken = Taken(number, pk, state == submitted, won, out_of, waiting)
        insort(found.setdefault((user, quiz), []), taken)
    return found


def _overrides(settings: Gradebook, students: Sequence[User]) -> dict[int, GradeOverride]:
    """The newest of each student."""
    rows = settings.overrides.filter(user__in=students).select_related("author")
    return {row.user_id: row for row in rows.order_by("pk")}
