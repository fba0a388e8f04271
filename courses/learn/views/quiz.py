"""A quiz before and between attempts: what awaits, what was won, how to begin."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest
from courses.learn.answers import attempt_kind
from courses.quizzes.actions.attempts import NothingToAsk, start_attempt
from courses.quizzes.models import Quiz
from courses.quizzes.queries import attempt_results, quiz_summary


def quiz(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    subject: Quiz = request.entered
    if subject.lesson is not None:
        return redirect(f"{subject.lesson.get_absolute_url()}#check")
    context = {
        "quiz": subject,
        "summary": quiz_summary(quiz=subject, user=request.user),
        "results": attempt_results(user=request.user, quiz_id=subject.pk),
    }
    return render(request, "learn/quiz.html", context)


@require_POST
def start(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    """The open attempt, or a new one; a lesson's check begins again in its lesson."""
    subject: Quiz = request.entered
    kind = attempt_kind(request.user, subject.course)
    try:
        attempt = start_attempt(user=request.user, quiz=subject, kind=kind, now=timezone.now())
    except NothingToAsk:
        messages.warning(request, _("This quiz has no question yet."))
        return redirect(subject)
    if subject.lesson is not None:
        return redirect(f"{subject.lesson.get_absolute_url()}#check")
    return redirect(attempt)
