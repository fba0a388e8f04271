"""An attempt at a quiz: answers save by themselves until it is handed in."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest, as_id
from courses.learn.answers import posted, posted_base, posted_operation, posted_sent
from courses.learn.clock import on_its_clock
from courses.progress.attempt_actions import (
    check_and_record,
    close_late_and_record,
    submit_and_record,
)
from courses.progress.quiz_page import is_withheld
from courses.progress.terms import course_terms
from courses.quizzes.actions.answers import (
    GRACE,
    AttemptClosed,
    InvalidAnswer,
    NewerAnswer,
    flag_response,
    reveal_hint,
    save_response,
)
from courses.quizzes.actions.closing import is_late
from courses.quizzes.cards.queries import attempt_cards
from courses.quizzes.cards.views import QuestionCard
from courses.quizzes.grading import read_answer
from courses.quizzes.marks.queries import in_words
from courses.quizzes.models import Attempt, Response
from courses.quizzes.queries import attempt_result, attempt_state


@on_its_clock
def attempt(request: PersonRequest, attempt: int) -> HttpResponse:
    """The questions while the attempt is open; then the result, as far as it may be told."""
    subject: Attempt = request.entered
    now = timezone.now()
    if subject.state != Attempt.State.OPEN:
        return _result(request, subject, now)
    if is_late(subject, now):
        return render(request, "learn/attempt_late.html", {"attempt": subject})
    return render(request, "learn/attempt.html", _under_way(subject, now))


@require_POST
@on_its_clock
def answer(request: PersonRequest, attempt: int, question: int) -> JsonResponse:
    """One answer, saved by itself while it is written; acknowledged after the commit."""
    now = timezone.now()
    try:
        response = save_response(
            attempt=request.entered,
            question_id=question,
            answer=posted(request, question),
            operation=posted_operation(request),
            base=posted_base(request, question),
            sent=posted_sent(request),
            now=now,
        )
    except Response.DoesNotExist as error:
        raise Http404 from error
    except NewerAnswer as newer:
        stands = "; ".join(in_words(newer.response))
        said = _("Another page saved a newer answer, which is kept: “%(answer)s”. Not saved:")
        told = said % {"answer": stands}
        return JsonResponse({"error": told, "saves": newer.response.saves}, status=409)
    except AttemptClosed:
        said = _("Too late: this attempt is closed. This answer was not saved:")
        return JsonResponse({"error": said}, status=409)
    except InvalidAnswer:
        return JsonResponse({"error": _("This answer does not fit the question.")}, status=422)
    saved = timezone.localtime(now).strftime("%H:%M")
    return JsonResponse(
        {"saved": _("Saved at %(time)s") % {"time": saved}, "saves": response.saves}
    )


@require_POST
@on_its_clock
def check(request: PersonRequest, attempt: int, question: int) -> HttpResponse:
    """Marks one answer at once, or shows a hint; the question comes back alone, or its page."""
    subject: Attempt = request.entered
    refusal = _check(request, subject, question, timezone.now())
    if not request.headers.get("X-Fragment"):
        if refusal:
            messages.warning(request, refusal)
        return redirect(f"{subject.get_absolute_url()}#q{question}")
    card = next((each for each in attempt_cards(attempt) if each.question_id == question), None)
    if card is None:
        raise Http404
    context = {"attempt": subject, "card": card, "refusal": refusal}
    context["flagged"] = attempt_state(attempt).flagged
    return render(request, "learn/parts/attempt_question.html", context)


@require_POST
@on_its_clock
def submit(request: PersonRequest, attempt: int) -> HttpResponse:
    """Saves the whole form, then does what its button says: hands in, marks one answer, flags.

    Nothing is handed in while the form and what is stored disagree, nor, before it was asked,
    with questions left without an answer.
    """
    subject: Attempt = request.entered
    now = timezone.now()
    if is_late(subject, now - GRACE):
        close_late_and_record(attempts=[subject], now=now)
        return redirect(subject)
    troubles = _save_all(request, subject, now)
    for sentence in troubles:
        messages.warning(request, sentence)
    if troubles:
        return redirect(subject)
    for name, act in (("check", _check), ("hint", _check), ("flag", _flag)):
        if question := as_id(request.POST.get(name, "")):
            if refusal := act(request, subject, question, now):
                messages.warning(request, refusal)
            return redirect(f"{subject.get_absolute_url()}#q{question}")
    if "save" in request.POST:
        messages.success(request, _("Your answers are saved."))
        return redirect(subject)
    state = attempt_state(attempt)
    if state.unanswered and "sure" not in request.POST and not is_late(subject, now):
        return render(request, "learn/attempt_sure.html", {"attempt": subject, "answers": state})
    submit_and_record(attempt=subject, now=now)
    return redirect(subject)


def _under_way(attempt: Attempt, now: datetime) -> dict[str, object]:
    left = None if attempt.deadline is None else (attempt.deadline - now).total_seconds()
    return {
        "attempt": attempt,
        "quiz": attempt.quiz,
        "cards": attempt_cards(attempt.pk),
        "answers": attempt_state(attempt.pk),
        "seconds_left": None if left is None else max(0, int(left)),
    }


def _result(request: PersonRequest, attempt: Attempt, now: datetime) -> HttpResponse:
    terms = course_terms(request.user, attempt.quiz.course).of(attempt.quiz.slug)
    withheld = attempt.kind != Attempt.Kind.PREVIEW and is_withheld(attempt.quiz, terms, now)
    context = {
        "attempt": attempt,
        "quiz": attempt.quiz,
        "cards": attempt_cards(attempt.pk, withheld=withheld),
        "result": attempt_result(attempt),
        "withheld": withheld,
        "closes_for_all": terms.closes_for_all,
    }
    return render(request, "learn/attempt_result.html", context)


def _save_all(request: PersonRequest, attempt: Attempt, now: datetime) -> list[str]:
    """Stores what the form holds; returns a sentence for each answer that it could not store."""
    with transaction.atomic():
        said = [_save(request, attempt, card, now) for card in attempt_cards(attempt.pk)]
    return [sentence for sentence in said if sentence]


def _save(request: PersonRequest, attempt: Attempt, card: QuestionCard, now: datetime) -> str:
    fields = posted(request, card.question_id)
    if not fields.form:  # a page that only confirms shows no question
        return ""
    if card.released or read_answer(card.kind, fields.form) == card.answer:
        return ""
    try:
        save_response(
            attempt=attempt,
            question_id=card.question_id,
            answer=fields,
            operation=None,
            base=posted_base(request, card.question_id) or 0,
            now=now,
        )
    except AttemptClosed:
        return ""  # handed in by another tab: what was stored then stands
    except NewerAnswer:
        return _(
            "Question %(number)s: another page saved an answer after this one was opened. That"
            " answer is kept: look at it again."
        ) % {"number": card.number}
    except InvalidAnswer:
        return _("Question %(number)s: this answer does not fit, choose again.") % {
            "number": card.number
        }
    return ""


def _check(request: PersonRequest, attempt: Attempt, question: int, now: datetime) -> str:
    """Marks the answer, or shows a hint; returns why it could not."""
    try:
        if "hint" in request.POST:
            reveal_hint(attempt=attempt, question_id=question, now=now)
            return ""
        response = check_and_record(
            attempt=attempt,
            question_id=question,
            answer=posted(request, question),
            operation=posted_operation(request),
            now=now,
        )
    except Response.DoesNotExist as error:
        raise Http404 from error
    except AttemptClosed:
        return _("This answer can no longer be given.")
    except InvalidAnswer:
        return _("This answer does not fit the question.")
    unanswered = response.released_at is None and not response.tries
    return _("Choose or write an answer first.") if unanswered else ""


def _flag(request: PersonRequest, attempt: Attempt, question: int, now: datetime) -> str:
    flagged = question not in attempt_state(attempt.pk).flagged
    flag_response(attempt=attempt, question_id=question, flagged=flagged)
    return ""
