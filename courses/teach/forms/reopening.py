"""Until when an attempt is given back to its student, and why."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.cohorts.forms import WallField
from courses.cohorts.wall_time import instant
from elearning.date_tags import zone_city


class ReopeningForm(forms.Form):
    """`time_zone` is the clock of the student's dates.

    `was_told`: the student may have read what is right; who gives the attempt back says so.
    """

    until = WallField(label=gettext_lazy("To be handed in again by"))
    reason = forms.CharField(label=gettext_lazy("Reason, which the student reads"), max_length=200)

    known = forms.BooleanField(
        label=gettext_lazy("I know that this student may have read what is right already")
    )

    def __init__(self, data: Any, *, time_zone: str, now: datetime, was_told: bool) -> None:
        super().__init__(data)
        self.time_zone, self.now = time_zone, now
        if not was_told:
            del self.fields["known"]
        told = _("On the clock of %(city)s.") % {"city": zone_city(time_zone)}
        self.fields["until"].help_text = told

    def clean_until(self) -> datetime | None:
        deadline = instant(self.cleaned_data["until"], self.time_zone)
        if deadline is not None and deadline <= self.now:
            raise forms.ValidationError(_("This is past."))
        return deadline
