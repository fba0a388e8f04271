"""An answer to a question of a lesson's check: marked and explained at once."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest
from courses.cohorts.wall_time import zone
from courses.content.models import Lesson
from courses.learn.answers import attempt_kind, posted_answer, posted_operation
from courses.learn.quiz_words import why_not
from courses.learn.views.lesson import page
from courses.progress.check_actions import CheckClosed, answer_check, hint_in_check
from courses.quizzes.actions.answers import InvalidAnswer
from courses.quizzes.actions.attempts import Obstacle
from courses.quizzes.cards.queries import check_cards
from courses.quizzes.cards.views import QuestionCard


@require_POST
def answer(request: PersonRequest, course: str, lesson: str, question: int) -> HttpResponse:
    """Without JavaScript the lesson comes back at this question; with it, the question alone.

    What comes after the closing is refused, and stays written where it was.
    """
    subject: Lesson = request.entered
    card = _card(check_cards(lesson=subject, user=request.user), question)
    given = posted_answer(request, kind=card.kind, question_id=question)
    try:
        refusal = _record(request, subject, question, given)
    except CheckClosed as closed:
        return _refused(request, subject, question, given, closed)
    if not request.headers.get("X-Fragment"):
        if refusal:
            messages.warning(request, refusal)
        return redirect(f"{subject.get_absolute_url()}#q{question}")
    card = _card(check_cards(lesson=subject, user=request.user), question)
    return _alone(request, subject, replace(card, error=refusal), 422 if refusal else 200)


def _card(cards: list[QuestionCard], question: int) -> QuestionCard:
    card = next((card for card in cards if card.question_id == question), None)
    if card is None:
        raise Http404
    return card


def _record(request: PersonRequest, lesson: Lesson, question: int, given: Any) -> str:
    """Stores what was posted; returns a sentence if it was refused."""
    user, now = request.user, timezone.now()
    kind = attempt_kind(user, lesson.course)
    if "hint" in request.POST:
        hint_in_check(user=user, lesson=lesson, question_id=question, kind=kind, now=now)
        return ""
    if given is None:
        return _("Choose or write an answer first.")
    try:
        answer_check(
            user=user,
            lesson=lesson,
            question_id=question,
            answer=given,
            operation=posted_operation(request),
            kind=kind,
            now=now,
        )
    except InvalidAnswer:
        return _("The question has changed meanwhile: here it is as it stands now. Answer again.")
    return ""


def _refused(
    request: PersonRequest, lesson: Lesson, question: int, given: Any, closed: CheckClosed
) -> HttpResponse:
    try:
        unsaved = {question: given}
        cards = check_cards(lesson=lesson, user=request.user, unsaved=unsaved)
    except InvalidAnswer:  # what no field of the question can hold
        cards = check_cards(lesson=lesson, user=request.user)
    error = _why_closed(closed)
    cards = [replace(card, error=error if card.question_id == question else "") for card in cards]
    if request.headers.get("X-Fragment"):
        return _alone(request, lesson, _card(cards, question), HTTPStatus.CONFLICT)
    context = page(request, lesson, cards)
    return render(request, "learn/lesson.html", context, status=HTTPStatus.CONFLICT)


def _why_closed(closed: CheckClosed) -> str:
    with timezone.override(zone(closed.clock)):
        obstacle: Obstacle = "over" if closed.terms.is_over(timezone.now()) else "early"
        why = why_not(obstacle, closed.terms)
    kept = _("This answer was not taken; it stays written below.")
    return f"{why} {kept}"


def _alone(request: PersonRequest, lesson: Lesson, card: QuestionCard, status: int) -> HttpResponse:
    context = {"card": card, "lesson": lesson, "closed": status == HTTPStatus.CONFLICT}
    return render(request, "quizzes/check_question.html", context, status=status)
