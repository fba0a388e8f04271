"""Cohorts and their rosters."""

import zoneinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.accounts.forms import CalledForm
from courses.cohorts.models import Cohort, Membership
from courses.content.models import Course
from courses.exchange.roster_csv import decode_roster
from courses.exchange.workbook import SIGNATURE, WorkbookRefused, sheet_as_text
from elearning.choice_fields import RowChoices

MAX_ROSTER_BYTES = 2 * 1024 * 1024
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


class CohortForm(forms.Form):
    """What a cohort is called, and where it belongs."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("As the department says it, for example “GLSI 3, 2026-2027”."),
    )
    programme = forms.CharField(
        label=_("Programme"),
        max_length=80,
        required=False,
        help_text=_("For example DIC, or Master professionnel."),
        widget=forms.TextInput(attrs={"list": "programmes", "autocomplete": "off"}),
    )
    option = forms.CharField(
        label=_("Option"), max_length=40, required=False, help_text=_("For example GLSI or SRT.")
    )
    year = forms.CharField(
        label=_("School year"), max_length=20, required=False, help_text=_("For example 2026-2027.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("The clock the cohort's dates are read on.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone)
        time_zone: Any = self.fields["time_zone"]
        time_zone.choices = [(zone, zone.replace("_", " ")) for zone in zones]

    def clean_year(self) -> str:
        """Two years that follow one another, however the hyphen was typed."""
        year = self.cleaned_data["year"].replace("–", "-").replace("/", "-").replace(" ", "")
        first, _hyphen, second = year.partition("-")
        years = len(year) == 9 and year.isascii() and first.isdigit() and second.isdigit()
        if year and not (years and int(second) == int(first) + 1):
            raise forms.ValidationError(_("Write two years that follow, as 2026-2027."))
        return str(year)


class StaffForm(CalledForm):
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[
            (Membership.Role.TEACHER, _("teacher: reads the cohort's courses")),
            (Membership.Role.ADMINISTRATOR, _("administrator: changes the cohort")),
        ],
        widget=forms.RadioSelect,
    )


class NextYearForm(forms.Form):
    name = forms.CharField(label=_("Name of the new cohort"), max_length=120)
    with_students = forms.BooleanField(
        label=_("With this year's students"), required=False, initial=False
    )


class OtherCohortForm(forms.Form):
    into = forms.ModelChoiceField(
        label=_("Into which cohort"),
        queryset=Cohort.objects.none(),
        empty_label=_("choose a cohort"),
    )

    def __init__(self, *args: Any, cohorts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = cohorts  # type: ignore[attr-defined]


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
    text = decode_roster(content)
    if "\x00" in text:
        raise forms.ValidationError(_("This file is not text. Save the sheet as CSV."))
    return text


class ErasureForm(forms.Form):
    """Asks for the identifier of who is erased, so that it is not done by a slip."""

    identifier = forms.CharField(
        label=_("Identifier of the person"),
        max_length=60,
        help_text=_("Copy it from the top of this page."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, identifier: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = identifier

    def clean_identifier(self) -> str:
        typed: str = self.cleaned_data["identifier"]
        if typed != self.expected:
            raise forms.ValidationError(_("This is not the identifier of this person."))
        return typed
