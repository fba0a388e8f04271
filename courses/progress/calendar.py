"""The dates of courses and quizzes as a calendar: what comes, and what has just been."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from courses.accounts.models import User
from courses.cohorts.access import readable_courses, taught_courses
from courses.cohorts.models import Schedule
from courses.cohorts.schedule import Dated, PersonDates
from courses.cohorts.schedule_queries import dates_in_courses, own_dates
from courses.cohorts.wall_time import zone as zone_of
from courses.content.models import Course
from courses.quizzes.models import Quiz

MADE = (Quiz.Kind.EXAM, Quiz.Kind.PRACTICE)
PAST, NEXT = timedelta(days=14), timedelta(days=60)
KINDS = ("opens", "due", "closes")


@dataclass(frozen=True)
class Event:
    """A date of a course (`quiz` None) or of a quiz; `zone` is the clock it is told on.

    `kind` is one of KINDS. `whom`: for whom it was set, where one page tells of several people.
    """

    kind: str
    dated: Dated
    course: Course
    quiz: Quiz | None
    zone: str
    whom: str = ""

    @property
    def moment(self) -> datetime:
        return self.dated.moment

    @property
    def local(self) -> datetime:
        return self.moment.astimezone(zone_of(self.zone))

    @property
    def title(self) -> str:
        return self.quiz.title if self.quiz else self.course.title


@dataclass(frozen=True)
class Day:
    """`is_out`: it fills up a week and belongs to another month."""

    date: date
    events: Sequence[Event]
    is_out: bool = False
    is_today: bool = False


@dataclass(frozen=True)
class Month:
    """Whole weeks from Monday to Sunday."""

    first: date
    weeks: Sequence[Sequence[Day]]


@dataclass(frozen=True)
class Calendar:
    """`days` that have something, in order; `months` with something, as grids."""

    days: Sequence[Day]
    months: Sequence[Month]


def student_events(user: User, now: datetime) -> list[Event]:
    """What holds for the person in every course they read, in four queries."""
    courses = list(readable_courses(user))
    held = dates_in_courses(user, courses)
    quizzes = _quizzes(courses, is_published=True)
    events = []
    for course in courses:
        dates = held[course.pk]
        events += _events(dates.of_course, course, None, dates.zone)
        for quiz in quizzes[course.pk].values():
            of_quiz = _events(dates.of(quiz.slug), course, quiz, dates.zone)
            # What the course says of itself stands there once, not with each of its quizzes.
            events += [event for event in of_quiz if not event.dated.said.of_course]
    return _in_sight(events, now)


def teacher_events(user: User, now: datetime) -> list[Event]:
    """Every date set in the courses the person teaches, for whomever, in three queries."""
    courses = {course.pk: course for course in taught_courses(user)}
    quizzes = _quizzes(courses.values())
    events = []
    written = Schedule.objects.filter(course__in=courses).select_related("cohort", "user", "set_by")
    for row in written:
        quiz = quizzes[row.course_id].get(row.quiz)
        if quiz is None and row.quiz:
            continue
        whom = str(row.user or row.cohort or "")
        dates = own_dates(row)
        events += _events(dates, courses[row.course_id], quiz, row.time_zone, whom)
    return _in_sight(events, now)


def as_calendar(events: Iterable[Event], today: date) -> Calendar:
    """The events by day, each on its own clock, and the grids of their months."""
    by_day: dict[date, list[Event]] = {}
    for event in events:
        by_day.setdefault(event.local.date(), []).append(event)
    days = [Day(each, by_day[each], is_today=each == today) for each in sorted(by_day)]
    firsts = sorted({day.date.replace(day=1) for day in days})
    return Calendar(days, [_month(first, by_day, today) for first in firsts])


def _month(first: date, by_day: dict[date, list[Event]], today: date) -> Month:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first,
        [
            [
                Day(
                    each,
                    by_day.get(each, []) if each.month == first.month else [],
                    is_out=each.month != first.month,
                    is_today=each == today,
                )
                for each in week
            ]
            for week in weeks
        ],
    )


def _quizzes(courses: Iterable[Course], **which: bool) -> dict[int, dict[str, Quiz]]:
    """Exams and practice quizzes by course, then slug, in one query."""
    found: dict[int, dict[str, Quiz]] = {course.pk: {} for course in courses}
    made = Quiz.objects.filter(course__in=found, kind__in=MADE, archived_at=None, **which)
    for quiz in made.select_related("course").order_by("pk"):
        found[quiz.course_id][quiz.slug] = quiz
    return found


def _events(
    dates: PersonDates, course: Course, quiz: Quiz | None, zone: str, whom: str = ""
) -> list[Event]:
    said = [(kind, getattr(dates, kind)) for kind in KINDS]
    return [Event(kind, dated, course, quiz, zone, whom) for kind, dated in said if dated]


def _in_sight(events: Iterable[Event], now: datetime) -> list[Event]:
    seen = [event for event in events if now - PAST <= event.moment <= now + NEXT]
    return sorted(seen, key=lambda event: event.moment)
