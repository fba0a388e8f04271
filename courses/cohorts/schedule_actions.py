"""Writes on dates and on what students are granted."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from courses.accounts.models import User
from courses.cohorts.models import Accommodation, Cohort, Schedule
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
    if dates.say_nothing:
        Schedule.objects.filter(**level).delete()
        return
    Schedule.objects.update_or_create(
        **level,
        defaults={
            "opens": dates.opens,
            "due": dates.due,
            "closes": dates.closes,
            "time_zone": dates.time_zone,
            "set_by": by,
            "set_at": now,
        },
    )


@transaction.atomic
def set_accommodation(
    *, user: User, time_factor: Decimal, extra_attempts: int, by: User, now: datetime
) -> None:
    """What a student is granted in every quiz; the usual (1 and 0) leaves no row."""
    if time_factor == 1 and not extra_attempts:
        Accommodation.objects.filter(user=user).delete()
        return
    Accommodation.objects.update_or_create(
        user=user,
        defaults={
            "time_factor": time_factor,
            "extra_attempts": extra_attempts,
            "set_by": by,
            "set_at": now,
        },
    )
