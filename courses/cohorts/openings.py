"""Whether a course has opened for a person, told by the very query that fetches the page."""

from datetime import datetime
from typing import Any

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
    member = Membership.objects.filter(
        user=user,
        left_at=None,
        cohort=OuterRef("cohort"),
        cohort__archived_at=None,
        cohort__given__course=OuterRef("course"),
    )
    teaches = Course.teachers.through.objects.filter(course_id=OuterRef("course"), user=user)
    rows = (
        Schedule.objects.filter(course=OuterRef(course), quiz="")
        .filter(Q(user=None, cohort=None) | Q(user=user) | Exists(member))
        .exclude(opens="")
        .exclude(Exists(teaches))
    )
    level = Case(
        When(user__isnull=False, then=Value(f"{Level.STUDENT:d}")),
        When(cohort__isnull=False, then=Value(f"{Level.COHORT:d}")),
        default=Value(f"{Level.EVERYBODY:d}"),
    )
    said = Concat(level, Value(" "), F("opens"), Value(" "), F("time_zone"))
    joined = rows.order_by().values("course").annotate(said=Joined(said)).values("said")
    return Subquery(joined)


def opening_of(said: str | None) -> datetime | None:
    """When the course opens for the person, as `opening` told it; None is no limit."""
    rows = [
        Row(Level(int(level)), opens=instant(wall, zone))
        for level, wall, zone in (each.split(" ") for each in (said or "").split(",") if each)
    ]
    opens = resolve(rows, rows).opens
    return opens.moment if opens else None


def opened_courses(user: User, courses: QuerySet[Course], now: datetime) -> QuerySet[Course]:
    """Of the courses, those that have opened for the person, in one query."""
    if user.is_superuser:
        return courses
    said = courses.annotate(opening=opening(user, "pk")).values_list("pk", "opening")
    found = [pk for pk, text in said if (opening_of(text) or now) <= now]
    return Course.objects.filter(pk__in=found)
