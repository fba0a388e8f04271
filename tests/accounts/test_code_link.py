"""A one-time code sent as a link: its secret is sent to nobody before the person enters."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.accounts.actions import issue_code
from courses.accounts.codes import link_of
from courses.accounts.models import OneTimeCode
from courses.cohorts.models import Membership
from tests.make import make_cohort, make_manager, make_member, make_student

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


@pytest.mark.parametrize("identifier", ["2024/0112", "awa:1", "a#b?c", "Élève 7"])
def test_all_that_is_secret_follows_the_hash(identifier) -> None:
    address, _hash, end = link_of(identifier, "ABCDE-FGHJK").partition("#")
    assert address == reverse("code_sign_in")
    assert (end.count(":"), set(end) & set("/?# ")) == (1, set())


def test_looking_at_the_page_of_a_link_uses_nothing_up() -> None:
    issue_code(user=make_student("awa"), by=None, now=timezone.now())
    client = Client()
    for look in (client.get, client.get, client.head):
        with CaptureQueriesContext(connection) as queries:
            page = look(reverse("code_sign_in"))
        assert (page.status_code, queries.captured_queries) == (200, [])
    assert OneTimeCode.objects.get().used_at is None


def test_without_the_form_s_token_nobody_enters() -> None:
    code = issue_code(user=make_student("awa"), by=None, now=timezone.now())
    form = {"identifier": "awa", "code": code}
    answer = Client(enforce_csrf_checks=True).post(reverse("code_sign_in"), form)
    assert (answer.status_code, OneTimeCode.objects.get().used_at) == (403, None)


def test_slips_carry_the_link_of_their_code(client) -> None:
    cohort, awa, manager = make_cohort(), make_student("awa"), make_manager()
    make_member(awa, cohort)
    make_member(manager, cohort, Membership.Role.ADMINISTRATOR)
    client.force_login(manager)
    page = client.post(reverse("cohort_codes", args=[cohort.slug]))
    (slip,) = page.context["slips"]
    assert slip.link == f"http://testserver{link_of('awa', slip.code)}"
    assert f'value="{slip.link}" readonly' in page.content.decode()
    form = {"identifier": "awa", "code": slip.code}
    assert Client().post(reverse("code_sign_in"), form).url == reverse("account_set_password")
