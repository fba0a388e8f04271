"""Writes of reviews: what an answer changes about its notions, and a review that begins."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from courses.accounts.models import User
from courses.content.models import Course
from courses.progress.models import ReviewCard
from courses.progress.review_queries import KINDS_ASKED, questions_to_review
from courses.progress.spacing import spaced
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.actions.review_quiz import review_quiz
from courses.quizzes.models import Attempt, Mark, Question, Response


@transaction.atomic
def record_answers(*, attempt: Attempt) -> None:
    """Schedules the notions of what was released in an attempt; each answer counts once.

    To be called in the transaction that releases. Previews count for nothing. Quizzes whose
    results wait for their closing count once they are told (see `progress.released`): a notion
    that comes back would tell them before.
    """
    if attempt.kind != Attempt.Kind.PREVIEW and not attempt.quiz.waits_for_closing:
        record_told_answers(attempt=attempt)


@transaction.atomic
def record_told_answers(*, attempt: Attempt) -> None:
    """The same for an attempt whose results its student may read."""
    tagged = Question.objects.filter(responses__attempt=attempt, notions__isnull=False)
    notions: defaultdict[int, list[int]] = defaultdict(list)
    for question, notion in tagged.values_list("pk", "notions"):
        notions[question].append(notion)
    answers: defaultdict[int, list[Any]] = defaultdict(list)
    for response in _released(attempt, notions) if notions else ():
        for notion in notions[response.question_id]:
            answers[notion].append(response)
    if answers:
        _reschedule(attempt.user_id, answers)


def start_review(*, user: User, course: Course, kind: str, now: datetime) -> Attempt:
    """A review of what is due today, one question a notion, or the one under way.

    Raises NothingToAsk when nothing that can be asked is due.
    """
    with transaction.atomic():
        quiz = review_quiz(course)
        running = Attempt.objects.filter(user=user, quiz=quiz, state=Attempt.State.OPEN).first()
        if running is not None:
            return running
        questions = questions_to_review(course=course, user=user, now=now)
        return start_attempt(user=user, quiz=quiz, kind=kind, now=now, questions=questions)


def _released(attempt: Attempt, questions: Iterable[int]) -> QuerySet[Any]:
    """The marked answers to `questions`, oldest first, each with the verdict that stands.

    What only a person can mark moves nothing: a review never asks it, and a card that moved while
    it is marked without names would tell whose answer was.
    """
    newest = Mark.objects.filter(response=OuterRef("pk")).order_by("-id")
    return (
        Response.objects.filter(
            attempt=attempt,
            question__in=questions,
            revision__kind__in=KINDS_ASKED,
            released_at__isnull=False,
        )
        .annotate(verdict=Subquery(newest.values("verdict")[:1]))
        .order_by("released_at", "position")
    )


def _reschedule(user_id: int, answers: Mapping[int, Sequence[Any]]) -> None:
    """Brings the person's cards up to date with `answers`, by notion."""
    cards = ReviewCard.objects.select_for_update().filter(user=user_id, notion__in=answers)
    known = {card.notion_id: card for card in cards}
    changed = []
    for notion, given in answers.items():
        card = known.get(notion) or ReviewCard(user_id=user_id, notion_id=notion, state={})
        moved = [count_answer(card, response) for response in given]
        if any(moved):
            changed.append(card)
    ReviewCard.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["user", "notion"],
        update_fields=["state", "due_at", "reviewed_at"],
    )


def count_answer(card: ReviewCard, response: Any) -> bool:
    """Lets an answer move the card; False if it did already, or waits for a person's mark.

    `response` has the `verdict` of the mark that stands. Nothing is stored here.
    """
    outcome, at = _outcome(response), response.released_at
    counted = card.state.get("answers", [])
    if not outcome or response.pk in counted or (counted and at < card.reviewed_at):
        return False
    scheduled, card.due_at = spaced(card.state.get("card"), outcome, at)
    same_moment = counted if counted and at == card.reviewed_at else []
    card.state = {
        "card": scheduled,
        "answers": [*same_moment, response.pk],
        "missed": outcome == "wrong",
    }
    card.reviewed_at = at
    return True


def _outcome(response: Any) -> str:
    state = response.verdict.get("state")  # a person's mark says none
    if state == "right":
        return "hard" if response.hints_seen or response.tries else "right"
    return {"partly": "hard", "wrong": "wrong", "blank": "wrong"}.get(state, "")
