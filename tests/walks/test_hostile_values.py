"""Values no page of the site sends: each gets a page in answer, on both databases."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.accounts.models import User
from tests.make import make_person
from tests.walks.world import make_side

pytestmark = pytest.mark.django_db

BEYOND = "9" * 5000  # Python makes no number of so many digits, and no row has a number near it
LONG = "x" * 70_000  # a pattern SQLite refuses
SEARCHED = {
    "site_people": (),
    "site_log": (),
    "manage_home": (),
    "cohort_log": ("cohorte-a",),
    "course_log": ("a",),
}


@pytest.fixture
def administrator(client: Client) -> User:
    person = make_person("racine", is_superuser=True, is_teacher=True)
    client.force_login(person)
    return person


def test_lists_are_searched_for_whatever_is_typed(client: Client, administrator: User) -> None:
    make_side("a")
    for name, of in SEARCHED.items():
        for words, searched in (("a\0b", "ab"), (LONG, "x" * 100), ("  Awa ", "Awa")):
            answer = client.get(reverse(name, args=of), {"q": words})
            assert (answer.status_code, answer.context["words"]) == (200, searched), name


def test_numbers_beyond_all_rows_are_nobodys(client: Client, administrator: User) -> None:
    side = make_side("a")
    enrolled = client.post(
        reverse("roster_confirm", args=[side.cohort.slug]),
        {"text": "matricule\tnom\tprénom\n20260001\tFall\tBineta\n", "left": [BEYOND, "²"]},
    )
    assert enrolled.status_code == 200
    assert User.objects.filter(identifier="20260001").exists()
    assert side.cohort.memberships.filter(left_at=None, user=side.student).exists()
    accepted = client.post(reverse("proposals", args=[side.course.slug]), {"ids": [BEYOND, "٣"]})
    assert accepted.status_code == 302
    for name, of in (("course_teachers", side.course), ("cohort_staff", side.cohort)):
        removed = client.post(reverse(name, args=[of.slug]), {"remove": BEYOND})
        assert (removed.status_code, removed.headers["Location"]) == (
            302,
            removed.request["PATH_INFO"],
        )
    seen = client.post(reverse("view_as", args=[side.course.slug]), {"student": BEYOND})
    assert (seen.status_code, "view_as" in client.session) == (302, False)
    client.force_login(side.teacher)
    confirmed = client.post(
        reverse("deck_draft_confirm", args=[side.draft.pk]),
        f"seen=x&lesson-{BEYOND}=deck",
        content_type="application/x-www-form-urlencoded",
    )
    assert confirmed.status_code == 302
