"""An attempt that was handed in, given back to its student."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.accounts.models import User
from courses.accounts.requests import PersonRequest
from courses.cohorts.access import taught_students
from courses.cohorts.wall_time import zone
from courses.progress.quiz_page import is_withheld
from courses.progress.terms import course_terms
from courses.quizzes.actions.reopening import CannotReopen, hindrance_of, reopen_attempt
from courses.quizzes.models import Attempt
from courses.teach.forms.reopening import ReopeningForm

HINDRANCES = {
    "open": gettext_lazy("This attempt is under way."),
    "another": gettext_lazy("The student has another attempt at this quiz under way."),
    "told": gettext_lazy(
        "This quiz tells what is right after each answer: grant one more attempt instead."
    ),
    "nameless": gettext_lazy(
        "This quiz is being marked without names: the answer that left the list would tell whose"
        " it was. Mark all of it first, or grant one more attempt."
    ),
}


def reopen(request: PersonRequest, course: str, quiz: str, attempt: int) -> HttpResponse:
    subject: Attempt = request.entered
    now, held = timezone.now(), course_terms(subject.user, subject.quiz.course)
    posted = request.POST if request.method == "POST" else None
    told = not is_withheld(subject.quiz, held.of(subject.quiz.slug), now)
    form = ReopeningForm(posted, time_zone=held.dates.zone, now=now, was_told=told)
    with timezone.override(zone(held.dates.zone)):
        if posted is not None and form.is_valid() and _reopened(request, subject, form):
            return redirect("student_attempt", course, quiz, attempt)
        hindrance = hindrance_of(subject, _marked(request))
        context = {
            "course": subject.quiz.course,
            "quiz": subject.quiz,
            "attempt": subject,
            "form": form,
            "hindrance": HINDRANCES[hindrance] if hindrance else "",
        }
        status = 422 if form.errors else 409 if posted is not None else 200
        return render(request, "teach/attempt_reopen.html", context, status=status)


def _marked(request: PersonRequest) -> QuerySet[User]:
    """The students whose answers the teacher marks."""
    return taught_students(request.user, request.entered.quiz.course)


def _reopened(request: PersonRequest, attempt: Attempt, form: ReopeningForm) -> bool:
    """Whether the attempt was given back; otherwise the page says what stands in the way."""
    try:
        reopen_attempt(
            attempt=attempt,
            students=_marked(request),
            deadline=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"],
            was_told="known" in form.fields,
            author=request.user,
            now=timezone.now(),
        )
    except CannotReopen:
        return False
    messages.success(request, _("The attempt is open again. The student sees why and until when."))
    return True
