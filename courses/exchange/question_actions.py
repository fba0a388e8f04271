"""Writes an import of questions, all or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from courses.accounts.models import User
from courses.content.messages import translated
from courses.content.models import Course
from courses.markup.page import MarkupRefused
from courses.quizzes.actions.authoring import QuestionRefused, publish_question, save_question
from courses.quizzes.actions.quiz_text import save_quiz_text
from courses.quizzes.question import QuestionText, QuizText


@dataclass(frozen=True)
class ImportReport:
    """How many questions were new, were revised, and were there already word for word."""

    created: int = 0
    changed: int = 0
    same: int = 0


class ImportRefused(ValueError):
    """A question or a quiz cannot stand in the course; nothing was written."""

    def __init__(self, question: QuestionText | QuizText, reason: str) -> None:
        super().__init__(reason)
        self.question, self.reason = question, reason


def import_questions(
    *,
    course: Course,
    questions: Sequence[QuestionText],
    author: User,
    now: datetime,
    publish: bool = False,
    quizzes: Sequence[QuizText] = (),
) -> ImportReport:
    """Saves every question, then every quiz; the same file again changes nothing.

    Raises ImportRefused.
    """
    created = changed = 0
    with transaction.atomic():
        for text in questions:
            try:
                revision = save_question(course=course, text=text, author=author, now=now)
            except QuestionRefused as refused:
                raise ImportRefused(text, refused.message.text(_)) from None
            except MarkupRefused as refused:
                raise ImportRefused(text, translated(refused.message)) from None
            is_new = revision.created_at == now
            created += is_new and revision.number == 1
            changed += is_new and revision.number > 1
            if publish:
                publish_question(question=revision.question, now=now)
        for quiz in quizzes:
            try:
                save_quiz_text(course=course, text=quiz)
            except QuestionRefused as refused:
                raise ImportRefused(quiz, refused.message.text(_)) from None
    return ImportReport(created, changed, len(questions) - created - changed)
