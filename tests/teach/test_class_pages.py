"""The grid of a class and the page of one student."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.accounts.models import User
from courses.cohorts.models import Membership
from courses.content.actions.notions import save_notion
from courses.progress.actions import finish_lesson, record_visit
from courses.quizzes.models import Attempt, Quiz
from tests.make import (
    make_check,
    make_cohort,
    make_course,
    make_lesson,
    make_member,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db
GRID = "/enseigner/cours/reseaux/progression/"


@pytest.fixture
def lesson():
    return make_lesson()


@pytest.fixture
def cohort(lesson):
    return make_cohort(course=lesson.course)


@pytest.fixture
def client(lesson) -> Client:
    client = Client()
    client.force_login(make_teacher(course=lesson.course))
    return client


def enrol(cohort, number: int):
    student = make_student(f"e{number:03}", first_name="Awa", last_name=f"Ndiaye{number}")
    make_member(student, cohort)
    return student


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_the_grid_and_its_table_say_the_same(client, lesson, cohort):
    finish_lesson(user=enrol(cohort, 1), lesson=lesson, now=timezone.now())
    enrol(cohort, 2)
    strips, table = read(client, GRID), read(client, f"{GRID}?vue=tableau")
    assert strips.count('class="done" d="M7 0') == 2  # the legend and one student
    assert 'aria-label="1 leçon terminée sur 1"' in strips
    assert table.count('✓<span class="visually-hidden">terminée') == 1
    assert table.count('<td><span class="visually-hidden">pas commencée') == 1


def test_the_grid_as_a_file(client, lesson, cohort):
    record_visit(user=enrol(cohort, 1), lesson=lesson, place="", now=timezone.now())
    response = client.get(f"{GRID}?format=csv")
    heads, row = response.content.decode("utf-8-sig").splitlines()
    assert heads == ("Identifiant;Nom;Prénom;Leçons terminées;Dernière lecture;1. La connexion TCP")
    cells = row.split(";")
    assert (cells[:4], cells[5]) == (["e001", "Ndiaye1", "Awa", "0"], "commencée")


@pytest.mark.parametrize("view", ["", "?vue=tableau", "?format=csv"])
def test_queries_do_not_grow_with_students(client, lesson, cohort, view):
    counts = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            record_visit(user=enrol(cohort, number), lesson=lesson, place="", now=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            read(client, GRID + view)
        counts.append(len(queries))
    assert (counts[0] == counts[1], counts[1] <= 15) == (True, True), counts


def test_what_one_student_did_and_why_a_signal_fired(client, lesson, cohort):
    student = enrol(cohort, 1)
    away = timezone.now() - timedelta(days=9)
    record_visit(user=student, lesson=lesson, place="", now=away)
    quiz = Quiz.objects.create(
        course=lesson.course, kind=Quiz.Kind.EXAM, title="Partiel", slug="partiel"
    )
    attempt = Attempt.objects.create(
        user=student,
        quiz=quiz,
        number=1,
        kind=Attempt.Kind.GRADED,
        state=Attempt.State.SUBMITTED,
        started_at=away,
        submitted_at=away,
    )
    page = read(client, f"/enseigner/cours/reseaux/etudiants/{student.pk}/")
    assert "<b>Sept jours sans activité</b>" in page
    assert f"/quiz/partiel/tentatives/{attempt.pk}/" in page
    assert "La connexion TCP</a></th><td>" in page


def test_queries_of_a_student_do_not_grow_with_their_work(client, lesson, cohort):
    student = enrol(cohort, 1)
    asked = make_check(lesson)[0]
    counts = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            asked.notions.add(
                save_notion(course=lesson.course, term=f"N{number}", source="Un mot.")
            )
            quiz = Quiz.objects.create(
                course=lesson.course, kind=Quiz.Kind.PRACTICE, title=f"Q{number}", slug=f"q{number}"
            )
            Attempt.objects.create(user=student, quiz=quiz, number=1, started_at=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            read(client, f"/enseigner/cours/reseaux/etudiants/{student.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1], counts


def test_home_says_what_waits_in_each_course(client, lesson, cohort):
    for number in range(3):
        make_member(make_student(f"e{number}"), cohort)
    Membership.objects.update(joined_at=timezone.now() - timedelta(days=8))
    record_visit(
        user=User.objects.get(identifier="e1"), lesson=lesson, place="", now=timezone.now()
    )
    page = read(client, "/enseigner/")
    assert "2 étudiants sans activité depuis sept jours</a>" in page
    assert "réponse à noter" not in page


def test_home_costs_the_same_whatever_the_number_of_courses(client, lesson):
    teacher = lesson.course.teachers.get()
    counts = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            course = make_course(title=f"C{number}", slug=f"c{number}")
            course.teachers.add(teacher)
            make_member(
                make_student(f"s{number}"), make_cohort(f"G{number}", f"g{number}", course=course)
            )
        with CaptureQueriesContext(connection) as queries:
            read(client, "/enseigner/")
        counts.append(len(queries))
    assert counts[0] == counts[1], counts
