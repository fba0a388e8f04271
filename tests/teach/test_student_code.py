"""A teacher gives a new one-time code in two clicks, to their own students alone."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.accounts.actions import use_code
from courses.accounts.models import AuditEvent
from courses.cohorts.access import taught_code_recipients
from courses.cohorts.models import CohortCourse
from tests.make import NOW, make_cohort, make_course, make_member, make_student, make_teacher

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return make_course()


@pytest.fixture
def fatou(course):
    return make_teacher(course=course)


@pytest.fixture
def cohort(course):
    return make_cohort(course=course)


@pytest.fixture
def client_of_fatou(fatou) -> Client:
    client = Client()
    client.force_login(fatou)
    return client


def url(course, student) -> str:
    return reverse("student_code", args=[course.slug, student.pk])


def test_a_code_is_one_button_on_the_list_and_opens_the_account(
    client_of_fatou, course, cohort, fatou
) -> None:
    awa = make_student("17")
    make_member(awa, cohort)
    listed = client_of_fatou.get(reverse("accommodations", args=[course.slug]))
    assert listed.content.decode().count(f'action="{url(course, awa)}"') == 1
    (slip,) = client_of_fatou.post(url(course, awa)).context["slips"]
    assert use_code(identifier="17", code=slip.code, now=timezone.now()) == awa
    told = AuditEvent.objects.get(action=AuditEvent.Action.CODE)
    assert (told.by, told.scope, told.subject) == (fatou, f"cohort:{cohort.pk}", "Awa Diop (17)")


def test_looking_gives_no_code(client_of_fatou, course, cohort) -> None:
    awa = make_student("17")
    make_member(awa, cohort)
    assert (client_of_fatou.get(url(course, awa)).status_code, awa.codes.count()) == (405, 0)


@pytest.mark.parametrize("role", ["is_superuser", "is_teacher", "is_manager"])
def test_no_code_opens_a_colleague_s_account(client_of_fatou, course, cohort, role) -> None:
    colleague = make_student("17", **{role: True})
    make_member(colleague, cohort)
    assert client_of_fatou.post(url(course, colleague)).status_code == 404
    assert colleague.codes.count() == 0
    assert (
        client_of_fatou.get(reverse("accommodations", args=[course.slug])).context["get_codes"]
        == set()
    )


def test_nor_that_of_who_also_follows_others(course, cohort, fatou) -> None:
    awa = make_student("17")
    here = make_member(awa, cohort)
    elsewhere = make_cohort("Masters", "masters")
    there = make_member(awa, elsewhere)
    assert list(taught_code_recipients(fatou, course)) == []
    CohortCourse.objects.create(cohort=elsewhere, course=course, given_at=NOW)
    assert set(taught_code_recipients(fatou, course)) == {here, there}
    CohortCourse.objects.filter(cohort=elsewhere).delete()
    elsewhere.archived_at = NOW
    elsewhere.save()
    assert list(taught_code_recipients(fatou, course)) == [here]


def test_nor_of_somebody_else_s_course(client_of_fatou, cohort) -> None:
    other = make_course("Autre", "autre")
    awa = make_student("17")
    make_member(awa, make_cohort("Masters", "masters", course=other))
    assert client_of_fatou.post(url(other, awa)).status_code == 404
