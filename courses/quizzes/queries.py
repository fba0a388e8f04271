"""How far a person's attempts are and what they won, and how much a quiz asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from courses.accounts.models import User
from courses.quizzes.filters import matching_questions
from courses.quizzes.marks.counting import counting, share_won
from courses.quizzes.marks.receipts import is_intact
from courses.quizzes.models import Attempt, Quiz, Response


def latest_attempt(user: User, quiz: str) -> Subquery:
    """The id of a person's newest attempt at the outer row's `quiz`."""
    attempts = Attempt.objects.filter(user=user, quiz=OuterRef(quiz)).order_by("-number")
    return Subquery(attempts.values("pk")[:1])


@dataclass(frozen=True)
class AttemptResult:
    """What a person won in an attempt that was handed in; `waiting` answers are unmarked yet."""

    attempt: Attempt
    points: Any
    out_of: Any
    waiting: int = 0

    @property
    def percent(self) -> int:
        return int(100 * self.points / self.out_of) if self.out_of else 0


def attempt_results(*, user: User, quiz_id: int) -> list[AttemptResult]:
    """A person's attempts at a quiz, newest first, in two queries."""
    attempts = list(
        Attempt.objects.filter(user=user, quiz=quiz_id, state=Attempt.State.SUBMITTED).order_by(
            "-number"
        )
    )
    marked: dict[int, list[Any]] = {attempt.pk: [] for attempt in attempts}
    for response in _marked(Response.objects.filter(attempt__in=attempts)):
        marked[response.attempt_id].append(response)
    return [_result(attempt, marked[attempt.pk]) for attempt in attempts]


def attempt_result(attempt: Attempt) -> AttemptResult:
    """What the person won in this attempt, in one query."""
    return _result(attempt, list(_marked(Response.objects.filter(attempt=attempt))))


def _result(attempt: Attempt, marked: list[Any]) -> AttemptResult:
    return AttemptResult(
        attempt,
        points=sum((each.points or 0 for each in marked), Decimal(0)),
        out_of=sum((each.revision.points for each in marked), Decimal(0)),
        waiting=sum(each.awaits_mark for each in marked),
    )


def counting_result(quiz: Quiz, results: Iterable[AttemptResult]) -> AttemptResult | None:
    """The result that counts, of those that count at all."""
    counted = (Attempt.Kind.PRACTICE, Attempt.Kind.GRADED)
    held = sorted(
        (each for each in results if each.attempt.kind in counted),
        key=lambda each: each.attempt.number,
    )
    return counting(quiz.counts, held, lambda each: share_won(each.points, each.out_of))


@dataclass(frozen=True)
class AttemptState:
    """How far an attempt is. Questions by their ids; `unanswered` by their numbers and ids."""

    total: int
    answered: frozenset[int]
    flagged: frozenset[int]
    unanswered: tuple[tuple[int, int], ...]
    saved_at: dict[int, datetime]
    is_intact: bool

    @property
    def left(self) -> int:
        return len(self.unanswered)


def attempt_state(attempt_id: int) -> AttemptState:
    """Read in one query. `is_intact`: what is stored is what the receipt was made of."""
    responses = list(Response.objects.filter(attempt=attempt_id).select_related("attempt"))
    answered = frozenset(each.question_id for each in responses if each.answer is not None)
    return AttemptState(
        total=len(responses),
        answered=answered,
        flagged=frozenset(each.question_id for each in responses if each.flagged),
        unanswered=tuple(
            (number, each.question_id)
            for number, each in enumerate(responses, start=1)
            if each.question_id not in answered
        ),
        saved_at={each.question_id: each.saved_at for each in responses if each.saved_at},
        is_intact=bool(responses) and is_intact(responses[0].attempt, responses),
    )


def _marked(responses: QuerySet[Response]) -> QuerySet[Response]:
    return responses.select_related("revision").only(
        "attempt_id", "points", "out_of", "revision__points"
    )


def quiz_size(quiz: Quiz) -> tuple[int, Decimal]:
    """How many questions an attempt would ask, and for how many points, as far as is known.

    Of questions that are drawn the points are those of as many of the pool: all the same in a
    quiz that is fair.
    """
    items = list(quiz.items.select_related("question__published"))
    questions, points, named = 0, Decimal(0), set[int]()
    for item in items:
        if item.question is not None:
            named.add(item.question.pk)
            if item.question.published is not None and item.question.archived_at is None:
                questions, points = questions + 1, points + item.question.published.points
    for item in items:
        if item.question is None:
            pool = matching_questions(quiz.course, item.filters).filter(published__isnull=False)
            worth = list(pool.exclude(pk__in=named).values_list("published__points", flat=True))
            drawn = len(worth) if item.count is None else min(item.count, len(worth))
            questions, points = questions + drawn, points + sum(worth[:drawn], Decimal(0))
    return questions, points
