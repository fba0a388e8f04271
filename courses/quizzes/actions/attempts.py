"""Writes on attempts. Each can be sent twice, or by two tabs at once, and counts once.

The database decides every race. Starting: one open attempt per person and quiz, by constraint.
Everything after that first takes the attempt's row: on PostgreSQL with a row lock, on SQLite
because a transaction that may write holds the write lock from its beginning (settings). What
is marked is therefore exactly what is stored.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from courses.accounts.models import User
from courses.quizzes.automatic_marks import automatic_mark, verdict_on
from courses.quizzes.models import Attempt, Mark, Question, Quiz, QuizItem, Response
from courses.quizzes.verdict import InvalidAnswer, Verdict


class AttemptClosed(Exception):
    """The attempt was handed in; what it holds stands."""


class NothingToAsk(Exception):
    """The quiz has no published question."""


def start_attempt(
    *,
    user: User,
    quiz: Quiz,
    kind: str,
    now: datetime,
    questions: Sequence[Question] | None = None,
) -> Attempt:
    """The person's open attempt, or a new one pinned to the questions published now.

    It asks `questions` (published ones, with their revision) where they are given, otherwise
    those of the quiz. Of two starts at once, both get the same attempt. Raises NothingToAsk.
    """
    running = Attempt.objects.filter(user=user, quiz=quiz, state=Attempt.State.OPEN).first()
    if running is not None:
        return running
    try:
        return _new_attempt(user, quiz, kind, now, questions)
    except IntegrityError:
        return Attempt.objects.get(user=user, quiz=quiz, state=Attempt.State.OPEN)


@transaction.atomic
def save_response(
    *, attempt: Attempt, question_id: int, answer: Any, operation: UUID | None, now: datetime
) -> Response:
    """Stores an answer, to be marked when the attempt is handed in.

    A save that was stored already (same `operation`) is acknowledged and changes nothing.
    Raises AttemptClosed, InvalidAnswer, Response.DoesNotExist.
    """
    response = _locked(attempt, question_id)
    if operation is not None and response.operation == operation:
        return response
    if response.attempt.state != Attempt.State.OPEN or response.released_at is not None:
        raise AttemptClosed
    _verdict(response, answer)  # raises InvalidAnswer before anything is stored
    _store(response, answer, operation, now)
    return response


@transaction.atomic
def check_response(
    *, attempt: Attempt, question_id: int, answer: Any, operation: UUID | None, now: datetime
) -> Response:
    """Stores an answer, marks it and releases its feedback at once.

    An answer that is almost right comes back once for another try (`tries` becomes 1, nothing
    is released). Once released the answer stands: sending another returns the first. The
    attempt is handed in with its last question. Raises InvalidAnswer, Response.DoesNotExist.
    """
    response = _locked(attempt, question_id)
    if response.released_at is not None:
        return response
    verdict = _verdict(response, answer)
    if verdict.state == "blank":
        return response
    _store(response, answer, operation, now)
    if verdict.state == "retry" and response.tries == 0:
        Response.objects.filter(pk=response.pk).update(tries=1)
        response.tries = 1
        return response
    _release(response, verdict, now)
    if not attempt.responses.filter(released_at=None).exists():
        _close(attempt, now)
    return response


@transaction.atomic
def reveal_hint(*, attempt: Attempt, question_id: int) -> Response:
    """Shows one more hint of a question that is still open."""
    response = _locked(attempt, question_id)
    if response.released_at is None and response.hints_seen < len(
        response.revision.public["hints"]
    ):
        response.hints_seen += 1
        response.save(update_fields=["hints_seen"])
    return response


@transaction.atomic
def submit_attempt(*, attempt: Attempt, now: datetime) -> Attempt:
    """Hands the attempt in: marks exactly what is stored, releases the feedback.

    Handing in twice marks once; both get the same result.
    """
    if _close(attempt, now):
        unmarked = attempt.responses.filter(released_at=None)
        for response in unmarked.select_related("revision__answer_key"):
            _release(response, _verdict(response, response.answer), now)
    attempt.refresh_from_db()
    return attempt


def _new_attempt(
    user: User, quiz: Quiz, kind: str, now: datetime, questions: Sequence[Question] | None
) -> Attempt:
    with transaction.atomic():
        asked = _published_questions(quiz) if questions is None else questions
        if not asked:
            raise NothingToAsk
        last = Attempt.objects.filter(user=user, quiz=quiz).aggregate(last=Max("number"))["last"]
        attempt = Attempt.objects.create(
            user=user, quiz=quiz, number=(last or 0) + 1, kind=kind, started_at=now
        )
        Response.objects.bulk_create(
            Response(
                attempt=attempt,
                question=question,
                revision=question.published,
                position=position,
            )
            for position, question in enumerate(asked, start=1)
        )
        return attempt


def _published_questions(quiz: Quiz) -> list[Question]:
    items = QuizItem.objects.filter(
        quiz=quiz, question__published__isnull=False, question__archived_at=None
    ).select_related("question__published")
    return [item.question for item in items if item.question is not None]


def _locked(attempt: Attempt, question_id: int) -> Response:
    """The response with all that marks it, its attempt's row taken."""
    responses = Response.objects.select_for_update(of=("attempt",)).select_related(
        "attempt", "revision__answer_key"
    )
    return responses.get(attempt=attempt, question=question_id)


def _store(response: Response, answer: Any, operation: UUID | None, now: datetime) -> None:
    response.answer, response.operation, response.saved_at = answer, operation, now
    response.saves += 1
    response.save(update_fields=["answer", "operation", "saved_at", "saves"])


def _close(attempt: Attempt, now: datetime) -> bool:
    """True for the one call that closes the attempt."""
    open_ones = Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.OPEN)
    return bool(open_ones.update(state=Attempt.State.SUBMITTED, submitted_at=now))


def _verdict(response: Response, answer: Any) -> Verdict:
    return verdict_on(response, response.revision, answer)


def _release(response: Response, verdict: Verdict, now: datetime) -> None:
    """Adds the automatic mark, with all that the student is shown, and freezes the answer."""
    mark = automatic_mark(response, response.revision, verdict)
    Mark.objects.create(
        response=response,
        origin=Mark.Origin.AUTOMATIC,
        points=mark.points,
        out_of=mark.out_of,
        verdict=mark.verdict,
        revision=response.revision,
        created_at=now,
    )
    Response.objects.filter(pk=response.pk).update(released_at=now)
    response.released_at = now


__all__ = [
    "AttemptClosed",
    "InvalidAnswer",
    "NothingToAsk",
    "check_response",
    "reveal_hint",
    "save_response",
    "start_attempt",
    "submit_attempt",
]
