"""What a form of questions posts."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from courses.accounts.models import User
from courses.cohorts.access import taught_courses
from courses.content.models import Course
from courses.quizzes.actions.answers import Posted
from courses.quizzes.grading import read_answer
from courses.quizzes.models import Attempt, Quiz

MOST_SENT = 20  # names of saves a page may have sent without hearing back


def posted(request: HttpRequest, question_id: int) -> Posted:
    """The fields of one question, by the names its kind knows."""
    prefix = f"q{question_id}-"
    return Posted(
        {
            # No database stores a NUL, and nobody types one.
            name.removeprefix(prefix): [value.replace("\0", "") for value in values]
            for name, values in request.POST.lists()
            if name.startswith(prefix)
        }
    )


def posted_answer(request: HttpRequest, *, kind: str, question_id: int) -> Any:
    """The answer to one question, as its kind reads it from the form's fields."""
    return read_answer(kind, posted(request, question_id).form)


def posted_operation(request: HttpRequest) -> UUID | None:
    """The name of this save, if the form gave a proper one."""
    return _uuid(request.POST.get("operation", ""))


def posted_sent(request: HttpRequest) -> set[UUID]:
    """The names of the saves the page sent before this one without hearing back."""
    names = map(_uuid, request.POST.getlist("sent")[:MOST_SENT])
    return {name for name in names if name is not None}


def posted_base(request: HttpRequest, question_id: int) -> int | None:
    """How many saves of this answer the page knew of; None if it did not say."""
    said = request.POST.get(f"q{question_id}-saves", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


def attempt_kind(user: User, course: Course, quiz: Quiz | None = None) -> str:
    """Graded in an exam, otherwise practice; a preview, never counted, for its teachers."""
    if taught_courses(user).filter(pk=course.pk).exists():
        return Attempt.Kind.PREVIEW
    is_exam = quiz is not None and quiz.kind == Quiz.Kind.EXAM
    return Attempt.Kind.GRADED if is_exam else Attempt.Kind.PRACTICE


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
