"""The calendar, a cohort's dates and the link that enters, for readers with needs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from courses.accounts.actions import issue_code
from courses.accounts.codes import link_of
from courses.cohorts.models import Membership
from courses.cohorts.schedule_actions import WallDates, set_dates
from courses.cohorts.wall_time import wall
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import make_cohort, make_course, make_manager, make_member, make_student

pytestmark = pytest.mark.django_db(transaction=True)


def test_dates_are_read_and_set(page: Page) -> None:
    course, now = make_course(), timezone.now()
    cohort = make_cohort(course=course)
    awa, manager = make_student(), make_manager()
    make_member(awa, cohort)
    make_member(manager, cohort, Membership.Role.ADMINISTRATOR)
    soon = wall(now + timedelta(days=2), "Africa/Dakar")
    set_dates(course=course, quiz="", dates=WallDates(opens=soon), by=manager, now=now)
    sign_in(page, awa)
    visit(page, reverse("calendar"))
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.get_by_role("table")).to_have_count(1)
    page.set_viewport_size({"width": 360, "height": 800})
    expect(page.get_by_role("table")).to_have_count(0)
    page.get_by_text("Pourquoi cette date").click()
    expect(page.get_by_text("fixée pour tout le monde par Ousmane Ba")).to_be_visible()
    axe_everywhere(page)
    sign_in(page, manager)
    visit(page, reverse("cohort_dates", args=[cohort.slug]))
    axe_everywhere(page)
    visit(page, link_of(awa.identifier, issue_code(user=awa, by=None, now=now)))
    expect(page.get_by_text("Votre lien a rempli ce formulaire")).to_be_focused()
    assert page.evaluate("location.hash") == ""
    axe_everywhere(page)
    page.get_by_role("button", name="Entrer").click()
    page.wait_for_url(f"**{reverse('account_set_password')}")
