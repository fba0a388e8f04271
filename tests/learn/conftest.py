"""A student who reads: Awa, of a cohort that is given a course of one chapter."""

import pytest
from django.test import Client

from courses.accounts.models import User
from courses.content.models import Course, Section
from tests.make import (
    make_chapter,
    make_cohort,
    make_course,
    make_member,
    make_section,
    make_student,
)


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def section(course: Course) -> Section:
    return make_section(make_chapter(course))


@pytest.fixture
def awa(course: Course) -> User:
    student = make_student()
    make_member(student, make_cohort(course=course))
    return student


@pytest.fixture
def client(awa: User) -> Client:
    """Awa's browser."""
    client = Client()
    client.force_login(awa)
    return client
