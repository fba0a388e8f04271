"""The dates of a cohort's courses and quizzes, all on one page."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.accounts.models import User
from courses.accounts.requests import PersonRequest
from courses.cohorts.access import current_students
from courses.cohorts.forms import DatesForm
from courses.cohorts.models import Cohort
from courses.cohorts.schedule_actions import set_dates
from courses.progress.cohort_dates import DatedThing, dated_things
from courses.progress.deadlines import renew_deadlines, touched, under_way
from elearning.date_tags import zone_city


@dataclass(frozen=True)
class DatesRow:
    thing: DatedThing
    form: DatesForm


def cohort_dates(request: PersonRequest, cohort: str) -> HttpResponse:
    subject: Cohort = request.entered
    rows = [_row(request, subject, thing) for thing in dated_things(subject)]
    valid = [row.form.is_valid() for row in rows]
    if request.method == "POST" and all(valid):
        changed = [row for row in rows if row.form.has_changed()]
        for row in changed:
            _save(row, subject, request.user)
        messages.success(request, _told(subject, changed))
        return redirect("cohort_dates", cohort=cohort)
    context = {"cohort": subject, "rows": rows, "zone": zone_city(subject.time_zone)}
    return render(
        request,
        "manage/cohort_dates.html",
        context,
        status=422 if request.method == "POST" else 200,
    )


def _row(request: PersonRequest, cohort: Cohort, thing: DatedThing) -> DatesRow:
    form = DatesForm(
        request.POST if request.method == "POST" else None,
        prefix=thing.key,
        time_zone=cohort.time_zone,
        schedule=thing.own,
        usual=thing.usual_dates,
        of_course=thing.quiz is None,
    )
    return DatesRow(thing, form)


def _save(row: DatesRow, cohort: Cohort, by: User) -> None:
    thing = row.thing
    set_dates(
        course=thing.course,
        quiz=thing.slug,
        dates=row.form.wall_dates(),
        by=by,
        now=timezone.now(),
        cohort=cohort,
    )
    renew_deadlines(attempts=under_way(thing.course, thing.quiz))


def _told(cohort: Cohort, changed: list[DatesRow]) -> str:
    """How much was changed and whom that touches."""
    if not changed:
        return _("Nothing was changed.")
    said = ngettext("%(count)d line is changed:", "%(count)d lines are changed:", len(changed))
    attempts = under_way(changed[0].thing.course, changed[0].thing.quiz)
    for row in changed[1:]:
        attempts |= under_way(row.thing.course, row.thing.quiz)
    return f"{said % {'count': len(changed)}} {touched(current_students(cohort), attempts)}"
