"""Writes on many questions of a bank at once: published, binned, put back; all, or none.

`now` is the stamp of what was done, by which it can be undone.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from courses.content.models import Course
from courses.quizzes.actions.authoring import (
    QuestionRefused,
    archive_question,
    publish_question,
    unarchive_question,
)
from courses.quizzes.actions.refusals import BulkRefused, Refusal, reason_of
from courses.quizzes.models import Question

MOST_AT_ONCE = 500


@transaction.atomic
def publish_questions(*, questions: Sequence[Question], now: datetime) -> int:
    """Publishes what is not yet; returns how many that was.

    Raises BulkRefused when one of them has draws that no answer is right for.
    """
    waiting = [
        each
        for each in questions
        if each.archived_at is None and each.newest_id != each.published_id
    ]
    refusals = list[Refusal]()
    for question in waiting:
        try:
            publish_question(question=question, now=now)
        except QuestionRefused as problem:
            refusals.append(Refusal(question, reason_of(problem)))
    if refusals:
        raise BulkRefused(refusals)
    return len(waiting)


@transaction.atomic
def archive_questions(*, questions: Sequence[Question], now: datetime) -> int:
    """Puts questions in the bin, all with the same stamp; returns how many were not there."""
    current = [each for each in questions if each.archived_at is None]
    for question in current:
        archive_question(question=question, now=now)
    return len(current)


@transaction.atomic
def restore_questions(*, questions: Sequence[Question]) -> int:
    """Takes questions out of the bin; returns how many were in it."""
    binned = [each for each in questions if each.archived_at is not None]
    for question in binned:
        unarchive_question(question=question)
    return len(binned)


def archived_at(course: Course, stamp: datetime) -> list[Question]:
    """The questions that went to the bin together at `stamp`."""
    return list(Question.objects.filter(course=course, archived_at=stamp))
