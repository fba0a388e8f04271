"""What a teacher wants to know of a class in the morning."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.accounts.requests import PersonRequest
from courses.cohorts.access import current_students, taught_cohorts, taught_students
from courses.progress.morning_queries import morning as morning_of
from courses.teach.address import in_query


@require_safe
def morning(request: PersonRequest, course: str) -> HttpResponse:
    subject = request.entered
    cohorts = list(taught_cohorts(request.user, subject))
    wanted = in_query(request, "cohorte")
    chosen = next((cohort for cohort in cohorts if cohort.slug == wanted), None)
    students = taught_students(request.user, subject)
    if chosen is not None:
        students = students.filter(pk__in=current_students(chosen).values("pk"))
    context = {
        "course": subject,
        "cohorts": cohorts,
        "chosen": chosen,
        "morning": morning_of(subject, students, timezone.now()),
    }
    return render(request, "teach/morning.html", context)
