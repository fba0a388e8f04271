"""The log of a cohort: who changed what, and when; nothing is ever taken out of it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.accounts.models import AuditEvent, User
from courses.cohorts.actions import end_membership, enrol_students, give_courses, rejoin
from courses.cohorts.models import Cohort, Membership
from tests.make import NOW, make_cohort, make_course, make_manager, make_member, make_student

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return make_manager()


@pytest.fixture
def cohort(manager: User) -> Cohort:
    cohort = make_cohort()
    make_member(manager, cohort, Membership.Role.ADMINISTRATOR)
    return cohort


def told() -> list[tuple[str, str, str, str]]:
    events = AuditEvent.objects.order_by("pk")
    return [(event.action, event.subject, event.before, event.after) for event in events]


def test_each_change_is_told_once(cohort: Cohort, manager: User) -> None:
    awa, course = make_student("17"), make_course("Réseaux")
    for _ in range(2):
        enrol_students(cohort=cohort, users=[awa], now=NOW, by=manager)
        give_courses(cohort=cohort, courses=[course], now=NOW, by=manager)
    member = Membership.objects.get(user=awa)
    for _ in range(2):
        end_membership(membership=member, now=NOW, by=manager)
    for _ in range(2):
        rejoin(membership=member, now=NOW, by=manager)
    assert told() == [
        ("joined", "Awa Diop (17)", "", "GLSI 3"),
        ("courses", "GLSI 3", "", "Réseaux"),
        ("left", "Awa Diop (17)", "GLSI 3", ""),
        ("joined", "Awa Diop (17)", "", "GLSI 3"),
    ]
    assert {event.by for event in AuditEvent.objects.all()} == {manager}


def test_events_are_neither_changed_nor_deleted(cohort: Cohort, manager: User) -> None:
    enrol_students(cohort=cohort, users=[make_student()], now=NOW, by=manager)
    with pytest.raises(TypeError):
        AuditEvent.objects.all().delete()
    with pytest.raises(TypeError):
        AuditEvent.objects.update(by=None)


def test_the_page_shows_this_cohort_alone_and_finds_words(
    client: Client, cohort: Cohort, manager: User
) -> None:
    elsewhere = make_cohort("SRT 2", "srt-2")
    awa, ali = make_student("17"), make_student("18", first_name="Ali", last_name="Sarr")
    enrol_students(cohort=cohort, users=[awa, ali], now=NOW, by=manager)
    enrol_students(cohort=elsewhere, users=[awa], now=NOW)
    client.force_login(manager)
    url = reverse("cohort_log", args=[cohort.slug])
    assert [event.subject for event in client.get(url).context["page"]] == [
        "Ali Sarr (18)",
        "Awa Diop (17)",
    ]
    found = client.get(url, {"q": "sarr"}).context["page"]
    assert [event.subject for event in found] == ["Ali Sarr (18)"]


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_whatever_happened(
    client: Client, cohort: Cohort, manager: User, count: int, django_assert_num_queries: Any
) -> None:
    students = [make_student(f"{number}") for number in range(count)]
    enrol_students(cohort=cohort, users=students, now=NOW, by=manager)
    client.force_login(manager)
    with django_assert_num_queries(4):
        client.get(reverse("cohort_log", args=[cohort.slug]))
