"""A chapter as one page to print, with its questions; teachers also get the answers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.accounts.requests import PersonRequest
from courses.cohorts.access import is_offered_editing
from courses.content.models import Chapter
from courses.progress.handout_queries import handout as handout_of


@require_safe
def handout(request: PersonRequest, course: str, chapter: str) -> HttpResponse:
    subject: Chapter = request.entered
    teaches = is_offered_editing(request.user, subject.course)
    answers = teaches and "corrige" in request.GET
    context = {
        "chapter": subject,
        "course": subject.course,
        "sections": handout_of(subject, answers=answers),
        "teaches": teaches,
        "answers": answers,
    }
    return render(request, "learn/handout.html", context)
