"""What a form of questions posts."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from courses.accounts.models import User
from courses.cohorts.access import taught_courses
from courses.content.models import Course
from courses.quizzes.grading import read_answer
from courses.quizzes.models import Attempt


def posted_answer(request: HttpRequest, *, kind: str, question_id: int) -> Any:
    """The answer to one question, as its kind reads it from the form's fields."""
    prefix = f"q{question_id}-"
    fields = {
        # No database stores a NUL, and nobody types one.
        name.removeprefix(prefix): [value.replace("\0", "") for value in values]
        for name, values in request.POST.lists()
        if name.startswith(prefix)
    }
    return read_answer(kind, fields)


def posted_operation(request: HttpRequest, field: str = "operation") -> UUID | None:
    """The name of this save, if the form gave a proper one."""
    try:
        return UUID(request.POST.get(field, ""))
    except ValueError:
        return None


def attempt_kind(user: User, course: Course) -> str:
    """Practice for a student; a preview, never counted, for who teaches the course."""
    teaches = taught_courses(user).filter(pk=course.pk).exists()
    return Attempt.Kind.PREVIEW if teaches else Attempt.Kind.PRACTICE
