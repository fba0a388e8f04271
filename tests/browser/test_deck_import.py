"""A teacher gives a deck, mends what came of it, confirms; later gives a newer one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from courses.accounts.models import User
from courses.content.actions.lessons import add_revision
from courses.content.models import Chapter, Course, DeckDraft, Lesson
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import NOW, make_course, make_teacher

pytestmark = pytest.mark.django_db(transaction=True)

CHAPTER = Path(__file__).parents[2] / "courses/material/virtualisation/chapitre-1-virtualisation.md"


@pytest.fixture
def course() -> Course:
    return make_course("Virtualisation", "virtualisation")


@pytest.fixture
def teacher(course: Course) -> User:
    return make_teacher(course=course)


def give(page: Page, source: str = "", **query: str) -> None:
    """Gives the chapter that ships as a file, or another text, through the form."""
    visit(page, reverse("deck_new", query=query))
    if source:
        page.get_by_label("Ou son texte, collé").fill(source)
    else:
        page.get_by_label("Le diaporama en fichier").set_input_files(CHAPTER)
    if not query.get("chapitre"):
        page.get_by_label("Cours", exact=True).select_option("Virtualisation")
    page.get_by_role("button", name="Voir le chapitre").click()


def test_a_deck_becomes_a_chapter(page: Page, teacher: User, course: Course) -> None:
    sign_in(page, teacher)
    give(page)
    expect(page.locator(".deck-totals")).to_have_text(
        "4 sections, 21 leçons, 80 points, 15 figures manquantes"
    )
    assert not Chapter.objects.exists()

    lesson = page.locator("#lecon-58")
    lesson.get_by_role("link", name="lignes 58").click()
    expect(page.locator("#source-58")).to_be_in_viewport()
    page.locator("#source-58").get_by_role("link").click()
    expect(lesson).to_be_in_viewport()

    lesson.get_by_text("Lire la leçon").click()
    expect(lesson.locator(".text").get_by_text("entité virtuelle", exact=True)).to_be_visible()
    lesson.get_by_text("Modifier").click()
    lesson.get_by_label("Une nouvelle leçon commence à").select_option("Deux principes à respecter")
    lesson.get_by_role("button", name="Scinder").click()
    expect(page.locator("#lecon-63 h4")).to_have_text("Deux principes à respecter")
    expect(page.locator("#lecon-63")).to_be_in_viewport()
    expect(page.locator(".deck-totals")).to_contain_text("22 leçons, 80 points")

    page.get_by_role("button", name="Annuler la dernière modification").click()
    expect(page.locator(".deck-totals")).to_contain_text("21 leçons, 80 points")

    page.get_by_role("button", name="Importer et publier").click()
    expect(page).to_have_url(reverse("teach_course", args=["virtualisation"]))
    expect(page.get_by_role("status").first).to_contain_text("est importé")
    assert Lesson.objects.published().count() == 21


def test_a_newer_deck_shows_what_it_changes(page: Page, teacher: User, course: Course) -> None:
    sign_in(page, teacher)
    give(page)
    page.get_by_role("button", name="Importer et publier").click()
    expect(page).to_have_url(reverse("teach_course", args=["virtualisation"]))
    isolation = course.lessons.get(title="Isolation")
    add_revision(
        lesson=isolation,
        title="Isolation",
        source="Mon texte.",
        author=teacher,
        now=NOW,
        origin="edit",
    )

    newer = CHAPTER.read_text().replace("# Émulation", "# Émulateurs")
    newer = newer.replace("Docker, LXC", "Docker, Podman, LXC")
    give(page, newer, cours="virtualisation", chapitre=Chapter.objects.get().slug)
    changes = page.locator(".deck-changes > li")
    expect(changes).to_have_count(2)
    expect(changes.nth(0)).to_contain_text("Émulateurs renommée")
    expect(changes.nth(1)).to_contain_text("modifiée des deux côtés")
    page.get_by_label("Prendre le texte du diaporama").check()
    axe_everywhere(page)
    page.get_by_role("button", name="Importer comme brouillons").click()
    expect(page).to_have_url(reverse("teach_course", args=["virtualisation"]))
    assert "Podman" in isolation.revisions.first().source


def test_everything_works_without_script(
    new_context: Callable[..., BrowserContext], teacher: User, course: Course
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, teacher)
    give(page, "# TCP\n\n- Trois segments.\n\n# UDP\n\n- Rien.\n")
    second = page.locator("#lecon-5")
    second.get_by_text("Modifier").click()
    second.get_by_role("button", name="Fusionner").click()
    expect(page.locator(".deck-lesson")).to_have_count(1)
    page.get_by_role("button", name="Importer comme brouillons").click()
    expect(page).to_have_url(reverse("teach_course", args=["virtualisation"]))
    assert Lesson.objects.get().title == "TCP"


def test_the_pages_are_accessible(page: Page, teacher: User, course: Course) -> None:
    sign_in(page, teacher)
    visit(page, reverse("deck_new"))
    axe_everywhere(page)
    page.get_by_role("button", name="Voir le chapitre").click()
    expect(page.locator(".error-summary")).to_be_focused()
    axe_everywhere(page)
    # Each rule looks at every line: those of one section are judged as those of four would be.
    give(page, CHAPTER.read_text().partition("\n# La virtualisation de poste")[0])
    page.locator("#lecon-58").get_by_text("Modifier").click()
    page.locator("#lecon-58").get_by_text("Lire la leçon").click()
    axe_everywhere(page)
    page.get_by_role("button", name="Importer et publier").click()
    visit(page, reverse("deck_source", args=["virtualisation", Chapter.objects.get().slug]))
    axe_everywhere(page)
    assert DeckDraft.objects.get().deck == Chapter.objects.get().decks.get()
