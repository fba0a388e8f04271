"""Writes on drafts derived by rule: accepted into the bank, unpublished, or refused; each once."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from courses.accounts.models import User
from courses.content.models import Course
from courses.quizzes.actions.authoring import archive_question, save_question
from courses.quizzes.drafts.draft import Draft
from courses.quizzes.drafts.queries import with_free_id
from courses.quizzes.models import DraftDecision, Question
from courses.quizzes.text.writing import write_question


@transaction.atomic
def accept_draft(*, course: Course, draft: Draft, author: User, now: datetime) -> Question:
    """The draft becomes a question of the bank, which nobody is asked before it is published.

    Accepting twice makes one question. Raises QuestionRefused and MarkupRefused.
    """
    Course.objects.select_for_update().get(pk=course.pk)
    decided = DraftDecision.objects.filter(course=course, digest=draft.digest).first()
    if decided is not None and decided.question is not None:
        return decided.question
    text = with_free_id(course, draft).question
    text = replace(text, source=write_question(text))
    question = save_question(course=course, text=text, author=author, now=now).question
    _decide(course, draft.digest, question, author, now)
    return question


@transaction.atomic
def refuse_draft(*, course: Course, digest: str, author: User, now: datetime) -> None:
    """The draft is offered no more."""
    Course.objects.select_for_update().get(pk=course.pk)
    if not DraftDecision.objects.filter(course=course, digest=digest).exists():
        _decide(course, digest, None, author, now)


@transaction.atomic
def undo_decision(*, course: Course, digest: str, now: datetime) -> None:
    """The draft is offered again, and the question made of it goes to the bin.

    Once that question has been published the decision stands: it would be offered twice.
    """
    decided = DraftDecision.objects.filter(course=course, digest=digest).first()
    if decided is None:
        return
    if decided.question is not None:
        if decided.question.published_id is not None:
            return
        archive_question(question=decided.question, now=now)
    decided.delete()


def _decide(
    course: Course, digest: str, question: Question | None, author: User, now: datetime
) -> None:
    DraftDecision.objects.update_or_create(
        course=course,
        digest=digest,
        defaults={"question": question, "author": author, "created_at": now},
    )
