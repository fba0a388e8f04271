"""One student of a course: what they did, and why one might talk to them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.accounts.requests import PersonRequest
from courses.cohorts.access import viewable_students
from courses.progress.student_queries import student_work
from courses.teach.way_back import way_back


@require_safe
def student(request: PersonRequest, course: str, student: int) -> HttpResponse:
    subject, person = request.entered
    context = {
        "course": subject,
        "student": person,
        "work": student_work(subject, person, timezone.now()),
        "back": way_back(request),
        "is_viewable": viewable_students(request.user, subject).filter(pk=person.pk).exists(),
    }
    return render(request, "teach/student.html", context)
