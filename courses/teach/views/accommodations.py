"""What students are granted in every quiz: more time, more attempts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.accounts.audit import named
from courses.accounts.models import User
from courses.accounts.namesakes import namesakes
from courses.accounts.requests import PersonRequest
from courses.cohorts.access import taught_code_recipients
from courses.cohorts.models import Accommodation
from courses.cohorts.schedule_actions import set_accommodation
from courses.cohorts.schedule_queries import accommodation_rows
from courses.content.models import Course
from courses.progress.deadlines import renew_deadlines
from courses.quizzes.models import Attempt
from courses.teach.address import in_query
from courses.teach.forms.schedule import AccommodationForm


def students(request: PersonRequest, course: str) -> HttpResponse:
    words = " ".join(in_query(request, "etudiant").split())[:100]
    rows = accommodation_rows(request.user, request.entered, words)
    context = {
        "course": request.entered,
        "words": words,
        "rows": rows,
        "namesakes": namesakes(row.user for row in rows),
        "get_codes": _get_codes(request.user, request.entered),
    }
    return render(request, "teach/accommodations.html", context)


def _get_codes(teacher: User, course: Course) -> set[int]:
    """The ids of the students to whom the teacher may give a one-time code."""
    return set(taught_code_recipients(teacher, course).values_list("user", flat=True))


def edit(request: PersonRequest, course: str, student: int) -> HttpResponse:
    subject, person = request.entered
    granted = Accommodation.objects.filter(user=person).select_related("set_by").first()
    initial = {
        "more_percent": round(100 * (granted.time_factor - 1)) if granted else 0,
        "extra_attempts": granted.extra_attempts if granted else 0,
    }
    form = AccommodationForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_valid():
        context = {"course": subject, "student": person, "granted": granted, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "teach/accommodation_edit.html", context, status=status)
    set_accommodation(
        user=person,
        time_factor=form.time_factor,
        extra_attempts=form.cleaned_data["extra_attempts"],
        by=request.user,
        now=timezone.now(),
    )
    running = Attempt.objects.filter(user=person, state=Attempt.State.OPEN)
    renew_deadlines(attempts=running.select_related("user", "quiz__course"))
    messages.success(
        request, _("What %(who)s is granted is saved, for every quiz.") % {"who": named(person)}
    )
    return redirect("accommodations", course=course)
