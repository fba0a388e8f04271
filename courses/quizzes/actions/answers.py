"""Answering. Each answer can be sent twice, late, or by two tabs at once, and counts once.

Whatever writes takes the attempt's row: on PostgreSQL with a row lock, on SQLite because a
transaction that may write holds the write lock from its beginning (settings). What is marked is
therefore exactly what is stored.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from courses.quizzes.actions.closing import close_if_all_released, is_late, release
from courses.quizzes.grading import read_answer
from courses.quizzes.marks.automatic import verdict_on
from courses.quizzes.models import Attempt, Quiz, Response
from courses.quizzes.verdict import InvalidAnswer, Verdict
from elearning.prepared import Prepared, PreparedUpdate

GRACE = timedelta(seconds=5)
"""How long after its deadline an answer that was on its way is still taken."""


class AttemptClosed(Exception):
    """The attempt was handed in, or its time is up; what it holds stands."""


class NewerAnswer(Exception):
    """Another page saved an answer meanwhile, which stands: `response` holds it."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


@dataclass(frozen=True)
class Posted:
    """An answer still in the fields of a form, to be read as its question's kind reads it."""

    form: Mapping[str, Sequence[str]]


def save_response(
    *,
    attempt: Attempt,
    question_id: int,
    answer: Any,
    operation: UUID | None,
    now: datetime,
    base: int | None = None,
    sent: Collection[UUID] = (),
) -> Response:
    """Stores an answer, to be marked when the attempt is handed in: one read, one write.

    A save that was stored already (same `operation`) is acknowledged and changes nothing. `base`
    is the number of saves the page knew of: if there were more, and the last was none of those
    the page had `sent` without hearing back, the answer of the other page stands. Raises
    AttemptClosed, InvalidAnswer, NewerAnswer, Response.DoesNotExist.

    The answer is read and checked before the write, which holds only if nothing was stored
    meanwhile; otherwise all is done again. So the only lock is that of one statement.
    """
    while True:
        response = _read(attempt, question_id)
        if operation is not None and response.operation == operation:
            return response
        if not _takes_answers(response, now):
            raise AttemptClosed
        if base is not None and response.saves != base and response.operation not in sent:
            raise NewerAnswer(response)
        given = read_posted(response, answer)
        verdict_on(response, response.revision, given)  # raises InvalidAnswer
        if _stored_first(response, given, operation, now):
            return response


@transaction.atomic
def check_response(
    *, attempt: Attempt, question_id: int, answer: Any, operation: UUID | None, now: datetime
) -> Response:
    """Stores an answer, marks it and releases its feedback at once, where the quiz does so.

    An answer that may be given again comes back instead (`tries` counts them): one that is
    almost right, once and freely; in an interactive quiz any that is not right, while tries are
    left. Once released the answer stands: sending another returns the first. The attempt is
    handed in with its last question. Raises AttemptClosed, InvalidAnswer, Response.DoesNotExist.
    """
    response = locked_response(attempt, question_id)
    if response.released_at is not None:
        return response
    if not _takes_answers(response, now) or not response.attempt.quiz.answers_at_once:
        raise AttemptClosed
    if operation is not None and response.operation == operation and response.tries:
        return response  # sent twice: it has had its answer
    given = read_posted(response, answer)
    verdict = verdict_on(response, response.revision, given)
    if verdict.state == "blank":
        return response
    _store(response, given, operation, now)
    if _may_try_again(response, verdict):
        response.tries += 1
        Response.objects.filter(pk=response.pk).update(tries=response.tries)
        return response
    release([(response, verdict)], now)
    close_if_all_released(response.attempt, now)
    return response


@transaction.atomic
def reveal_hint(*, attempt: Attempt, question_id: int, now: datetime) -> Response:
    """Shows one more hint of a question that is still open."""
    response = locked_response(attempt, question_id)
    there_are = len(response.revision.public["hints"])
    if _takes_answers(response, now) and response.hints_seen < there_are:
        response.hints_seen += 1
        Response.objects.filter(pk=response.pk).update(hints_seen=response.hints_seen)
    return response


