"""Beginning an attempt. Each start can be sent twice, or by two tabs at once, and counts once.

The database decides every race: one open attempt per person and quiz, and one of each number, by
constraint. Answering stands in `answers`, handing in in `closing`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Literal

from django.db import IntegrityError, transaction
from django.db.models import Max

from courses.accounts.models import User
from courses.quizzes.drawing import attempt_seed, drawn_values
from courses.quizzes.filters import matching_questions
from courses.quizzes.models import Attempt, Question, Quiz, QuizItem, Response
from courses.quizzes.terms import NO_TERMS, Terms

WITHOUT_TERMS = (Attempt.Kind.PREVIEW, Attempt.Kind.REVIEW)
"""Nobody's mark depends on these: neither dates nor a number of attempts hold for them."""

Obstacle = Literal["hidden", "early", "over", "used"]


class NothingToAsk(Exception):
    """The quiz has no published question."""


class CannotStart(Exception):
    """The terms allow no new attempt: the quiz is hidden, not open yet, over, or used up."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle


def start_attempt(
    *,
    user: User,
    quiz: Quiz,
    kind: str,
    now: datetime,
    terms: Terms = NO_TERMS,
    questions: Sequence[Question] | None = None,
) -> Attempt:
    """The person's open attempt, or a new one pinned to the questions published now.

    It asks `questions` (published ones, with their revision) where they are given, otherwise
    those of the quiz, drawn for this attempt where the quiz draws. Of two starts at once, both
    get the same attempt. Raises NothingToAsk and CannotStart.
    """
    under_way = Attempt.objects.filter(user=user, quiz=quiz, state=Attempt.State.OPEN)
    if (running := under_way.first()) is not None:
        return running
    try:
        return _new_attempt(user, quiz, kind, now, terms, questions)
    except (IntegrityError, CannotStart):
        # Another start may have been first, and may have used the last attempt.
        if (running := under_way.first()) is not None:
            return running
        raise


def find_obstacle(quiz: Quiz, terms: Terms, taken: int, now: datetime) -> Obstacle | None:
    """Why a person who has begun `taken` attempts may not begin another; None if they may."""
    if not quiz.is_published or quiz.archived_at is not None:
        return "hidden"
    if terms.is_over(now):
        return "over"
    if not terms.is_open(now):
        return "early"
    allowed = terms.attempts(quiz.max_attempts)
    return "used" if allowed is not None and taken >= allowed else None


def _new_attempt(
    user: User,
    quiz: Quiz,
    kind: str,
    now: datetime,
    terms: Terms,
    questions: Sequence[Question] | None,
) -> Attempt:
    with transaction.atomic():
        begun = Attempt.objects.filter(user=user, quiz=quiz)
        deadline = terms.deadline(quiz.minutes, now)
        if kind in WITHOUT_TERMS:
            deadline = NO_TERMS.deadline(quiz.minutes, now)
        else:
            taken = begun.exclude(kind__in=WITHOUT_TERMS).count()
            if obstacle := find_obstacle(quiz, terms, taken, now):
                raise CannotStart(obstacle)
        number = (begun.aggregate(last=Max("number"))["last"] or 0) + 1
        seed = attempt_seed(user.pk, quiz.pk, number)
        asked = questions
        if asked is None:
            asked = draw_questions(question_pools(quiz), seed, shuffles=quiz.shuffles_questions)
        if not asked:
            raise NothingToAsk
        attempt = Attempt.objects.create(
            user=user, quiz=quiz, number=number, kind=kind, started_at=now, deadline=deadline
        )
        Response.objects.bulk_create(
            Response(
                attempt=attempt,
                question=question,
                revision=question.published,
                position=position,
                values=drawn_values(question.published.public, seed) if question.published else {},
            )
            for position, question in enumerate(asked, start=1)
        )
        return attempt


@dataclass(frozen=True)
class Pool:
    """What one row of a quiz may ask, in order: `count` of them, drawn, or all (None).

    `is_named`: the row names its question, which no draw may ask again.
    """

    questions: tuple[Question, ...]
    count: int | None
    is_named: bool


def question_pools(quiz: Quiz) -> list[Pool]:
    """The published questions of a quiz, in one query and one more a draw."""
    items = QuizItem.objects.filter(quiz=quiz).select_related("question__published")
    return [_pool(quiz, item) for item in items.order_by("position")]


def draw_questions(pools: Sequence[Pool], seed: str, *, shuffles: bool) -> list[Question]:
    """The questions of one attempt: those the quiz names, and those drawn, none of them twice."""
    chance = Random(seed)  # noqa: S311 - the same attempt is drawn in the same way again
    taken = {question.pk for pool in pools if pool.is_named for question in pool.questions}
    asked: list[Question] = []
    for pool in pools:
        found = list(pool.questions)
        if not pool.is_named:
            found = [question for question in found if question.pk not in taken]
        if pool.count is not None:
            found = chance.sample(found, min(pool.count, len(found)))
        asked += found
        taken |= {question.pk for question in found}
    if shuffles:
        chance.shuffle(asked)
    return asked


def _pool(quiz: Quiz, item: QuizItem) -> Pool:
    if item.question is not None:
        return Pool((item.question,) if _is_asked(item.question) else (), None, True)
    fit = matching_questions(quiz.course, item.filters).filter(published__isnull=False)
    found = fit.select_related("published").distinct().order_by("pk")
    return Pool(tuple(found), item.count, False)


def _is_asked(question: Question) -> bool:
    return question.published is not None and question.archived_at is None
