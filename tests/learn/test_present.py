"""A lesson as slides: the very text that is read, and nothing told of it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.content.explorables import placed
from courses.progress.models import LessonProgress
from tests.make import make_cohort, make_lesson, make_member, make_student, make_teacher

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    return make_lesson(html="<h2>Trois segments</h2><p>SYN, SYN-ACK, ACK.</p>")


def test_the_slides_are_the_lesson(lesson):
    student = make_student()
    make_member(student, make_cohort(course=lesson.course))
    client = Client()
    client.force_login(student)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(f"{lesson.get_absolute_url()}presenter/").content.decode()
    assert lesson.published.html in page
    assert len(queries) <= 4
    assert not LessonProgress.objects.exists()


def test_only_who_teaches_is_offered_to_present(lesson):
    student = make_student()
    make_member(student, make_cohort(course=lesson.course))
    offered = []
    for person in (student, make_teacher(course=lesson.course)):
        client = Client()
        client.force_login(person)
        offered.append("presenter/" in client.get(lesson.get_absolute_url()).content.decode())
    assert offered == [False, True]


def test_explorables_lead_to_the_lesson_they_belong_to():
    html = '<a href="explorations/pile-1/">Prévoir</a> <a href="autre/">A</a>'
    assert placed(html, "/cours/x/lecons/y/") == (
        '<a href="/cours/x/lecons/y/explorations/pile-1/">Prévoir</a> <a href="autre/">A</a>'
    )
