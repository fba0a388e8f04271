"""A cohort's course of life: archived and back, merged, moved between, begun anew each year."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from courses.accounts.audit import named
from courses.accounts.models import User
from courses.accounts.requests import PersonRequest
from courses.cohorts.access import managed_cohorts
from courses.cohorts.cohort_actions import (
    archive_cohort,
    merge_cohort,
    move_member,
    start_next_year,
    unarchive_cohort,
    year_after,
)
from courses.cohorts.models import Cohort
from courses.cohorts.queries import cohort_namesakes
from courses.manage.forms import NextYearForm, OtherCohortForm


@require_POST
def archive(request: PersonRequest, cohort: str) -> HttpResponse:
    subject: Cohort = request.entered
    if "undo" in request.POST:
        unarchive_cohort(cohort=subject, by=request.user, now=timezone.now())
        messages.success(request, _("The cohort is back: its students reach its courses again."))
        return redirect(subject)
    archive_cohort(cohort=subject, by=request.user, now=timezone.now())
    messages.success(request, _("The cohort is archived. Everything its students did is kept."))
    return redirect("manage_home")


def merge(request: PersonRequest, cohort: str) -> HttpResponse:
    subject: Cohort = request.entered
    form = _other_cohort(request, subject)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        joined = merge_cohort(cohort=subject, into=into, by=request.user, now=timezone.now())
        said = ngettext("%(count)d student has joined.", "%(count)d students have joined.", joined)
        messages.success(request, said % {"count": joined})
        _flag_namesakes(request, into, cohort_namesakes(into))
        return redirect(into)
    return render(request, "manage/cohort_merge.html", {"cohort": subject, "form": form})


def move(request: PersonRequest, cohort: str, member: int) -> HttpResponse:
    membership = request.entered
    form = _other_cohort(request, membership.cohort)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        move_member(membership=membership, into=into, by=request.user, now=timezone.now())
        said = _("%(name)s is now in %(cohort)s.")
        messages.success(request, said % {"name": named(membership.user), "cohort": into})
        _flag_namesakes(request, into, cohort_namesakes(into, of=membership.user))
        return redirect(membership.cohort)
    context = {"cohort": membership.cohort, "member": membership, "form": form}
    return render(request, "manage/member_move.html", context)


def next_year(request: PersonRequest, cohort: str) -> HttpResponse:
    subject: Cohort = request.entered
    name = subject.name
    if subject.year:
        name = name.replace(subject.year, year_after(subject.year))
    form = NextYearForm(request.POST or None, initial={"name": name})
    if request.method == "POST" and form.is_valid():
        fresh = start_next_year(
            cohort=subject, by=request.user, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("The new cohort is made, with the same courses and teachers."))
        return redirect(fresh)
    return render(request, "manage/next_year.html", {"cohort": subject, "form": form})


def _flag_namesakes(request: PersonRequest, cohort: Cohort, people: Sequence[User]) -> None:
    if people:
        said = _(
            "In %(cohort)s, these students bear the same name and stay different people: %(who)s."
        )
        who = ", ".join(map(named, people))
        messages.warning(request, said % {"cohort": cohort, "who": who})


def _other_cohort(request: PersonRequest, cohort: Cohort) -> OtherCohortForm:
    others = managed_cohorts(request.user).filter(archived_at=None).exclude(pk=cohort.pk)
    return OtherCohortForm(request.POST if request.method == "POST" else None, cohorts=others)
