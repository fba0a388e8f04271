"""A one-time code sent as a link: asked first, good once, never used up by a look."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.accounts.actions import issue_code, use_code, use_linked_code
from courses.accounts.models import OneTimeCode
from courses.cohorts.models import Membership
from tests.make import NOW, make_cohort, make_manager, make_member, make_student

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


@pytest.fixture
def awa():
    return make_student("awa")


@pytest.fixture
def link(awa) -> str:
    code = issue_code(user=awa, by=None, now=timezone.now())
    return reverse("code_link", args=[awa.pk, code])


def test_looking_at_a_link_writes_nothing_and_uses_nothing_up(client, link) -> None:
    for _look in range(3):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(link)
        assert (page.status_code, queries.captured_queries) == (200, [])
        assert client.head(link).status_code == 200
    assert "_auth_user_id" not in client.session
    assert OneTimeCode.objects.get().used_at is None


def test_confirming_enters_once_and_asks_for_a_password(client, awa, link) -> None:
    answer = client.post(link)
    assert answer.url == reverse("account_set_password")
    assert client.session["_auth_user_id"] == str(awa.pk)
    assert client.get(answer.url).status_code == 200
    again = Client().post(link)
    assert (again.status_code, "Ce lien a déjà servi" in again.content.decode()) == (422, True)


def test_without_the_form_s_token_nobody_enters(link) -> None:
    assert Client(enforce_csrf_checks=True).post(link).status_code == 403
    assert OneTimeCode.objects.get().used_at is None


def test_a_link_is_for_its_person_its_time_and_one_use_with_the_slip(awa) -> None:
    ali = make_student("ali")
    code = issue_code(user=awa, by=None, now=NOW)
    assert use_linked_code(person=ali.pk, code=code, now=NOW) is None
    assert use_linked_code(person=10**30, code=code, now=NOW) is None
    assert use_linked_code(person=awa.pk, code=code, now=NOW + timedelta(days=30)) is None
    assert use_linked_code(person=awa.pk, code=code, now=NOW + timedelta(days=29)) == awa
    assert use_code(identifier="awa", code=code, now=NOW) is None
    awa.is_active = False
    awa.save()
    code = issue_code(user=awa, by=None, now=NOW)
    assert use_linked_code(person=awa.pk, code=code, now=NOW) is None


def test_tries_are_counted(client, awa, link) -> None:
    wrong = reverse("code_link", args=[awa.pk, "AAAAA-AAAAA"])
    told = [client.post(wrong).content.decode() for _try in range(13)]
    assert ["Trop d’essais" in page for page in told] == [False] * 12 + [True]
    assert OneTimeCode.objects.get().used_at is None


def test_slips_carry_the_link_of_their_code(client, awa) -> None:
    cohort = make_cohort()
    make_member(awa, cohort)
    manager = make_manager()
    make_member(manager, cohort, Membership.Role.ADMINISTRATOR)
    client.force_login(manager)
    page = client.post(reverse("cohort_codes", args=[cohort.slug]))
    (slip,) = page.context["slips"]
    assert slip.link == f"http://testserver{reverse('code_link', args=[awa.pk, slip.code])}"
    assert f'value="{slip.link}" readonly' in page.content.decode()
    assert Client().post(slip.link).url == reverse("account_set_password")
