"""How far a cohort is, as who administers it sees it."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.cohorts.models import Membership
from courses.progress.actions import finish_lesson, record_visit
from tests.make import (
    NOW,
    make_cohort,
    make_course,
    make_lesson,
    make_manager,
    make_member,
    make_student,
    make_teacher,
)
from tests.reading import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    return make_lesson()


@pytest.fixture
def cohort(lesson):
    return make_cohort(course=lesson.course)


@pytest.fixture
def administering(client: Client, cohort) -> Client:
    manager = make_manager()
    make_member(manager, cohort, Membership.Role.ADMINISTRATOR)
    client.force_login(manager)
    return client


def address(cohort, lesson) -> str:
    return reverse("cohort_progress", args=[cohort.slug, lesson.course.slug])


def read(client: Client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200
    return unescape(page.content.decode())


def test_the_strips_of_the_cohort_and_of_nobody_else(administering, lesson, cohort):
    awa = make_student()
    make_member(awa, cohort)
    make_member(make_student("ali"), make_cohort("SSI", "ssi", course=lesson.course))
    finish_lesson(user=awa, lesson=lesson, now=NOW)
    assert address(cohort, lesson) in read(administering, cohort.get_absolute_url())
    page = read(administering, address(cohort, lesson))
    assert 'aria-label="1 leçon terminée sur 1"' in page
    assert (re.findall("<small>(.+?)</small>", page), "/enseigner/" in page) == (["awa"], False)
    assert "✓" in read(administering, f"{address(cohort, lesson)}?vue=tableau")


def test_the_same_as_a_file(administering, lesson, cohort):
    awa = make_student()
    make_member(awa, cohort)
    record_visit(user=awa, lesson=lesson, place="", now=NOW)
    file = administering.get(f"{address(cohort, lesson)}?format=csv")
    line = file.content.decode("utf-8-sig").splitlines()[1].split(";")
    assert (line[0], line[-1]) == ("awa", "commencée")


def test_an_empty_cohort_says_what_to_do(administering, lesson, cohort):
    page = main_text(read(administering, address(cohort, lesson)))
    assert "Il n’y a encore personne dans cette cohorte. Ajouter une liste d’étudiants" in page


@pytest.mark.parametrize("fault", ["not given", "archived course", "another's cohort"])
def test_what_is_not_theirs_does_not_exist(administering, lesson, cohort, fault):
    other = make_course("Autre", "autre")
    if fault == "archived course":
        lesson.course.archived_at = NOW
        lesson.course.save()
    elif fault == "another's cohort":
        cohort = make_cohort("SSI", "ssi", course=lesson.course)
    course = other if fault == "not given" else lesson.course
    url = reverse("cohort_progress", args=[cohort.slug, course.slug])
    assert administering.get(url).status_code == 404


def test_nothing_is_changed_there(administering, lesson, cohort):
    assert administering.post(address(cohort, lesson)).status_code == 405


def test_who_teaches_the_course_as_well_goes_on_to_the_students(client, lesson, cohort):
    both = make_teacher(course=lesson.course)
    make_member(both, cohort, Membership.Role.ADMINISTRATOR)
    awa = make_student()
    make_member(awa, cohort)
    client.force_login(both)
    student = reverse("teach_student", args=[lesson.course.slug, awa.pk])
    for page in (cohort.get_absolute_url(), address(cohort, lesson)):
        assert f'<a href="{student}?{urlencode({"retour": page})}">Awa Diop</a>' in read(
            client, page
        )


def test_queries_do_not_grow_with_students(administering, lesson, cohort):
    counts = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            student = make_student(f"e{number:03}")
            make_member(student, cohort)
            record_visit(user=student, lesson=lesson, place="", now=NOW)
        with CaptureQueriesContext(connection) as queries:
            read(administering, address(cohort, lesson))
        counts.append(len(queries))
    assert counts[0] == counts[1], counts
