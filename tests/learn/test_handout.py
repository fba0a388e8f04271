"""A chapter on paper: every lesson and question, and answers for its teachers alone."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.content.explorables import draw_explorable
from courses.markup.page import Fence
from courses.quizzes.models import AnswerKey, QuestionRevision
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


def test_a_figure_is_ticked_where_its_parts_stand(lesson, student):
    publish_sample(lesson)
    zones = QuestionRevision.objects.get(kind="hotspot").public["zones"]
    asked = read(student, lesson)
    shapes = re.findall(r'<div class="zone ([^"]*)"><i class="tick"></i>', asked)
    classes = [f"layer-{z['layer']} width-{z['width']} height-{z['height']}" for z in zones]
    assert shapes == classes


def test_an_exploration_is_predicted_on_paper_and_solved_for_the_teacher(student, lesson):
    html = draw_explorable(Fence("consolidation", "serveurs: 40\ncharge: 8", "fr"))
    explored = make_lesson(
        lesson.section, title="Explorer", slug="explorer", html=f"<p>Avant.</p>{html}<p>Après.</p>"
    )
    asked = read(student, lesson)
    solved = read(make_teacher(course=lesson.course), lesson, "?corrige=1")
    told = "Le modèle donne\N{NO-BREAK SPACE}: "
    drawings = [text.count('<div class="shown"><svg') for text in (asked, solved)]
    assert (asked.count(told), solved.count(told), drawings) == (0, 1, [1, 2])
    order = [asked.index(text) for text in ("Avant.", "Votre prévision", "Après.")]
    assert order == sorted(order)
    (address,) = re.findall(r'href="([^"]*/explorations/[^"]*)"', asked)
    client = Client()
    client.force_login(student)
    assert client.get(address).status_code == 200
    assert address.startswith(explored.get_absolute_url())


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
