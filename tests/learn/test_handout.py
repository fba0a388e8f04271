"""A chapter on paper: every lesson and question, and answers for its teachers alone."""

from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.quizzes.models import AnswerKey
from tests.make import (
    make_check,
    make_cohort,
    make_lesson,
    make_member,
    make_section,
    make_student,
    make_teacher,
)
from tests.quizzes.every_kind import publish_sample

pytestmark = pytest.mark.django_db
ADDRESS = "/cours/reseaux/chapitres/{}/imprimer/"


@pytest.fixture
def lesson():
    return make_lesson()


def read(person, lesson, query: str = "") -> str:
    client = Client()
    client.force_login(person)
    response = client.get(ADDRESS.format(lesson.section.chapter.slug) + query)
    assert response.status_code == 200
    return unescape(response.content.decode().partition("<main")[2])


@pytest.fixture
def student(lesson):
    student = make_student()
    make_member(student, make_cohort(course=lesson.course))
    return student


def test_every_kind_is_asked_on_paper_without_its_answer(lesson, student):
    publish_sample(lesson)
    asked = read(student, lesson)
    assert asked.count('<div class="answers">') == 0
    answered = read(make_teacher(course=lesson.course), lesson, "?corrige=1")
    questions = lesson.check_quiz.items.count()
    # An open question has a rubric; every other kind has something right.
    assert answered.count('<div class="answers">') == questions
    assert [text.count("<li>hypercall") for text in (asked, answered)] == [0, 1]


def test_a_student_never_gets_the_answers(lesson, student):
    make_check(lesson)
    before = read(student, lesson, "?corrige=1")
    AnswerKey.objects.update(key={}, source="")
    assert read(student, lesson, "?corrige=1") == before


def test_queries_do_not_grow_with_lessons(lesson, student):
    counts = []
    section = make_section(lesson.section.chapter, title="Suite", slug="suite")
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            make_check(make_lesson(section, title=f"Leçon {number}", slug=f"lecon-{number}"))
        with CaptureQueriesContext(connection) as queries:
            page = read(student, lesson)
        counts.append(len(queries))
    assert "Leçon 29" in page
    assert counts[0] == counts[1], counts
