"""Who looks after a cohort: its teachers and administrators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.accounts.requests import PersonRequest, as_id
from courses.cohorts.access import managed_cohorts, possible_staff
from courses.cohorts.models import Cohort
from courses.cohorts.queries import cohort_staff as staff_of
from courses.cohorts.staff_actions import LastAdministrator, add_staff, remove_staff
from courses.manage.forms import StaffForm


def cohort_staff(request: PersonRequest, cohort: str) -> HttpResponse:
    subject: Cohort = request.entered
    if "remove" in request.POST:
        return _remove(request, subject, request.POST["remove"])
    posted = request.POST if request.method == "POST" else None
    form = StaffForm(posted, people=possible_staff)
    if form.is_valid():
        person, role = form.cleaned_data["called"], form.cleaned_data["role"]
        add_staff(cohort=subject, user=person, role=role, by=request.user, now=timezone.now())
        said = _("%(name)s looks after this cohort.") % {"name": person}
        messages.success(request, said)
        return redirect("cohort_staff", cohort=cohort)
    context = {"cohort": subject, "form": form, "staff": staff_of(subject)}
    return render(request, "manage/staff.html", context, status=422 if form.errors else 200)


def _remove(request: PersonRequest, cohort: Cohort, number: str) -> HttpResponse:
    membership = staff_of(cohort).filter(pk=as_id(number)).first()
    if membership is not None:
        try:
            remove_staff(membership=membership, by=request.user, now=timezone.now())
        except LastAdministrator:
            said = _("A cohort keeps at least one administrator: add another first.")
            messages.error(request, said)
        else:
            said = _("%(name)s no longer has this role in the cohort.")
            messages.success(request, said % {"name": membership.user})
    still_there = managed_cohorts(request.user).filter(pk=cohort.pk).exists()
    return redirect("cohort_staff", cohort=cohort.slug) if still_there else redirect("home")
