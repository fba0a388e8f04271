"""A quiz with an answer that a person marks and one that a key marks, and who hands it in."""

from datetime import datetime

from courses.accounts.models import User
from courses.content.models import Course
from courses.quizzes.actions.answers import save_response
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.actions.authoring import publish_question, save_question
from courses.quizzes.actions.closing import submit_attempt
from courses.quizzes.models import Attempt, Question, Quiz, QuizItem
from courses.quizzes.text.reading import read_quiz
from tests.make import NOW, make_course

RUBRIC = [("compare les deux", 2), ("donne un exemple", 1)]
OPEN = """### ouverte ouverte
Comparez TCP et UDP.
~ 2 : compare les deux
~ 1 : donne un exemple
"""
TRUE_FALSE = """### vrai-faux vf
TCP garantit l'ordre.
= {right}
"""


def publish(course: Course, text: str) -> Question:
    """The question of a text, published."""
    file = read_quiz(text)
    assert file.errors == ()
    revision = save_question(course=course, text=file.questions[0], author=None, now=NOW)
    publish_question(question=revision.question, now=NOW)
    return Question.objects.get(pk=revision.question_id)


def make_marked_quiz(course_slug: str = "reseaux") -> Quiz:
    course = make_course(slug=course_slug)
    quiz = Quiz.objects.create(
        course=course, kind=Quiz.Kind.PRACTICE, title="Examen blanc", slug="examen-blanc"
    )
    texts = (OPEN, TRUE_FALSE.format(right="vrai"))
    for position, text in enumerate(texts, start=1):
        QuizItem.objects.create(quiz=quiz, question=publish(course, text), position=position)
    return quiz


def correct_key(quiz: Quiz, right: str = "faux") -> Question:
    """Publishes the true-or-false question with another right answer."""
    return publish(quiz.course, TRUE_FALSE.format(right=right))


def hand_in(
    quiz: Quiz,
    user: User,
    *,
    says: str = "true",
    essay: str = "TCP ordonne, UDP non.",
    kind: str = Attempt.Kind.PRACTICE,
    now: datetime = NOW,
    submit: bool = True,
    **others: str,
) -> Attempt:
    """`others`: answers to further questions, by their slugs."""
    attempt = start_attempt(user=user, quiz=quiz, kind=kind, now=now)
    answers = {"ouverte": essay, "vf": says, **others}
    for response in attempt.responses.select_related("question"):
        save_response(
            attempt=attempt,
            question_id=response.question_id,
            answer=answers[response.question.slug],
            operation=None,
            now=now,
        )
    return submit_attempt(attempt=attempt, now=now) if submit else attempt
