"""Handing an attempt in, and what follows of it for its reader, in one write."""

from datetime import datetime

from django.db import transaction

from courses.progress.review_actions import record_answers
from courses.quizzes.actions.attempts import submit_attempt
from courses.quizzes.models import Attempt


@transaction.atomic
def submit_and_record(*, attempt: Attempt, now: datetime) -> Attempt:
    """Hands the attempt in and schedules the notions it was about; doing it twice does it once."""
    submitted = submit_attempt(attempt=attempt, now=now)
    record_answers(attempt=submitted)
    return submitted
