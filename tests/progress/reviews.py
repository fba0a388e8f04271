"""A course whose questions are about two notions, for the tests of reviews and mastery."""

from datetime import datetime, timedelta
from typing import Any

from courses.accounts.models import User
from courses.content.models import Course, Lesson, Notion
from courses.progress.check_actions import answer_check
from courses.quizzes.models import Attempt, Question
from tests.make import NOW, make_lesson
from tests.quizzes.answering import ask

TEXT = """
### vrai-faux p1
leçon: la-connexion-tcp · notion: poignee · bloom: se rappeler · objectif: R1.1
La poignée de main a trois segments.
= vrai
> Indice : comptez-les.

### courte p2
leçon: la-connexion-tcp · notion: poignee, segment · bloom: comprendre · objectif: R1.1
Quel segment ouvre la connexion ?
= synchronisation | SYN

### vrai-faux s1
leçon: la-connexion-tcp · notion: segment · bloom: comprendre · objectif: R1.2
Un segment a un numéro.
= vrai
"""
DAY = timedelta(days=1)


def make_notions(course: Course, *slugs: str) -> list[Notion]:
    return [
        Notion.objects.create(
            course=course, term=slug.capitalize(), slug=slug, source="Une définition."
        )
        for slug in slugs
    ]


def make_course_with_notions() -> tuple[Lesson, dict[str, Question]]:
    lesson = make_lesson()
    make_notions(lesson.course, "poignee", "segment", "sans-question")
    return lesson, ask(lesson.course, TEXT)


def check(
    user: User,
    question: Question,
    answer: Any,
    now: datetime = NOW,
    kind: str = Attempt.Kind.PRACTICE,
) -> None:
    assert question.lesson is not None
    answer_check(
        user=user,
        lesson=question.lesson,
        question_id=question.pk,
        answer=answer,
        operation=None,
        kind=kind,
        now=now,
    )
