"""Handing attempts in, and what follows of it for their readers, in one write."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from courses.progress.review_actions import record_answers
from courses.quizzes.actions.answers import check_response
from courses.quizzes.actions.closing import close_late, is_late, submit_attempt
from courses.quizzes.models import Attempt, Response


@transaction.atomic
def submit_and_record(*, attempt: Attempt, now: datetime) -> Attempt:
    """Hands the attempt in and schedules the notions it was about; doing it twice does it once."""
    submitted = submit_attempt(attempt=attempt, now=now)
    record_answers(attempt=submitted)
    return submitted


@transaction.atomic
def check_and_record(
    *, attempt: Attempt, question_id: int, answer: Any, operation: UUID | None, now: datetime
) -> Response:
    """Marks one answer of an attempt at once, and schedules its notions."""
    response = check_response(
        attempt=attempt, question_id=question_id, answer=answer, operation=operation, now=now
    )
    if response.released_at is not None:
        record_answers(attempt=attempt)
    return response


@transaction.atomic
def close_late_and_record(*, attempts: Iterable[Attempt], now: datetime) -> int:
    """Hands in those whose time is up, and schedules their notions; returns how many."""
    late = [attempt for attempt in attempts if is_late(attempt, now)]
    closed = close_late(attempts=late, now=now)
    for attempt in late:
        record_answers(attempt=attempt)
    return closed
