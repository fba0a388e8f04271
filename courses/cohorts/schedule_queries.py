"""Reads of dates and accommodations, made for pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db.models import Q, QuerySet

from courses.accounts.models import User
from courses.cohorts.access import taught_students
from courses.cohorts.models import Accommodation, Cohort, Membership, Schedule
from courses.cohorts.schedule import Level, PersonDates, Row, Said, resolve
from courses.cohorts.wall_time import instant
from courses.content.models import Course

NO_DATES = PersonDates()


@dataclass(frozen=True)
class Dates:
    """When something opens, is due and closes, as instants; None says nothing."""

    opens: datetime | None
    due: datetime | None
    closes: datetime | None

    def __bool__(self) -> bool:
        return any((self.opens, self.due, self.closes))


@dataclass(frozen=True)
class ExceptionRow:
    """The dates of a student or a cohort that are not everybody's."""

    schedule: Schedule
    dates: Dates

    @property
    def who(self) -> User | Cohort:
        who = self.schedule.user or self.schedule.cohort
        assert who is not None
        return who


@dataclass(frozen=True)
class AccommodationRow:
    """A student with what they are granted; nothing unless somebody set it."""

    user: User
    time_factor: Decimal
    extra_attempts: int
    set_at: datetime | None

    @property
    def is_granted(self) -> bool:
        return self.time_factor != 1 or self.extra_attempts > 0

    @property
    def more_percent(self) -> int:
        """By how many percent their time is longer."""
        return round(100 * (self.time_factor - 1))


def dates_of(schedule: Schedule) -> Dates:
    zone = schedule.time_zone
    return Dates(
        opens=instant(schedule.opens, zone),
        due=instant(schedule.due, zone),
        closes=instant(schedule.closes, zone),
    )


def default_dates(course: Course) -> dict[str, Dates]:
    """The dates of everybody, by the slug of a quiz, in one query."""
    rows = Schedule.objects.filter(course=course, cohort=None, user=None)
    return {row.quiz: dates_of(row) for row in rows}


@dataclass(frozen=True)
class CourseDates:
    """What holds for one person in a course: `of_quizzes` by slug, as their own rows say.

    `zone` is that of the person's cohorts; the site's if they are in several that differ.
    """

    of_course: PersonDates = NO_DATES
    of_quizzes: dict[str, PersonDates] = field(default_factory=dict)
    zone: str = settings.TIME_ZONE

    def of(self, quiz: str) -> PersonDates:
        """The dates of the quiz with this slug, which is open only while its course is."""
        return self.of_quizzes.get(quiz, NO_DATES).within(self.of_course)


def dates_of_person(user: User, course: Course) -> CourseDates:
    """What holds for a person in a course, in two queries."""
    return dates_in_courses(user, [course])[course.pk]


def dates_in_courses(user: User, courses: Iterable[Course]) -> dict[int, CourseDates]:
    """What holds for a person in each course, by its number, in two queries."""
    wanted = {course.pk for course in courses}
    zones: dict[int, dict[int, str]] = {pk: {} for pk in wanted}
    given = Membership.objects.filter(
        user=user, left_at=None, cohort__archived_at=None, cohort__given__course__in=wanted
    )
    for course, cohort, zone in given.values_list(
        "cohort__given__course", "cohort", "cohort__time_zone"
    ):
        if course in wanted:
            zones[course][cohort] = zone
    rows: dict[int, list[Schedule]] = {pk: [] for pk in wanted}
    written = Schedule.objects.filter(course__in=wanted).select_related("cohort", "user", "set_by")
    for schedule in written:
        rows[schedule.course_id].append(schedule)
    return {pk: _course_dates(user, rows[pk], zones[pk]) for pk in wanted}


