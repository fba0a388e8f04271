"""A roster: pasted or uploaded, its columns understood, held against what exists, then enrolled."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest, as_id
from courses.cohorts.actions import remember_headings
from courses.cohorts.queries import known_headings
from courses.exchange.actions import enrol_roster
from courses.exchange.enrolment import plan_enrolment
from courses.exchange.roster_csv import MEANINGS, Roster, read_roster
from courses.manage.forms import RosterForm


def roster(request: PersonRequest, cohort: str) -> HttpResponse:
    """The form, and under it what the pasted list would do; nothing is written here."""
    form = RosterForm(request.POST or None, request.FILES or None)
    read = _read(request, form) if request.method == "POST" else None
    context = {"cohort": request.entered, "form": form, "roster": read}
    if read is not None and not read.refusal:
        context["enrolment"] = plan_enrolment(cohort=request.entered, roster=read)
    return render(request, "manage/roster.html", context)


@require_POST
def confirm(request: PersonRequest, cohort: str) -> HttpResponse:
    form = RosterForm(request.POST)
    read = _read(request, form)
    context: dict[str, Any] = {"cohort": request.entered, "form": form, "roster": read}
    if read is None or read.refusal:
        return render(request, "manage/roster.html", context)
    context["enrolment"] = enrol_roster(
        cohort=request.entered,
        roster=read,
        now=timezone.now(),
        by=request.user,
        leaving={as_id(pk) for pk in request.POST.getlist("left")},
    )
    remember_headings(user=request.user, meanings=read.meanings)
    return render(request, "manage/roster_report.html", context)


def _read(request: PersonRequest, form: RosterForm) -> Roster | None:
    """The list with its columns; why it was refused, if it was, is an error of the form."""
    if not form.is_valid():
        return None
    # Shown again as text, so that a list that came as a file can be mended on the page.
    form.data = {**form.data, "text": form.cleaned_data["text"]}
    chosen = {} if form.cleaned_data.get("file") else _chosen(request)
    read = read_roster(form.cleaned_data["text"], known_headings(request.user), **chosen)
    if read.refusal:
        form.add_error("text", _(read.refusal))
    return read


def _chosen(request: PersonRequest) -> dict[str, Any]:
    """What each column was said to hold on the page, if it was."""
    names = [name for name in request.POST if name.startswith("column-")]
    if not names:
        return {}
    said = [request.POST.get(f"column-{place}", "") for place in range(len(names))]
    columns = [meaning if meaning in MEANINGS else "" for meaning in said]
    return {"chosen": columns, "has_header": "header" in request.POST}
