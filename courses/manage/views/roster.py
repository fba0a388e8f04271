"""A roster: pasted, held against what exists, then enrolled."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest
from courses.exchange.actions import enrol_roster
from courses.exchange.enrolment import plan_enrolment
from courses.exchange.roster_csv import Roster, read_roster
from courses.manage.forms import RosterForm


def roster(request: PersonRequest, cohort: str) -> HttpResponse:
    """The form, and under it what the pasted list would do; nothing is written here."""
    form = RosterForm(request.POST or None, request.FILES or None)
    read = _read(form) if request.method == "POST" else None
    enrolment = plan_enrolment(cohort=request.entered, roster=read) if read else None
    return render(
        request,
        "manage/roster.html",
        {"cohort": request.entered, "form": form, "roster": read, "enrolment": enrolment},
    )


@require_POST
def confirm(request: PersonRequest, cohort: str) -> HttpResponse:
    form = RosterForm(request.POST)
    read = _read(form)
    if read is None:
        return render(request, "manage/roster.html", {"cohort": request.entered, "form": form})
    enrolment = enrol_roster(cohort=request.entered, roster=read, now=timezone.now())
    return render(
        request, "manage/roster_report.html", {"cohort": request.entered, "enrolment": enrolment}
    )


def _read(form: RosterForm) -> Roster | None:
    if not form.is_valid():
        return None
    # Shown again as text, so that a list that came as a file can be mended on the page.
    form.data = {**form.data, "text": form.cleaned_data["text"]}
    read = read_roster(form.cleaned_data["text"])
    if read.refusal:
        form.add_error("text", _(read.refusal))
        return None
    return read