def dates_of_people(
    users: Iterable[User], course: Course
) -> list[tuple[CourseDates, frozenset[int]]]:
    """What holds for members of the course's cohorts, each time with the ids of those it holds for.

    In two queries; computed once for all who are in the same cohorts and have no dates of their
    own.
    """
    zones: dict[int, dict[int, str]] = {}
    given = Membership.objects.filter(
        user__in=users, left_at=None, cohort__archived_at=None, cohort__given__course=course
    )
    for user, cohort, zone in given.values_list("user", "cohort", "cohort__time_zone"):
        zones.setdefault(user, {})[cohort] = zone
    written = list(
        Schedule.objects.filter(course=course).select_related("cohort", "user", "set_by")
    )
    singled_out = {schedule.user_id for schedule in written}
    alike: dict[tuple[frozenset[int], int | None], set[int]] = {}
    for user, cohorts in zones.items():
        key = frozenset(cohorts), user if user in singled_out else None
        alike.setdefault(key, set()).add(user)
    return [
        (_course_dates(User(pk=min(ids)), written, zones[min(ids)]), frozenset(ids))
        for ids in alike.values()
    ]


def _course_dates(user: User, written: Iterable[Schedule], zones: dict[int, str]) -> CourseDates:
    own: dict[str, list[Row]] = {}
    everyone: dict[str, list[Row]] = {}
    for schedule in written:
        row = _row(schedule)
        everyone.setdefault(schedule.quiz, []).append(row)
        mine = own.setdefault(schedule.quiz, [])
        if schedule.user_id in (None, user.pk) and schedule.cohort_id in {None, *zones}:
            mine.append(row)
    held = {quiz: resolve(rows, everyone[quiz]) for quiz, rows in own.items()}
    named = set(zones.values())
    return CourseDates(
        of_course=held.pop("", NO_DATES),
        of_quizzes=held,
        zone=named.pop() if len(named) == 1 else settings.TIME_ZONE,
    )


def _row(schedule: Schedule) -> Row:
    level = Level.EVERYBODY
    if schedule.user_id is not None:
        level = Level.STUDENT
    elif schedule.cohort_id is not None:
        level = Level.COHORT
    dates = dates_of(schedule)
    said = Said(
        whom=str(schedule.user or schedule.cohort or ""),
        by=str(schedule.set_by or ""),
        at=schedule.set_at,
        of_course=schedule.quiz == "",
    )
    return Row(level, opens=dates.opens, due=dates.due, closes=dates.closes, said=said)


def own_dates(schedule: Schedule) -> PersonDates:
    """What this row alone says."""
    row = _row(schedule)
    return resolve([row], [row])


def default_schedule(course: Course, quiz: str) -> Schedule | None:
    """The row of everybody's dates, if there is one."""
    return Schedule.objects.filter(course=course, quiz=quiz, cohort=None, user=None).first()


def exceptions(course: Course, quiz: str) -> list[ExceptionRow]:
    """The rows of cohorts, then of students, in one query."""
    rows = Schedule.objects.filter(course=course, quiz=quiz).exclude(cohort=None, user=None)
    ordered = rows.select_related("user", "cohort", "set_by").order_by(
        "cohort__name", "user__last_name", "user__first_name", "pk"
    )
    return [ExceptionRow(row, dates_of(row)) for row in ordered]


def accommodation_rows(teacher: User, course: Course, words: str = "") -> list[AccommodationRow]:
    """The students of a course that a teacher may grant something, those who have it first."""
    students = find_students(teacher, course, words).select_related("accommodation")
    rows = [_accommodation_row(student) for student in students]
    return sorted(rows, key=lambda row: not row.is_granted)


def find_students(teacher: User, course: Course, words: str) -> QuerySet[User]:
    """The students of a course whose names or identifier hold every one of `words`."""
    found = taught_students(teacher, course)
    for word in words.split()[:5]:
        found = found.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(identifier__icontains=word)
        )
    return found.order_by("last_name", "first_name", "identifier")


def _accommodation_row(student: User) -> AccommodationRow:
    granted: Accommodation | None = getattr(student, "accommodation", None)
    if granted is None:
        return AccommodationRow(student, Decimal(1), 0, None)
    return AccommodationRow(student, granted.time_factor, granted.extra_attempts, granted.set_at)
