"""Handing in: by the student, or by the clock. What is stored is marked, once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from courses.quizzes.actions.marks import add_marks
from courses.quizzes.marks.automatic import FREE, automatic_mark, verdict_on
from courses.quizzes.marks.receipts import fingerprint
from courses.quizzes.models import Attempt, Mark, Quiz, Response
from courses.quizzes.verdict import Verdict


@transaction.atomic
def submit_attempt(*, attempt: Attempt, now: datetime) -> Attempt:
    """Hands the attempt in: marks exactly what is stored, and says of what with a receipt.

    Handing in twice marks once; both get the same result.
    """
    _close(attempt, now, by_time=False)
    attempt.refresh_from_db()
    return attempt


@transaction.atomic
def close_late(*, attempts: Iterable[Attempt], now: datetime) -> int:
    """Hands in those of the attempts whose time is up, with what they held at their deadline.

    Returns how many it closed. Whoever meets a late attempt may call this, any number of times.
    """
    return sum(_close(each, now, by_time=True) for each in attempts if is_late(each, now))


def is_late(attempt: Attempt, now: datetime) -> bool:
    """Whether the attempt's deadline is past."""
    return attempt.deadline is not None and attempt.deadline < now


def close_if_all_released(attempt: Attempt, now: datetime) -> None:
    """Hands the attempt in once every answer of it has been marked on its own."""
    if not attempt.responses.filter(released_at=None).exists():
        _close(attempt, now, by_time=False)


def release(answers: Sequence[tuple[Response, Verdict]], now: datetime) -> None:
    """Adds the automatic marks, with all that the student may be shown; freezes the answers."""
    add_marks([_mark(response, verdict, now) for response, verdict in answers], released_at=now)
    for response, _ in answers:
        response.released_at = now


def _mark(response: Response, verdict: Verdict, now: datetime) -> Mark:
    mark = automatic_mark(response, response.revision, verdict, try_cost(response.attempt.quiz))
    return Mark(
        response=response,
        origin=Mark.Origin.AUTOMATIC,
        points=mark.points,
        out_of=mark.out_of,
        sitting=response.attempt.sitting,
        verdict=mark.verdict,
        revision=response.revision,
        created_at=now,
    )


def _close(attempt: Attempt, now: datetime, *, by_time: bool) -> bool:
    """True for the one call that closes the attempt and marks what is left to mark."""
    still_open = Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.OPEN)
    ended = attempt.deadline if by_time else now
    if not still_open.update(
        state=Attempt.State.SUBMITTED, submitted_at=ended, ended_by_time=by_time
    ):
        return False
    attempt.submitted_at = ended
    responses = list(
        Response.objects.filter(attempt=attempt).select_related(
            "attempt__quiz", "revision__answer_key"
        )
    )
    left = [response for response in responses if response.released_at is None]
    for response in left:
        _end_tries(response)
    release([(each, verdict_on(each, each.revision, each.answer)) for each in left], now)
    Attempt.objects.filter(pk=attempt.pk).update(receipt=fingerprint(attempt, responses))
    return True


def _end_tries(response: Response) -> None:
    """An answer that might have been given again stands as it was tried last: no try more."""
    if response.tries:
        response.tries -= 1
        Response.objects.filter(pk=response.pk).update(tries=response.tries)


def try_cost(quiz: Quiz) -> Decimal:
    """The share of its points that each further try at a question of the quiz costs."""
    return quiz.try_cost if quiz.feedback == Quiz.Feedback.INTERACTIVE else FREE