def flag_response(*, attempt: Attempt, question_id: int, flagged: bool) -> None:
    """Marks a question to come back to, for the student alone."""
    Response.objects.filter(attempt=attempt, question=question_id).update(flagged=flagged)


def locked_response(attempt: Attempt, question_id: int) -> Response:
    """The response with all that marks it, its attempt's row taken, and its own.

    Rows that are not taken are read as they were before the wait for those that are: a response
    left out would be the one from before another page's save. The attempt comes first, as it
    does for who hands in.
    """
    responses = Response.objects.select_for_update(of=("attempt", "self")).select_related(
        "attempt__quiz", "revision__answer_key"
    )
    return responses.get(attempt=attempt, question=question_id)


def _read(attempt: Attempt, question_id: int) -> Response:
    """The response with all that its answer is checked by; nothing is locked."""
    response = ANSWERED.first(attempt=attempt.pk, question=question_id)
    if response is None:
        raise Response.DoesNotExist
    return response


NEEDED = (
    *("answer", "values", "saves", "operation", "released_at"),
    *("attempt__state", "attempt__deadline"),
    *("revision__kind", "revision__public", "revision__answer_key__key"),
)
ANSWERED = Prepared(
    lambda attempt, question: (
        Response.objects.select_related("attempt", "revision__answer_key")
        .only(*NEEDED)
        .filter(attempt=attempt, question=question)
    )
)


def _stored_first(response: Response, answer: Any, operation: UUID | None, now: datetime) -> bool:
    """Stores the answer if nobody stored another since it was read, nor handed in.

    The attempt's row is taken by the same statement, which is a transaction of its own: whoever
    hands in waits for it, or it for them, and then finds the attempt closed.
    """
    stored = {"answer": answer, "saved_at": now, "saves": response.saves + 1}
    known = {
        "response": response.pk,
        "saves": response.saves,
        "attempt": response.attempt_id,
    }
    if answer is None or operation is None:
        with transaction.atomic():
            changed = _unchanged(**known).update(**stored, operation=operation)
    else:
        changed = STORED.rows({**stored, "operation": operation}, **known)
    if changed:
        response.answer, response.operation, response.saved_at = answer, operation, now
        response.saves += 1
    return bool(changed)


def _unchanged(response: int, saves: int, attempt: int) -> QuerySet[Response]:
    """The response, if it is as it was read and its attempt still open, whose row is taken."""
    still_open = Attempt.objects.filter(pk=attempt, state=Attempt.State.OPEN)
    return Response.objects.filter(
        pk=response,
        saves=saves,
        released_at=None,
        attempt__in=still_open.select_for_update().values("pk"),
    )


STORED = PreparedUpdate(_unchanged, "answer", "operation", "saved_at", "saves")


def read_posted(response: Response, answer: Any) -> Any:
    return (
        read_answer(response.revision.kind, answer.form) if isinstance(answer, Posted) else answer
    )


def _takes_answers(response: Response, now: datetime) -> bool:
    attempt = response.attempt
    is_open = attempt.state == Attempt.State.OPEN and response.released_at is None
    return is_open and not is_late(attempt, now - GRACE)


def _may_try_again(response: Response, verdict: Verdict) -> bool:
    quiz = response.attempt.quiz
    if verdict.state in ("right", "manual"):
        return False
    if quiz.feedback == Quiz.Feedback.INTERACTIVE:
        return response.tries + 1 < quiz.tries
    return verdict.state == "retry" and response.tries == 0


def _store(response: Response, answer: Any, operation: UUID | None, now: datetime) -> None:
    response.answer, response.operation, response.saved_at = answer, operation, now
    response.saves += 1
    response.save(update_fields=["answer", "operation", "saved_at", "saves"])


__all__ = [
    "AttemptClosed",
    "InvalidAnswer",
    "NewerAnswer",
    "Posted",
    "check_response",
    "flag_response",
    "locked_response",
    "reveal_hint",
    "save_response",
]
