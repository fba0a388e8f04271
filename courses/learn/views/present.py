"""A lesson as slides for the lecture hall: the very text that is read, cut by a script."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.accounts.requests import PersonRequest
from courses.content.explorables import placed
from courses.content.models import Lesson
from courses.progress.queries import lesson_place


@require_safe
def present(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    """No visit is recorded: who presents does not read."""
    subject: Lesson = request.entered
    assert subject.published is not None  # only such are read
    context = {
        "lesson": subject,
        "course": subject.course,
        "revision": subject.published,
        "html": placed(subject.published.html, subject.get_absolute_url()),
        "after": lesson_place(subject, request.user).after,
    }
    return render(request, "learn/present.html", context)
