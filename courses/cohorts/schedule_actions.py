"""Writes on dates and on what students are granted."""

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.accounts.audit import Change, course_scope, named, record_changes
from courses.accounts.models import AuditEvent, User
from courses.cohorts.models import Accommodation, Cohort, Membership, Schedule
from courses.content.models import Course


@dataclass(frozen=True)
class WallDates:
    """Dates as the clock of `time_zone` shows them, "2026-11-22T18:05"; "" says nothing."""

    opens: str = ""
    due: str = ""
    closes: str = ""
    time_zone: str = "Africa/Dakar"

    @property
    def say_nothing(self) -> bool:
        return not (self.opens or self.due or self.closes)


@transaction.atomic
def set_dates(
    *,
    course: Course,
    quiz: str,
    dates: WallDates,
    by: User,
    now: datetime,
    user: User | None = None,
    cohort: Cohort | None = None,
) -> None:
    """The dates of a quiz (its slug) for everybody, or for one student or one cohort.

    Dates that say nothing leave no row: what is said above holds again.
    """
    level: dict[str, Any] = {"course": course, "quiz": quiz, "user": user, "cohort": cohort}
    standing = Schedule.objects.select_for_update().filter(**level).first()
    before = _dates_in_words(standing) if standing else ""
    if dates.say_nothing:
        Schedule.objects.filter(**level).delete()
    else:
        given = {**asdict(dates), "set_by": by, "set_at": now}
        Schedule.objects.update_or_create(**level, defaults=given)
    whose = named(user) if user else cohort.name if cohort else ""
    subject = " – ".join(part for part in (quiz or course.title, whose) if part)
    change = Change(subject, before, _dates_in_words(dates))
    _tell(course, AuditEvent.Action.DATES, change, by, now)


@transaction.atomic
def set_accommodation(
    *,
    user: User,
    time_factor: Decimal,
    extra_attempts: int,
    by: User,
    now: datetime,
) -> None:
    """What a student is granted in every quiz; the usual (1 and 0) leaves no row.

    It holds in every course the student follows, so the log of each tells it.
    """
    standing = Accommodation.objects.select_for_update().filter(user=user).first()
    before = _granted_in_words(standing.time_factor, standing.extra_attempts) if standing else ""
    if time_factor == 1 and not extra_attempts:
        Accommodation.objects.filter(user=user).delete()
    else:
        Accommodation.objects.update_or_create(
            user=user,
            defaults={
                "time_factor": time_factor,
                "extra_attempts": extra_attempts,
                "set_by": by,
                "set_at": now,
            },
        )
    change = Change(named(user), before, _granted_in_words(time_factor, extra_attempts))
    for course in _followed(user):
        _tell(course, AuditEvent.Action.ACCOMMODATION, change, by, now)


def _followed(user: User) -> QuerySet[Course]:
    present = Membership.objects.filter(
        user=user, role=Membership.Role.STUDENT, left_at=None, cohort__archived_at=None
    )
    return Course.objects.filter(cohorts__memberships__in=present).distinct()


def _tell(course: Course, action: str, change: Change, by: User, now: datetime) -> None:
    """Adds to the course's log, unless nothing changed."""
    if change.before == change.after:
        return
    scope = course_scope(course.pk)
    record_changes(by=by, action=action, scope=scope, changes=[change], now=now)


def _dates_in_words(dates: WallDates | Schedule) -> str:
    """As “opens 22/11/2026 18:05, … (Africa/Dakar)”; "" where they say nothing."""
    labels = ((_("opens"), dates.opens), (_("due"), dates.due), (_("closes"), dates.closes))
    said = [f"{label} {_wall(text)}" for label, text in labels if text]
    return f"{', '.join(said)} ({dates.time_zone})" if said else ""


def _wall(text: str) -> str:
    return date_format(datetime.fromisoformat(text), "d/m/Y H:i")


def _granted_in_words(time_factor: Decimal, extra_attempts: int) -> str:
    percent = round(100 * (time_factor - 1))
    said = [_("%(percent)d%% more time") % {"percent": percent}] if percent else []
    if extra_attempts:
        more = ngettext("%(count)d more attempt", "%(count)d more attempts", extra_attempts)
        said.append(more % {"count": extra_attempts})
    return ", ".join(said)
