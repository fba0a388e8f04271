"""Cohorts: the list, one cohort, its name, its courses, departures."""

from dataclasses import asdict

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.audit import named
from courses.accounts.models import User
from courses.accounts.namesakes import namesakes
from courses.accounts.requests import PersonRequest, searched_words
from courses.cohorts.access import (
    code_recipients,
    givable_courses,
    managed_cohorts,
    taught_courses,
)
from courses.cohorts.actions import end_membership, rejoin
from courses.cohorts.actions import give_courses as give
from courses.cohorts.cohort_actions import (
    Description,
    create_cohort,
    describe_cohort,
    described,
)
from courses.cohorts.models import Cohort, Programme
from courses.cohorts.queries import cohort_cards, departed
from courses.content.models import Course
from courses.manage.forms import CohortForm, CoursesForm
from courses.progress.cohort_queries import cohort_people


def home(request: PersonRequest) -> HttpResponse:
    """Current cohorts, or the archived ones; of them, those that say the words."""
    archived = "archives" in request.GET
    words = searched_words(request)
    cards = cohort_cards(managed_cohorts(request.user), words=words, archived=archived)
    context = {"cards": cards, "words": words, "archived": archived}
    return render(request, "manage/home.html", context)


def new(request: PersonRequest) -> HttpResponse:
    form = CohortForm(request.POST or None, initial={"time_zone": settings.TIME_ZONE})
    if request.method == "POST" and form.is_valid():
        description = Description(**form.cleaned_data)
        cohort = create_cohort(description=description, by=request.user, now=timezone.now())
        messages.success(request, _("The cohort is made. Now paste its list of students."))
        return redirect("roster", cohort=cohort.slug)
    context = {"form": form, "programmes": Programme.objects.all()}
    return render(request, "manage/cohort_form.html", context)


def cohort(request: PersonRequest, cohort: str) -> HttpResponse:
    subject = request.entered
    people = cohort_people(subject)
    return render(
        request,
        "manage/cohort.html",
        {
            "cohort": subject,
            "people": people,
            "namesakes": namesakes(person.user for person in people),
            "get_codes": set(code_recipients(request.user, subject).values_list("pk", flat=True)),
            "courses": subject.courses.all(),
            "taught": _taught(request.user, subject),
            "left": departed(subject, request.GET.get("left", "")),
        },
    )


def _taught(user: User, cohort: Cohort) -> Course | None:
    """A course of the cohort that the person teaches: its pages tell of each student."""
    if cohort.archived_at is not None or not (user.is_teacher or user.is_superuser):
        return None
    return taught_courses(user).filter(given__cohort=cohort).order_by("title", "pk").first()


def edit(request: PersonRequest, cohort: str) -> HttpResponse:
    subject = request.entered
    form = CohortForm(request.POST or None, initial=asdict(described(subject)))
    if request.method == "POST" and form.is_valid():
        describe_cohort(cohort=subject, description=Description(**form.cleaned_data))
        messages.success(request, _("The cohort is saved."))
        return redirect("cohort", cohort=cohort)
    context = {"form": form, "cohort": subject, "programmes": Programme.objects.all()}
    return render(request, "manage/cohort_form.html", context)


def give_courses(request: PersonRequest, cohort: str) -> HttpResponse:
    subject = request.entered
    form = CoursesForm(
        request.POST if request.method == "POST" else None,
        courses=givable_courses(request.user) | subject.courses.all(),
        initial={"courses": subject.courses.all()},
    )
    if request.method == "POST" and form.is_valid():
        give(
            cohort=subject,
            courses=form.cleaned_data["courses"],
            now=timezone.now(),
            by=request.user,
        )
        messages.success(request, _("The cohort's courses are saved."))
        return redirect("cohort", cohort=cohort)
    return render(request, "manage/cohort_courses.html", {"form": form, "cohort": subject})


@require_POST
def leave(request: PersonRequest, cohort: str, member: int) -> HttpResponse:
    membership = request.entered
    if "undo" in request.POST:
        rejoin(membership=membership, now=timezone.now(), by=request.user)
        messages.success(
            request, _("%(name)s is back in the cohort.") % {"name": named(membership.user)}
        )
    else:
        end_membership(membership=membership, now=timezone.now(), by=request.user)
        return redirect(f"{membership.cohort.get_absolute_url()}?left={membership.pk}")
    return redirect("cohort", cohort=cohort)
