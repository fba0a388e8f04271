"""How far the students of a course are."""

from django.http import HttpResponse
from django.shortcuts import render

from courses.accounts.requests import PersonRequest
from courses.progress.class_queries import class_progress


def progress(request: PersonRequest, course: str) -> HttpResponse:
    chosen = request.GET.get("cohorte", "")
    context = {
        "course": request.entered,
        "chosen": chosen,
        "progress": class_progress(request.entered, chosen),
    }
    return render(request, "teach/progress.html", context)
