"""Cohorts and their rosters."""

import zoneinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Cohort
from courses.content.models import Course
from courses.exchange.roster_csv import decode_roster
from courses.exchange.workbook import SIGNATURE, WorkbookRefused, sheet_as_text
from elearning.choice_fields import RowChoices

MAX_ROSTER_BYTES = 2 * 1024 * 1024
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


class CohortForm(forms.ModelForm):
    class Meta:
        model = Cohort
        fields = ["name", "time_zone"]
        help_texts = {
            "name": _("As the department says it, for example “GLSI 3, 2026-2027”."),
            "time_zone": _("The clock the cohort's dates are read on."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(zoneinfo.available_timezones())
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"),
            choices=[(zone, zone.replace("_", " ")) for zone in zones if "/" in zone],
            help_text=self.fields["time_zone"].help_text,
        )


class CoursesForm(forms.Form):
    courses = RowChoices(
        label=_("Courses"),
        queryset=Course.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, courses: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["courses"].queryset = courses  # type: ignore[attr-defined]


class InvitationForm(forms.Form):
    seats = forms.IntegerField(
        label=_("How many students may join by this link"),
        min_value=1,
        max_value=1000,
        initial=40,
    )


class RosterForm(forms.Form):
    text = forms.CharField(
        label=_("List of students"),
        required=False,
        strip=False,
        max_length=MAX_ROSTER_BYTES,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_(
            "Copy it from your spreadsheet, with its headings: matricule, nom, prénom, and the"
            " e-mail address if you have it."
        ),
    )
    file = forms.FileField(
        label=_("Or a file: Excel workbook (.xlsx) or CSV"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("file") is not None:
            cleaned["text"] = _text_of(cleaned["file"])
        return cleaned


def _text_of(file: Any) -> str:
    """The list in an uploaded file, as text that can be mended on the page."""
    if file.size > MAX_ROSTER_BYTES:
        raise forms.ValidationError(_("This file is over 2 MB: is it the right one?"))
    content = file.read()
    if content.startswith(OLD_WORKBOOK):
        raise forms.ValidationError(
            _("This is an old workbook (.xls). Save it as .xlsx, or copy its cells and paste them.")
        )
    if content.startswith(SIGNATURE):
        try:
            return sheet_as_text(content)
        except WorkbookRefused:
            raise forms.ValidationError(
                _("This workbook cannot be read. Copy its cells and paste them.")
            ) from None
    if b"\x00" in content:
        raise forms.ValidationError(_("This file is not text. Save the sheet as CSV."))
    return decode_roster(content)
