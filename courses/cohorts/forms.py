"""Dates on a wall clock, as teachers and administrators write them."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.cohorts.models import Schedule
from courses.cohorts.schedule_actions import WallDates
from courses.cohorts.schedule_queries import Dates
from courses.cohorts.wall_time import instant, wall

FIRST_YEAR, LAST_YEAR = 2000, 2100
# What browsers send, and what a person types where there is no field for dates.
_SENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?")
_TYPED = re.compile(r"(\d\d?)/(\d\d?)/(\d{4}),?(?: à)? +(\d\d?)[:h](\d\d)")


class WallField(forms.CharField):
    """A date and time on a clock, as "2026-11-22T18:05"."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            moment = datetime(*_numbers(text))  # noqa: DTZ001 - a clock, the zone comes later
        except ValueError as error:
            raise forms.ValidationError(_("Write it as 22/11/2026 18:05.")) from error
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise forms.ValidationError(_("Is this the right year?"))
        return moment.strftime("%Y-%m-%dT%H:%M")


class DatesForm(forms.Form):
    """The dates of a quiz or a course at one level; an empty one is that of `usual`.

    A course has nothing to hand in: with `of_course` it opens and closes only.
    """

    opens = WallField(label=gettext_lazy("Opens"), required=False)
    due = WallField(label=gettext_lazy("To be handed in by"), required=False)
    closes = WallField(label=gettext_lazy("Closes"), required=False)

    def __init__(
        self,
        *args: Any,
        time_zone: str,
        schedule: Schedule | None,
        usual: Dates,
        of_course: bool = False,
        **kwargs: Any,
    ) -> None:
        self.time_zone, self.usual = time_zone, usual
        if schedule is not None:
            dates = {name: getattr(schedule, name) for name in ("opens", "due", "closes")}
            kwargs["initial"] = {
                name: wall(instant(text, schedule.time_zone), time_zone)
                for name, text in dates.items()
            }
        super().__init__(*args, **kwargs)
        if of_course:
            del self.fields["due"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        opens, due, closes = (
            instant(cleaned.get(name, ""), self.time_zone) or getattr(self.usual, name)
            for name in ("opens", "due", "closes")
        )
        if due and opens and due <= opens:
            self.add_error("due", _("This is not after the opening."))
        if closes and due and closes < due:
            self.add_error("closes", _("This is before the date to hand in."))
        elif closes and opens and closes <= opens:
            self.add_error("closes", _("This is not after the opening."))
        return cleaned

    def wall_dates(self) -> WallDates:
        said = self.cleaned_data
        return WallDates(said["opens"], said.get("due", ""), said["closes"], self.time_zone)


def _numbers(text: str) -> tuple[int, int, int, int, int]:
    """Year, month, day, hour, minute. Raises ValueError."""
    if found := _SENT.fullmatch(text.strip()):
        year, month, day, hour, minute = map(int, found.groups())
    elif found := _TYPED.fullmatch(text.strip()):
        day, month, year, hour, minute = map(int, found.groups())
    else:
        raise ValueError(text)
    return year, month, day, hour, minute
