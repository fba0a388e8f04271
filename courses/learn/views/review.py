"""What a student should meet again, asked question by question, and what they master."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest
from courses.learn.answers import attempt_kind, posted_answer, posted_operation
from courses.learn.untold import untold_to
from courses.progress.attempt_actions import check_and_record
from courses.progress.mastery_queries import mastery
from courses.progress.review_actions import start_review
from courses.progress.review_queries import DAILY, review_day
from courses.quizzes.actions.answers import AttemptClosed, InvalidAnswer, reveal_hint
from courses.quizzes.actions.attempts import NothingToAsk
from courses.quizzes.cards.queries import attempt_cards
from courses.quizzes.cards.views import QuestionCard
from courses.quizzes.models import Attempt


def mastery_page(request: PersonRequest, course: str) -> HttpResponse:
    untold = untold_to(request, request.entered)
    found = mastery(request.entered, request.user, timezone.now(), untold)
    context = {"course": request.entered, "mastery": found, "now": timezone.now()}
    return render(request, "learn/mastery.html", context)


def review(request: PersonRequest, course: str) -> HttpResponse:
    day = review_day(course=request.entered, user=request.user, now=timezone.now())
    context = {"course": request.entered, "day": day, "daily": DAILY}
    return render(request, "learn/review.html", context)


@require_POST
def start(request: PersonRequest, course: str) -> HttpResponse:
    kind = attempt_kind(request.user, request.entered)
    if kind == Attempt.Kind.PRACTICE:
        kind = Attempt.Kind.REVIEW
    try:
        attempt = start_review(
            user=request.user, course=request.entered, kind=kind, now=timezone.now()
        )
    except NothingToAsk:
        messages.info(request, _("Nothing is to be reviewed today."))
        return redirect("review", course=course)
    return redirect("review_attempt", course=course, review=attempt.pk)


def attempt(request: PersonRequest, course: str, review: int) -> HttpResponse:
    cards = attempt_cards(review)
    context = {
        "course": request.entered.quiz.course,
        "review": request.entered,
        "cards": cards,
        "right": sum(card.state == "right" for card in cards),
        "left": sum(not card.released for card in cards),
    }
    return render(request, "learn/review_attempt.html", context)


@require_POST
def answer(request: PersonRequest, course: str, review: int, question: int) -> HttpResponse:
    """Without JavaScript the review comes back at this question; with it, the question alone."""
    refusal = _record(request, _card(review, question))
    if not request.headers.get("X-Fragment"):
        if refusal:
            messages.warning(request, refusal)
        page = redirect("review_attempt", course=course, review=review)
        page["Location"] += f"#q{question}"
        return page
    card = replace(_card(review, question), error=refusal)
    context = {"card": card, "answer_url": request.path}
    return render(request, "quizzes/check_question.html", context, status=422 if refusal else 200)


def _card(review: int, question: int) -> QuestionCard:
    card = next((card for card in attempt_cards(review) if card.question_id == question), None)
    if card is None:
        raise Http404
    return card


def _record(request: PersonRequest, card: QuestionCard) -> str:
    """Stores what was posted; returns a sentence if it was refused."""
    attempt: Attempt = request.entered
    if "hint" in request.POST:
        reveal_hint(attempt=attempt, question_id=card.question_id, now=timezone.now())
        return ""
    given = posted_answer(request, kind=card.kind, question_id=card.question_id)
    if given is None:
        return _("Choose or write an answer first.")
    try:
        check_and_record(
            attempt=attempt,
            question_id=card.question_id,
            answer=given,
            operation=posted_operation(request),
            now=timezone.now(),
        )
    except InvalidAnswer:
        return _("This answer does not fit the question.")
    except AttemptClosed:
        return _("This answer can no longer be given.")
    return ""
