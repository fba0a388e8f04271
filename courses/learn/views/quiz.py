"""A quiz before and between attempts: what awaits, when, what was won, how to begin."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest
from courses.cohorts.wall_time import zone
from courses.learn.answers import attempt_kind
from courses.learn.quiz_words import why_not
from courses.progress.attempt_actions import close_late_and_record
from courses.progress.quiz_page import quiz_page
from courses.progress.terms import course_terms
from courses.quizzes.actions.attempts import CannotStart, NothingToAsk, start_attempt
from courses.quizzes.models import Attempt, Quiz


def quiz(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    subject: Quiz = request.entered
    if subject.lesson is not None:
        return redirect(f"{subject.lesson.get_absolute_url()}#check")
    kind = attempt_kind(request.user, subject.course, subject)
    page = quiz_page(user=request.user, quiz=subject, kind=kind, now=timezone.now())
    with timezone.override(zone(page.zone)):
        return render(request, "learn/quiz.html", {"quiz": subject, "page": page})


@require_POST
def start(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    """The open attempt, or a new one; a lesson's check begins again in its lesson."""
    subject: Quiz = request.entered
    now = timezone.now()
    kind = attempt_kind(request.user, subject.course, subject)
    own = Attempt.objects.filter(user=request.user, quiz=subject, state=Attempt.State.OPEN)
    close_late_and_record(attempts=own.select_related("quiz"), now=now)
    held = course_terms(request.user, subject.course)
    terms = held.of(subject.slug)
    try:
        attempt = start_attempt(user=request.user, quiz=subject, kind=kind, now=now, terms=terms)
    except NothingToAsk:
        messages.warning(request, _("This quiz has no question yet."))
        return redirect(subject)
    except CannotStart as refusal:
        with timezone.override(zone(held.dates.zone)):
            messages.warning(request, why_not(refusal.obstacle, terms))
        return redirect(subject)
    if subject.lesson is not None:
        return redirect(f"{subject.lesson.get_absolute_url()}#check")
    return redirect(attempt)
