"""An attempt at a section's quiz: answers save by themselves until it is handed in."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest
from courses.learn.answers import posted_answer, posted_operation
from courses.quizzes.actions.attempts import (
    AttemptClosed,
    InvalidAnswer,
    save_response,
    submit_attempt,
)
from courses.quizzes.cards import QuestionCard
from courses.quizzes.models import Attempt
from courses.quizzes.queries import attempt_cards, attempt_results


def attempt(request: PersonRequest, attempt: int) -> HttpResponse:
    subject: Attempt = request.entered
    cards = attempt_cards(subject.pk)
    if subject.state == Attempt.State.OPEN:
        answered = sum(1 for card in cards if card.answer is not None)
        context = {"attempt": subject, "quiz": subject.quiz, "cards": cards, "answered": answered}
        return render(request, "learn/attempt.html", context)
    results = attempt_results(user=request.user, quiz_id=subject.quiz_id)
    result = next(result for result in results if result.attempt.pk == subject.pk)
    context = {"attempt": subject, "quiz": subject.quiz, "cards": cards, "result": result}
    return render(request, "learn/attempt_result.html", context)


@require_POST
def answer(request: PersonRequest, attempt: int, question: int) -> JsonResponse:
    """One answer, saved by itself while it is written; acknowledged after the commit."""
    card = _card(attempt_cards(attempt), question)
    now = timezone.now()
    try:
        response = save_response(
            attempt=request.entered,
            question_id=question,
            answer=posted_answer(request, kind=card.kind, question_id=question),
            operation=posted_operation(request),
            now=now,
        )
    except AttemptClosed:
        return JsonResponse({"error": _("This attempt has been handed in.")}, status=409)
    except InvalidAnswer:
        return JsonResponse({"error": _("This answer does not fit the question.")}, status=422)
    saved = timezone.localtime(now).strftime("%H:%M")
    return JsonResponse(
        {"saved": _("Saved at %(time)s") % {"time": saved}, "saves": response.saves}
    )


@require_POST
def submit(request: PersonRequest, attempt: int) -> HttpResponse:
    """Saves the whole form, then hands in, unless it was the “save” button.

    Nothing is handed in while the form and what is stored disagree.
    """
    subject: Attempt = request.entered
    now = timezone.now()
    with transaction.atomic():
        said = [_save(request, subject, card, now) for card in attempt_cards(attempt)]
        troubles = [sentence for sentence in said if sentence]
        if "save" not in request.POST and not troubles:
            submit_attempt(attempt=subject, now=now)
    for sentence in troubles:
        messages.warning(request, sentence)
    if "save" in request.POST and not troubles:
        messages.success(request, _("Your answers are saved."))
    return redirect(subject)


def _save(request: PersonRequest, attempt: Attempt, card: QuestionCard, now: datetime) -> str:
    """Stores what the form holds for one question; returns a sentence when it cannot."""
    given = posted_answer(request, kind=card.kind, question_id=card.question_id)
    if given == card.answer:
        return ""
    if request.POST.get(f"{card.prefix}saves") != str(card.saves):
        return _(
            "Question %(number)s: another page saved an answer after this one was opened. That"
            " answer is kept: look at it again."
        ) % {"number": card.number}
    try:
        save_response(
            attempt=attempt, question_id=card.question_id, answer=given, operation=None, now=now
        )
    except AttemptClosed:
        return ""  # handed in by another tab: what was stored then stands
    except InvalidAnswer:
        return _("Question %(number)s: this answer does not fit, choose again.") % {
            "number": card.number
        }
    return ""


def _card(cards: list[QuestionCard], question: int) -> QuestionCard:
    card = next((card for card in cards if card.question_id == question), None)
    if card is None:
        raise Http404
    return card
