"""Drafts of questions by one key each, on a telephone."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.content.actions.decks import import_deck_text
from courses.quizzes.models import DraftDecision, Question
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import NOW, make_course, make_teacher

pytestmark = pytest.mark.django_db(transaction=True)
DECK = settings.BASE_DIR / "courses/material/virtualisation/chapitre-1-virtualisation.md"


def test_one_is_kept_one_refused_and_taken_back_by_keys(page: Page) -> None:
    course = make_course("Virtualisation", "virtualisation")
    import_deck_text(
        source=DECK.read_text(), name=DECK.name, course=course, user=None, now=NOW, publish=True
    )
    sign_in(page, make_teacher(course=course))
    visit(page, reverse("course_drafts", args=[course.slug]))
    page.get_by_role("link", name="Rôle de Hyperviseur").click()
    place = page.locator(".meta").get_by_text("Brouillon 1 sur 5")
    expect(place).to_be_visible()
    axe_everywhere(page)
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_load_state()
    page.evaluate("window.here = true")
    page.keyboard.press("a")
    expect(page.locator(".meta").get_by_text("Brouillon 1 sur 4")).to_be_visible()
    assert Question.objects.get().published is None
    page.keyboard.press("r")
    expect(page.locator(".meta").get_by_text("Brouillon 1 sur 3")).to_be_visible()
    assert DraftDecision.objects.filter(question=None).count() == 1
    page.keyboard.press("u")
    expect(page.locator(".meta").get_by_text("Brouillon 1 sur 4")).to_be_visible()
    assert page.evaluate("window.here")  # nothing was loaded anew
    page.keyboard.press("ArrowRight")
    expect(page.locator(".meta").get_by_text("Brouillon 2 sur 4")).to_be_visible()
