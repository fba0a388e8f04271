"""Who looks after a cohort, and what people may do on the site."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.accounts.audit import SITE_SCOPE, cohort_scope
from courses.accounts.models import AuditEvent, Session, User
from courses.accounts.role_actions import LocksOut, Roles, change_roles
from courses.cohorts.access import managed_cohorts
from courses.cohorts.models import Cohort, Membership
from tests.make import (
    NOW,
    make_cohort,
    make_manager,
    make_member,
    make_person,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db
ADMINISTRATOR = Membership.Role.ADMINISTRATOR
STUDENT = Roles(is_active=True, is_teacher=False, is_manager=False, is_superuser=False)


@pytest.fixture
def cohort() -> Cohort:
    return make_cohort()


@pytest.fixture
def ousmane(client: Client, cohort: Cohort) -> User:
    ousmane = make_manager()
    make_member(ousmane, cohort, ADMINISTRATOR)
    client.force_login(ousmane)
    return ousmane


@pytest.fixture
def site(client: Client) -> User:
    site = make_person("site", is_superuser=True)
    client.force_login(site)
    return site


def post(client: Client, cohort: Cohort, **sent: Any) -> Any:
    return client.post(reverse("cohort_staff", args=[cohort.slug]), sent)


def told(scope: str) -> list[tuple[str, str, str]]:
    events = AuditEvent.objects.filter(scope=scope).order_by("pk")
    return [(event.subject, event.before, event.after) for event in events]


def test_a_role_is_given_taken_and_given_again(
    client: Client, cohort: Cohort, ousmane: User
) -> None:
    fatou = make_teacher()
    for _ in range(2):
        post(client, cohort, called="Fatou", role="administrator")
    assert list(managed_cohorts(fatou)) == [cohort]
    member = Membership.objects.get(user=fatou)
    post(client, cohort, remove=member.pk)
    assert list(managed_cohorts(fatou)) == []
    post(client, cohort, called="fatou", role="administrator")
    assert list(managed_cohorts(fatou)) == [cohort]
    assert told(cohort_scope(cohort.pk)) == [
        ("Fatou Sarr (fatou)", "", "administrateur"),
        ("Fatou Sarr (fatou)", "administrateur", ""),
        ("Fatou Sarr (fatou)", "", "administrateur"),
    ]


@pytest.mark.parametrize("called", ["17", "personne", "partie", ""])
def test_students_and_unknown_people_are_refused_alike(
    client: Client, cohort: Cohort, ousmane: User, called: str
) -> None:
    make_student("17")
    make_teacher("partie", is_active=False)
    page = post(client, cohort, called=called, role="teacher")
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"called"})
    assert list(Membership.objects.values_list("user", flat=True)) == [ousmane.pk]


def test_the_last_administrator_stays(client: Client, cohort: Cohort, ousmane: User) -> None:
    make_member(make_manager("parti", is_active=False), cohort, ADMINISTRATOR)
    make_member(make_teacher(), cohort, Membership.Role.TEACHER)
    post(client, cohort, remove=Membership.objects.get(user=ousmane).pk)
    assert list(managed_cohorts(ousmane)) == [cohort]
    assert told(cohort_scope(cohort.pk)) == []


def test_neither_a_student_nor_another_cohorts_staff_is_removed_here(
    client: Client, cohort: Cohort, ousmane: User
) -> None:
    student = make_member(make_student(), cohort)
    elsewhere = make_member(make_teacher(), make_cohort("SRT 2", "srt-2"), ADMINISTRATOR)
    for member in (student, elsewhere):
        post(client, cohort, remove=member.pk)
    assert not Membership.objects.filter(left_at__isnull=False).exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_lists_cost_the_same_whatever_their_length(
    client: Client, cohort: Cohort, site: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make_member(make_teacher(f"t{number}"), cohort, Membership.Role.TEACHER)
    with django_assert_num_queries(3):
        client.get(reverse("cohort_staff", args=[cohort.slug]))
    with django_assert_num_queries(3):
        client.get(reverse("site_people"))


def test_rights_on_the_site_are_changed_and_told_and_a_closed_account_is_signed_out(
    client: Client, site: User
) -> None:
    awa = make_student("17")
    other = Client()
    other.force_login(awa)
    url = reverse("site_person", args=[awa.pk])
    for _ in range(2):
        client.post(url, {"is_active": "on", "is_teacher": "on", "is_manager": "on"})
    client.post(url, {"is_teacher": "on"})
    awa.refresh_from_db()
    assert Roles.of(awa) == Roles(False, True, False, False)
    assert not Session.objects.filter(user=awa).exists()
    assert other.get(reverse("home")).status_code == 302
    assert told(SITE_SCOPE) == [
        ("Awa Diop (17)", "", "crée des cours, crée des cohortes"),
        ("Awa Diop (17)", "crée des cours, crée des cohortes", "crée des cours, compte fermé"),
    ]


@pytest.mark.parametrize("sent", [{}, {"is_active": "on"}, {"is_superuser": "on"}])
def test_nobody_takes_their_own_rights_away(
    client: Client, site: User, sent: dict[str, str]
) -> None:
    make_person("autre", is_superuser=True)
    page = client.post(reverse("site_person", args=[site.pk]), sent)
    assert page.status_code == 422
    site.refresh_from_db()
    assert (site.is_active, site.is_superuser) == (True, True)
    assert told(SITE_SCOPE) == []


def test_somebody_always_administers_the_site() -> None:
    last = make_person("seul", is_superuser=True)
    gone = make_person("parti", is_superuser=True, is_active=False)
    with pytest.raises(LocksOut):
        change_roles(person=last, roles=STUDENT, by=gone, now=NOW)


def test_people_are_found_by_every_word(client: Client, site: User) -> None:
    awa = make_student("17", email="awa@ucad.sn")
    make_student("18", first_name="Awa", last_name="Sarr")
    url = reverse("site_people")
    for words in ("awa diop", "17", "AWA@ucad"):
        assert [person for person, _ in client.get(url, {"q": words}).context["rows"]] == [awa]
    assert [person for person, _ in client.get(url).context["rows"]] == [site]
