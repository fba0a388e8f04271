"""When a course opens and closes for a person, and on what clock, told by the query of the page.

Each is asked as a text beside a row that is read anyway, and read by the function below it: a
page pays for no query of its own.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import (
    Aggregate,
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Concat

from courses.accounts.models import User
from courses.cohorts.models import Membership, Schedule
from courses.cohorts.schedule import Level, Row, resolve
from courses.cohorts.wall_time import instant
from courses.content.models import Course


class Joined(Aggregate):
    """Texts of several rows in one, between commas."""

    template = "GROUP_CONCAT(%(expressions)s, ',')"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "STRING_AGG(%(expressions)s, ',')"
        return self.as_sql(compiler, connection, template=template, **more)


def opening(user: User, course: str) -> Subquery:
    """The openings said for the person of the outer row's `course`; `opening_of` reads them.

    None where none is said, and for who teaches the course.
    """
    return _said(user, course, "opens")


def opening_of(said: str | None) -> datetime | None:
    """When the course opens for the person, as `opening` told it; None is no limit."""
    rows = [Row(level, opens=moment) for level, moment, _zone in _read(said)]
    opens = resolve(rows, rows).opens
    return opens.moment if opens else None


def closing(user: User, course: str) -> Subquery:
    """The closings, likewise; `closing_of` reads them."""
    return _said(user, course, "closes")


def closing_of(said: str | None) -> tuple[datetime, str] | None:
    """When the quizzes of the course close for the person, and on what clock that was said."""
    read = _read(said)
    rows = [Row(level, closes=moment) for level, moment, _zone in read]
    closes = resolve(rows, rows).closes
    if closes is None:
        return None
    zones = {(level, moment): zone for level, moment, zone in read}
    return closes.moment, zones[closes.level, closes.moment]


def clocks(user: User, course: str) -> Subquery:
    """The time zones of the person's cohorts that follow the outer row's `course`."""
    followed = _memberships(user, cohort__given__course=OuterRef(course))
    joined = followed.order_by().values("user").annotate(zones=Joined("cohort__time_zone"))
    return Subquery(joined.values("zones"))


def clock_of(zones: str | None) -> str:
    """The clock that the person's dates are told on: their cohort's; the site's if they differ."""
    named = set((zones or "").split(",")) - {""}
    return named.pop() if len(named) == 1 else settings.TIME_ZONE


def _memberships(user: User, **where: Any) -> QuerySet[Membership]:
    return Membership.objects.filter(user=user, left_at=None, cohort__archived_at=None, **where)


def _said(user: User, course: str, date: str) -> Subquery:
    """What is said of one date of a course: level, wall time and zone, each row after a comma."""
    member = _memberships(user, cohort=OuterRef("cohort"), cohort__given__course=OuterRef("course"))
    teaches = Course.teachers.through.objects.filter(course_id=OuterRef("course"), user=user)
    rows = (
        Schedule.objects.filter(course=OuterRef(course), quiz="")
        .filter(Q(user=None, cohort=None) | Q(user=user) | Exists(member))
        .exclude(**{date: ""})
        .exclude(Exists(teaches))
    )
    level = Case(
        When(user__isnull=False, then=Value(f"{Level.STUDENT:d}")),
        When(cohort__isnull=False, then=Value(f"{Level.COHORT:d}")),
        default=Value(f"{Level.EVERYBODY:d}"),
    )
    said = Concat(level, Value(" "), F(date), Value(" "), F("time_zone"))
    joined = rows.order_by().values("course").annotate(said=Joined(said)).values("said")
    return Subquery(joined)


def _read(said: str | None) -> list[tuple[Level, datetime, str]]:
    texts = (each.split(" ") for each in (said or "").split(",") if each)
    read = [(Level(int(level)), instant(wall, zone), zone) for level, wall, zone in texts]
    return [(level, moment, zone) for level, moment, zone in read if moment is not None]


def opened_courses(user: User, courses: QuerySet[Course], now: datetime) -> QuerySet[Course]:
    """Of the courses, those that have opened for the person, in one query."""
    if user.is_superuser:
        return courses
    said = courses.annotate(opening=opening(user, "pk")).values_list("pk", "opening")
    found = [pk for pk, text in said if (opening_of(text) or now) <= now]
    return Course.objects.filter(pk__in=found)
