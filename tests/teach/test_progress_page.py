import re

import pytest
from django.test import Client

from courses.progress.actions import finish_lesson
from tests.make import NOW, make_cohort, make_lesson, make_member, make_student, make_teacher

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
    return response.content.decode()


def people(html: str) -> list[str]:
    return re.findall(r'<tr><th scope="row">([^<]+)<', html)


def test_each_student_with_words_strip_and_last_reading(client, lesson):
    cohort = make_cohort(course=lesson.course)
    awa = make_student()
    make_member(awa, cohort)
    make_member(make_student("binta", first_name="Binta", last_name="Ba"), cohort)
    finish_lesson(user=awa, lesson=lesson, now=NOW)
    html = read(client, lesson)
    assert people(html) == ["Binta Ba", "Awa Diop"]
    assert "2 étudiants. Ont commencé\u00a0: 1. Ont terminé\u00a0: 1." in html
    assert 'aria-label="1 leçon terminée sur 1"><i class="d"></i></div>100\u00a0%' in html
    assert "22 novembre 2026</time>" in html
    assert "pas commencé" in html


def test_one_cohort_alone(client, lesson):
    for slug in ("glsi-3", "ssi"):
        make_member(make_student(slug), make_cohort(slug.upper(), slug, course=lesson.course))
    assert len(people(read(client, lesson))) == 2
    html = read(client, lesson, "?cohorte=ssi")
    assert re.findall(r"<small>([^<]+)</small></th>", html) == ["ssi"]
    assert '<option value="ssi" selected>' in html


def test_without_students_it_says_what_to_do(client, lesson):
    assert "Le cours n’est donné à aucune cohorte." in read(client, lesson)
    make_cohort(course=lesson.course)
    assert "cohorte sans étudiant" in read(client, lesson)


@pytest.mark.parametrize("students", [1, 30])
def test_queries_do_not_grow_with_students(client, lesson, students, django_assert_num_queries):
    cohort = make_cohort(course=lesson.course)
    for number in range(students):
        student = make_student(f"etudiant-{number}")
        make_member(student, cohort)
        finish_lesson(user=student, lesson=lesson, now=NOW)
    with django_assert_num_queries(6):
        html = read(client, lesson)
    assert len(people(html)) == students
