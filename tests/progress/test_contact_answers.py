"""The answers of a class, read at once, say what the rules say of each student alone."""

import random
from datetime import timedelta

import pytest

from courses.progress.contact_answers import ClassAnswers
from courses.progress.mastery_queries import mastery
from courses.progress.signals import failures
from courses.quizzes.models import Attempt, Mark, Question, Response
from tests.make import NOW, make_mark, make_student
from tests.progress.reviews import make_course_with_notions

pytestmark = pytest.mark.django_db


def answers_by_chance(student, questions, quiz, chance: random.Random) -> None:
    for number in range(1, 9):
        at = NOW + timedelta(hours=chance.choice([1, 15, 21, 30]) * number)
        kind = chance.choice([Attempt.Kind.PRACTICE, Attempt.Kind.REVIEW])
        attempt = Attempt.objects.create(
            user=student,
            quiz=quiz,
            number=number,
            kind=kind,
            state=Attempt.State.SUBMITTED,
            started_at=at,
        )
        for position, question in enumerate(questions, 1):
            response = Response.objects.create(
                attempt=attempt,
                question=question,
                revision=question.published,
                position=position,
                hints_seen=chance.choice([0, 0, 1]),
                released_at=at,
            )
            make_mark(
                response,
                origin=Mark.Origin.AUTOMATIC,
                points=chance.choice([0, 1, 1]),
                out_of=1,
                verdict={"state": "right"},
                created_at=at,
            )


def test_what_is_read_at_once_is_what_each_page_says():
    lesson, asked = make_course_with_notions()
    questions = list(Question.objects.filter(pk__in=[each.pk for each in asked.values()]))
    notions = {each.pk: list(each.notions.all()) for each in questions}
    chance = random.Random(7)
    students = [make_student(f"e{number}") for number in range(12)]
    quiz = lesson.course.quizzes.get()
    for student in students:
        answers_by_chance(student, questions, quiz, chance)
    ids = [student.pk for student in students]
    wanted = {each.pk for about in notions.values() for each in about}
    read = ClassAnswers([quiz], ids, notions)
    acquired = read.acquired(ids, wanted, at_most=len(wanted))
    alone = {each.pk: mastery(lesson.course, each, NOW).acquired for each in students}
    assert {pk: acquired.get(pk, 0) for pk in ids} == alone
    assert set(alone.values()) > {0, 1}
    assert read.acquired(ids, wanted, at_most=1) == {pk: min(1, alone[pk]) for pk in ids}
    assert any(failures(tries) for tries in read.tries.values())


def test_a_class_without_students_has_no_answers():
    lesson, _ = make_course_with_notions()
    assert ClassAnswers(list(lesson.course.quizzes.all()), [], {}).tries == {}
