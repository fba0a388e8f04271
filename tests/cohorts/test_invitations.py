"""A link lets in whom it should: as many as it has seats, until its day, and never after."""

import re
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.accounts.models import AuditEvent, User
from courses.cohorts.invitations import (
    LIFETIME,
    NoSeatLeft,
    find_invitation,
    join_by_invitation,
    renew_invitation,
    revoke_invitations,
    token_of,
)
from courses.cohorts.models import Cohort, Invitation, Membership
from tests.make import NOW, make_cohort, make_manager, make_member, make_student

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    return make_cohort()


def invite(cohort: Cohort, seats: int = 2, now: Any = NOW) -> Invitation:
    return renew_invitation(cohort=cohort, seats=seats, by=None, now=now)


def test_a_link_holds_more_than_128_bits_and_stands_in_no_table(cohort: Cohort) -> None:
    token = token_of(invite(cohort))
    assert re.fullmatch("[0-9a-f]{72}", token)
    nonce = Invitation.objects.get().nonce.hex
    assert token.startswith(nonce)
    assert len(token.removeprefix(nonce)) * 4 >= 128


def test_only_the_whole_link_finds_its_invitation(cohort: Cohort) -> None:
    made = invite(cohort)
    token = token_of(made)
    assert find_invitation(token, NOW) == made
    flipped = token[:-1] + ("0" if token[-1] != "0" else "1")
    for wrong in ("", "é" * 72, token[:-1], token + "0", flipped, token[:32], token[32:] * 2):
        assert find_invitation(wrong, NOW) is None


def test_it_expires_is_revoked_by_its_successor_and_has_so_many_seats(cohort: Cohort) -> None:
    first = token_of(invite(cohort))
    assert find_invitation(first, NOW + LIFETIME - timedelta(seconds=1)) is not None
    assert find_invitation(first, NOW + LIFETIME) is None
    second = invite(cohort, seats=1)
    assert find_invitation(first, NOW) is None
    join_by_invitation(invitation=second, user=make_student("17"), now=NOW)
    assert find_invitation(token_of(second), NOW) is None
    with pytest.raises(NoSeatLeft):
        join_by_invitation(invitation=second, user=make_student("18"), now=NOW)
    third = invite(cohort)
    revoke_invitations(cohort=cohort, now=NOW)
    assert find_invitation(token_of(third), NOW) is None


def test_an_archived_cohort_lets_nobody_in(cohort: Cohort) -> None:
    token = token_of(invite(cohort))
    Cohort.objects.update(archived_at=NOW)
    assert find_invitation(token, NOW) is None


def test_who_is_in_takes_no_seat(cohort: Cohort) -> None:
    made, awa = invite(cohort), make_student()
    assert join_by_invitation(invitation=made, user=awa, now=NOW) is True
    assert join_by_invitation(invitation=made, user=awa, now=NOW) is False
    assert Invitation.objects.get().taken == 1
    assert AuditEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_eight_at_the_last_two_seats_two_get_them() -> None:
    made = invite(make_cohort(), seats=2)
    people = [make_student(f"{number}") for number in range(8)]
    start, outcomes = Barrier(len(people)), []

    def join(person: User) -> None:
        start.wait()
        try:
            outcomes.append(join_by_invitation(invitation=made, user=person, now=NOW))
        except NoSeatLeft:
            outcomes.append(False)
        connection.close()

    threads = [Thread(target=join, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False] * 6 + [True] * 2
    assert Membership.objects.filter(role="student").count() == 2


def test_somebody_without_an_account_makes_one_and_is_in(client: Client, cohort: Cohort) -> None:
    url = reverse("join", args=[token_of(invite(cohort, now=timezone.now()))])
    said = {"identifier": "20260001", "last_name": "Fall", "first_name": "Binta"}
    page = client.post(url, {**said, "password": "court"})
    assert set(page.context["form"].errors) == {"password"}
    assert page.context["form"]["last_name"].value() == "Fall"
    assert not User.objects.filter(identifier="20260001").exists()
    page = client.post(url, {**said, "password": "une phrase assez longue"}, follow=True)
    assert page.redirect_chain == [("/", 302)]
    binta = User.objects.get(identifier="20260001")
    assert page.context["user"] == binta
    assert Membership.objects.get(user=binta).cohort == cohort


def test_a_link_opens_nobody_elses_account(client: Client, cohort: Cohort) -> None:
    make_student("17")
    url = reverse("join", args=[token_of(invite(cohort, now=timezone.now()))])
    said = {"last_name": "X", "first_name": "Y", "password": "une phrase assez longue"}
    page = client.post(url, {"identifier": "17", **said})
    assert set(page.context["form"].errors) == {"identifier"}
    assert not page.context["user"].is_authenticated
    assert Invitation.objects.get().taken == 0


def test_who_is_signed_in_joins_in_one_click(client: Client, cohort: Cohort) -> None:
    awa = make_student()
    client.force_login(awa)
    url = reverse("join", args=[token_of(invite(cohort, now=timezone.now()))])
    assert client.get(url).status_code == 200
    assert not Membership.objects.exists()
    assert client.post(url).status_code == 302
    assert Membership.objects.get().user == awa


def test_every_dead_link_is_alike(client: Client, cohort: Cohort) -> None:
    old = token_of(invite(cohort, now=timezone.now() - LIFETIME))
    pages = [client.get(reverse("join", args=[token])) for token in (old, "0" * 72, "rien")]
    assert [page.status_code for page in pages] == [404] * 3
    bodies = {re.sub(rb'value="[^"]{64}"', b"", page.content) for page in pages}
    assert len(bodies) == 1


def test_an_administrator_makes_and_takes_back_the_link(client: Client, cohort: Cohort) -> None:
    manager = make_manager()
    make_member(manager, cohort, Membership.Role.ADMINISTRATOR)
    client.force_login(manager)
    url = reverse("cohort_invitation", args=[cohort.slug])
    assert client.get(url).context["link"] is None
    assert client.post(url, {"renew": "1", "seats": "0"}).context["form"].errors.keys() == {"seats"}
    client.post(url, {"renew": "1", "seats": "40"})
    link = client.get(url).context["link"]
    assert link.startswith("http://testserver/rejoindre/")
    assert Client().get(link).status_code == 200
    client.post(url, {"revoke": "1"})
    assert Client().get(link).status_code == 404


def test_one_click_makes_another_link_for_as_many(client: Client, cohort: Cohort) -> None:
    manager = make_manager()
    make_member(manager, cohort, Membership.Role.ADMINISTRATOR)
    client.force_login(manager)
    url = reverse("cohort_invitation", args=[cohort.slug])
    assert client.get(url).context["form"]["seats"].value() == 40
    client.post(url, {"renew": "1", "seats": "120"})
    page = client.get(url)
    first = page.context["link"]
    client.post(url, {"renew": "1", "seats": str(page.context["form"]["seats"].value())})
    second = client.get(url).context
    assert (second["invitation"].seats, second["link"] != first) == (120, True)
    assert Client().get(first).status_code == 404
