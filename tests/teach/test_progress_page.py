"""The grid of a class: whom it lists, and what it says when there is nobody."""

import re
from html import unescape

import pytest
from django.test import Client

from courses.progress.actions import finish_lesson
from tests.make import NOW, make_cohort, make_lesson, make_member, make_student, make_teacher
from tests.reading import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    return make_lesson()


@pytest.fixture
def client(lesson) -> Client:
    """The browser of Fatou, who teaches the course."""
    client = Client()
    client.force_login(make_teacher(course=lesson.course))
    return client


def read(client: Client, lesson, query: str = "") -> str:
    response = client.get(f"/enseigner/cours/{lesson.course.slug}/progression/{query}")
    assert response.status_code == 200
    return unescape(response.content.decode())


def people(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<tr><th scope="row"><a [^>]+>([^<]+)</a> <small>([^<]+)</small>', html)


def test_each_student_with_words_strip_and_last_reading(client, lesson):
    cohort = make_cohort(course=lesson.course)
    awa = make_student()
    make_member(awa, cohort)
    make_member(make_student("binta", first_name="Binta", last_name="Ba"), cohort)
    finish_lesson(user=awa, lesson=lesson, now=NOW)
    html = read(client, lesson)
    binta, second = html.split('<tr><th scope="row">')[1:3]
    assert people(html) == [("Binta Ba", "binta"), ("Awa Diop", awa.identifier)]
    assert ("0 / 1" in binta, "pas commencé" in binta) == (True, True)
    assert ("1 / 1" in second, "22 novembre 2026</time>" in second) == (True, True)


def test_one_cohort_alone(client, lesson):
    for slug in ("glsi-3", "ssi"):
        make_member(make_student(slug), make_cohort(slug.upper(), slug, course=lesson.course))
    assert len(people(read(client, lesson))) == 2
    html = read(client, lesson, "?cohorte=ssi")
    assert [identifier for _, identifier in people(html)] == ["ssi"]
    assert '<option value="ssi" selected>' in html


def test_without_students_it_says_what_to_do(client, lesson):
    assert "Le cours n’est donné à aucune cohorte." in main_text(read(client, lesson))
    make_cohort(course=lesson.course)
    assert "cohorte sans étudiant" in main_text(read(client, lesson))
