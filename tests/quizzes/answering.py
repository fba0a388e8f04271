"""Students who answer: whole attempts in one call, for tests that look at many."""

from datetime import datetime, timedelta
from typing import Any

from courses.accounts.models import User
from courses.content.models import Course
from courses.quizzes.actions.answers import save_response
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.actions.authoring import publish_question, save_question
from courses.quizzes.actions.closing import submit_attempt
from courses.quizzes.models import Attempt, Question, Quiz
from courses.quizzes.text.reading import read_quiz
from tests.make import NOW, make_student


def ask(course: Course, text: str) -> dict[str, Question]:
    """The questions of `text`, published, by their slug."""
    file = read_quiz(text)
    assert file.errors == ()
    made = {}
    for each in file.questions:
        question = save_question(course=course, text=each, author=None, now=NOW).question
        publish_question(question=question, now=NOW)
        made[question.slug] = Question.objects.get(pk=question.pk)
    return made


def option(question: Question, text: str) -> str:
    """The id of the option that says `text`."""
    assert question.published is not None
    return next(o["id"] for o in question.published.public["options"] if o["text"] == text)


def answer_all(
    user: User,
    quiz: Quiz,
    answers: dict[Question, Any],
    *,
    kind: str = Attempt.Kind.PRACTICE,
    now: datetime = NOW,
    seconds: int = 30,
) -> Attempt:
    """An attempt handed in: each answer `seconds` after the one before it; None is none."""
    attempt = start_attempt(user=user, quiz=quiz, kind=kind, now=now)
    for count, (question, answer) in enumerate(answers.items(), 1):
        if answer is not None:
            save_response(
                attempt=attempt,
                question_id=question.pk,
                answer=answer,
                operation=None,
                now=now + timedelta(seconds=seconds * count),
            )
    return submit_attempt(attempt=attempt, now=now + timedelta(hours=1))


def class_of(count: int) -> list[User]:
    return [make_student(f"etu-{number}") for number in range(count)]
