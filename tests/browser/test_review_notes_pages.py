"""From a note in the margin to the corrected line; proposals and files beside it."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.content.actions.decks import import_deck_text
from courses.content.actions.proposals import propose
from courses.content.actions.review_notes import save_notes
from courses.content.models import ReviewNote
from courses.content.note_text import NoteEntry
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import NOW, make_course, make_teacher

pytestmark = pytest.mark.django_db(transaction=True)
DECK = "# Cours\n\n# Le VDI\n\n- VDI (Virtual Desktop Integration)\n"
NOTE = NoteEntry(
    kind="error",
    lesson="le-vdi",
    text="Le I est celui d’infrastructure.",
    first_line=5,
    last_line=5,
    quote="- VDI (Virtual Desktop Integration)",
    wording="- VDI (Virtual Desktop Infrastructure)",
)


def test_a_note_is_decided_from_the_margin(page: Page) -> None:
    course = make_course("Virtualisation", "virtualisation")
    import_deck_text(source=DECK, name="d.md", course=course, user=None, now=NOW, publish=True)
    save_notes(course=course, entries=[NOTE], now=NOW)
    propose(course=course, items=[("lesson", "le-vdi", None)], now=NOW)
    sign_in(page, make_teacher(course=course))
    visit(page, reverse("proposals", args=[course.slug]))
    axe_everywhere(page)
    visit(page, reverse("course_files", args=[course.slug]))
    axe_everywhere(page)
    visit(page, reverse("lesson", args=[course.slug, "le-vdi"]))
    page.get_by_role("link", name="Voir la formulation et décider").click()
    expect(page.get_by_role("heading", name="Ce que devient la leçon")).to_be_visible()
    axe_everywhere(page)
    page.get_by_role("button", name="Accepter et publier").click()
    expect(page.get_by_text("Les étudiants lisent maintenant la version 2")).to_be_visible()
    axe_everywhere(page)
    assert ReviewNote.objects.get().status == "accepted"
    visit(page, reverse("lesson", args=[course.slug, "le-vdi"]))
    expect(page.get_by_text("VDI (Virtual Desktop Infrastructure)")).to_be_visible()
