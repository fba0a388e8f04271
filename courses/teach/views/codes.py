"""A new one-time code for a student of a course, by their teacher: shown once, never stored."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest
from courses.cohorts.slips import make_slips


@require_POST
def student_code(request: PersonRequest, course: str, student: int) -> HttpResponse:
    subject, membership = request.entered
    slips = make_slips(
        cohort=membership.cohort,
        people=[membership.user],
        by=request.user,
        now=timezone.now(),
        absolute=request.build_absolute_uri,
    )
    return render(request, "teach/student_code.html", {"course": subject, "slips": slips})
