"""An answer to a question of a lesson's check: marked and explained at once."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest
from courses.content.models import Lesson
from courses.learn.answers import attempt_kind, posted_answer, posted_operation
from courses.progress.check_actions import answer_check, hint_in_check
from courses.quizzes.actions.answers import InvalidAnswer
from courses.quizzes.cards.views import QuestionCard
from courses.quizzes.queries import check_cards


@require_POST
def answer(request: PersonRequest, course: str, lesson: str, question: int) -> HttpResponse:
    """Without JavaScript the lesson comes back at this question; with it, the question alone."""
    subject: Lesson = request.entered
    refusal = _record(request, subject, _card(request, subject, question))
    if not request.headers.get("X-Fragment"):
        if refusal:
            messages.warning(request, refusal)
        return redirect(f"{subject.get_absolute_url()}#q{question}")
    card = replace(_card(request, subject, question), error=refusal)
    context = {"card": card, "lesson": subject}
    return render(request, "quizzes/check_question.html", context, status=422 if refusal else 200)


def _card(request: PersonRequest, lesson: Lesson, question: int) -> QuestionCard:
    cards = check_cards(lesson=lesson, user=request.user)
    card = next((card for card in cards if card.question_id == question), None)
    if card is None:
        raise Http404
    return card


def _record(request: PersonRequest, lesson: Lesson, card: QuestionCard) -> str:
    """Stores what was posted; returns a sentence if it was refused."""
    user, now = request.user, timezone.now()
    kind = attempt_kind(user, lesson.course)
    if "hint" in request.POST:
        hint_in_check(user=user, lesson=lesson, question_id=card.question_id, kind=kind, now=now)
        return ""
    given = posted_answer(request, kind=card.kind, question_id=card.question_id)
    if given is None:
        return _("Choose or write an answer first.")
    try:
        answer_check(
            user=user,
            lesson=lesson,
            question_id=card.question_id,
            answer=given,
            operation=posted_operation(request),
            kind=kind,
            now=now,
        )
    except InvalidAnswer:
        return _("The question has changed meanwhile: here it is as it stands now. Answer again.")
    return ""
