"""The editor of a lesson as a teacher uses it, with script and without."""

import time
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from courses.accounts.models import User
from courses.content.actions.lessons import add_revision, publish_lesson
from courses.content.models import Course, Lesson
from tests.browser.conftest import Faults
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import NOW, make_chapter, make_course, make_lesson, make_section, make_teacher

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "## Ouverture\n\nTrois **segments**, voir $x^2$.\n\n![Une pile](figure:missing)\n"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def teacher(course: Course) -> User:
    return make_teacher(course=course, password="un-mot-de-passe-long")


@pytest.fixture
def lesson(course: Course) -> Lesson:
    section = make_section(make_chapter(course))
    lesson = make_lesson(section, "TCP", "tcp")
    add_revision(lesson=lesson, title="TCP", source=TEXT, author=None, now=NOW, origin="import")
    publish_lesson(lesson=lesson, now=NOW)
    make_lesson(section, "UDP", "udp", published=False)
    return lesson


@pytest.fixture
def editor(page: Page, teacher: User, lesson: Lesson) -> Page:
    sign_in(page, teacher)
    visit(page, reverse("lesson_edit", args=["reseaux", "tcp"]))
    return page


def source(page: Page) -> Any:
    return page.get_by_label("Texte, en Markdown")


def state(page: Page) -> Any:
    return page.locator("[data-save-state]")


def type_at_the_end(page: Page, text: str) -> None:
    source(page).press("Control+End")
    source(page).press_sequentially(text)


def test_the_preview_follows_the_text_and_is_what_students_get(
    editor: Page, lesson: Lesson
) -> None:
    type_at_the_end(editor, "\nEncore *un* mot.")
    preview = editor.locator("#editor-preview .text")
    expect(preview.locator("em")).to_have_text("un")
    expect(state(editor)).to_have_text("Modifications non enregistrées")
    assert lesson.revisions.count() == 2
    shown = preview.inner_html()
    editor.get_by_role("button", name="Enregistrer et publier").click()
    expect(editor.get_by_text("Les étudiants lisent maintenant la version 3.")).to_be_visible()
    visit(editor, lesson.get_absolute_url())
    assert editor.locator("main .text").first.inner_html() == shown


def test_a_problem_leads_to_its_line(editor: Page) -> None:
    type_at_the_end(editor, "\nVoir [[inconnue]].")
    editor.get_by_role("button", name="Ligne 7").click()
    chosen = source(editor).evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)")
    assert chosen == "Voir [[inconnue]]."


def test_control_s_saves_without_leaving_the_page(editor: Page, lesson: Lesson) -> None:
    type_at_the_end(editor, "\nGardé.")
    editor.evaluate("window.here = true")
    source(editor).press("Control+s")
    expect(state(editor)).to_contain_text("Version 3 enregistrée")
    expect(editor.locator("#editor-state")).to_contain_text("Modifié depuis la publication")
    assert editor.evaluate("window.here")
    assert lesson.revisions.get(number=3).source == f"{TEXT}\nGardé."
    # The page has learnt its new version: the next save is no conflict.
    type_at_the_end(editor, " Encore.")
    source(editor).press("Control+s")
    expect(state(editor)).to_contain_text("Version 4 enregistrée")


def test_a_lost_connection_loses_nothing_and_saves_when_it_is_back(
    editor: Page, lesson: Lesson, faults: Faults
) -> None:
    faults.allow("ERR_INTERNET_DISCONNECTED")
    editor.context.set_offline(True)
    type_at_the_end(editor, "\nDans le bus.")
    source(editor).press("Control+s")
    expect(state(editor)).to_contain_text("Non enregistré : pas de connexion.")
    editor.context.set_offline(False)
    expect(state(editor)).to_contain_text("Version 3 enregistrée")
    assert lesson.revisions.get(number=3).source == f"{TEXT}\nDans le bus."


def test_a_text_never_saved_is_found_again(editor: Page, lesson: Lesson) -> None:
    type_at_the_end(editor, "\nPresque perdu.")
    wait_until_kept(editor)
    editor.reload()
    expect(source(editor)).to_have_value(TEXT)
    editor.get_by_role("button", name="Le reprendre").click()
    expect(source(editor)).to_have_value(f"{TEXT}\nPresque perdu.")
    source(editor).press("Control+s")
    expect(state(editor)).to_contain_text("Version 3 enregistrée")
    editor.reload()
    expect(editor.get_by_role("button", name="Le reprendre")).to_be_hidden()


def test_a_text_found_again_does_not_cover_what_somebody_saved_since(
    editor: Page, course: Course, lesson: Lesson
) -> None:
    type_at_the_end(editor, "\nDe Fatou.")
    wait_until_kept(editor)
    save_as_moussa(course)
    editor.reload()
    editor.get_by_role("button", name="Le reprendre").click()
    source(editor).press("Control+s")
    expect(editor.get_by_role("alert")).to_contain_text("Quelqu’un d’autre")
    expect(source(editor)).to_have_value(f"{TEXT}\nDe Fatou.")
    assert lesson.revisions.get(number=3).source == "De Moussa."


def save_as_moussa(course: Course) -> None:
    other = Client()
    other.force_login(make_teacher("moussa", course=course, first_name="Moussa"))
    address = reverse("lesson_edit", args=["reseaux", "tcp"])
    other.post(address, {"title": "TCP", "source": "De Moussa.", "after": 2, "figures": 0})


def wait_until_kept(page: Page) -> None:
    end = time.monotonic() + 5
    while not page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('lesson:'))"):
        assert time.monotonic() < end
        page.wait_for_timeout(20)


def test_who_was_signed_out_signs_in_in_another_tab_and_saves(
    editor: Page, teacher: User, lesson: Lesson, faults: Faults
) -> None:
    faults.allow("403")  # the token of before, answered by one more try with the new one
    faults.allow("ERR_FAILED")  # the preview, which does not follow to the sign-in page
    type_at_the_end(editor, "\nLongue pause.")
    teacher.sessions.all().delete()
    source(editor).press("Control+s")
    expect(state(editor)).to_contain_text("vous êtes déconnecté")
    tab = editor.context.new_page()
    visit(tab, reverse("account_login"))
    tab.get_by_label("Identifiant").fill("fatou")
    tab.get_by_label("Mot de passe", exact=True).fill("un-mot-de-passe-long")
    tab.get_by_role("main").get_by_role("button", name="Se connecter").click()
    tab.wait_for_url("**/")
    tab.close()
    source(editor).press("Control+s")
    expect(state(editor)).to_contain_text("Version 3 enregistrée")
    assert lesson.revisions.get(number=3).source == f"{TEXT}\nLongue pause."


def test_a_text_sent_with_an_image_is_not_offered_again(editor: Page) -> None:
    type_at_the_end(editor, "\nAvec une image.")
    paste_image(editor)
    editor.get_by_role("textbox", name="Texte de remplacement").fill("Deux hôtes")
    editor.get_by_role("button", name="Mettre l’image à cette place").click()
    expect(state(editor)).to_contain_text("Version 3 enregistrée")
    expect(editor.get_by_role("button", name="Le reprendre")).to_be_hidden()
    assert editor.evaluate("localStorage.length") == 0


def test_two_teachers_see_both_texts(editor: Page, course: Course, lesson: Lesson) -> None:
    save_as_moussa(course)
    type_at_the_end(editor, "\nDe Fatou.")
    source(editor).press("Control+s")
    summary = editor.get_by_role("alert")
    expect(summary).to_contain_text("Quelqu’un d’autre a enregistré cette leçon")
    expect(summary).to_be_focused()
    expect(source(editor)).to_have_value(f"{TEXT}\nDe Fatou.")
    axe_everywhere(editor)
    editor.get_by_role("button", name="Enregistrer mon texte par-dessus le sien").click()
    expect(state(editor)).to_contain_text("Version 4 enregistrée")
    assert lesson.revisions.get(number=3).source == "De Moussa."


def test_an_image_is_pasted_described_and_shown(editor: Page, lesson: Lesson) -> None:
    paste_image(editor)
    alt = editor.get_by_role("textbox", name="Texte de remplacement")
    expect(alt).to_be_focused()
    expect(state(editor)).to_have_text("Image collée : dites ce qu’elle montre, puis enregistrez.")
    alt.fill("Deux hôtes")
    editor.get_by_role("button", name="Mettre l’image à cette place").click()
    picture = editor.locator("#editor-preview img")
    expect(picture).to_have_attribute("alt", "Deux hôtes")
    expect(picture).to_have_js_property("naturalWidth", 8)
    expect(source(editor)).not_to_have_value(TEXT)
    assert lesson.revisions.get(number=3).missing_figures == 0


def paste_image(page: Page) -> None:
    output = BytesIO()
    Image.new("RGB", (8, 6), "navy").save(output, "PNG")
    page.evaluate(
        """data => {
            const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
            const clipboardData = new DataTransfer();
            clipboardData.items.add(new File([bytes], "image.png", { type: "image/png" }));
            const event = new ClipboardEvent("paste", { clipboardData, bubbles: true });
            document.querySelector("textarea").dispatchEvent(event);
        }""",
        b64encode(output.getvalue()).decode(),
    )


def test_a_lesson_is_moved_with_the_keyboard_alone(
    page: Page, teacher: User, lesson: Lesson
) -> None:
    sign_in(page, teacher)
    visit(page, reverse("teach_course", args=["reseaux"]))
    down = page.get_by_role("button", name="Descendre « TCP »")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="numéro 2")).to_be_visible()
    # At the end of the chapter the focus goes to the button that still does something.
    up = page.get_by_role("button", name="Monter « TCP »")
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="numéro 1")).to_be_visible()
    expect(down).to_be_focused()


def test_the_bin_can_be_undone(page: Page, teacher: User, lesson: Lesson) -> None:
    sign_in(page, teacher)
    visit(page, reverse("teach_course", args=["reseaux"]))
    page.get_by_role("button", name="Autres actions sur « TCP »").click()
    page.get_by_role("button", name="Mettre à la corbeille").click()
    expect(page.get_by_text("« TCP » est dans la corbeille.")).to_be_visible()
    axe_everywhere(page)
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("link", name="TCP", exact=True)).to_be_focused()


def test_without_script_the_editor_previews_saves_and_takes_images(
    new_context: Callable[..., BrowserContext], teacher: User, lesson: Lesson
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, teacher)
    visit(page, reverse("lesson_edit", args=["reseaux", "tcp"]))
    source(page).fill(f"{TEXT}\nSans *script*.")
    page.get_by_role("button", name="Voir l’aperçu").click()
    expect(page.locator("#apercu em")).to_have_text("script")
    output = BytesIO()
    Image.new("RGB", (8, 6), "navy").save(output, "PNG")
    file = {"name": "a.png", "mimeType": "image/png", "buffer": output.getvalue()}
    page.get_by_label("Image").set_input_files(file)
    page.get_by_role("textbox", name="Texte de remplacement").fill("Deux hôtes")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(state(page)).to_contain_text("Version 3 enregistrée")
    expect(page.locator("#apercu img")).to_have_attribute("alt", "Deux hôtes")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "nouveau-cours/",
        "cours/reseaux/",
        "cours/reseaux/?montrer=vides",
        "cours/reseaux/modifier/",
        "cours/reseaux/lecons/tcp/",
        "cours/reseaux/lecons/tcp/versions/",
        "cours/reseaux/notions/",
    ],
)
def test_the_pages_are_accessible_in_both_themes_at_every_width(
    page: Page, teacher: User, lesson: Lesson, path: str
) -> None:
    sign_in(page, teacher)
    visit(page, f"/enseigner/{path}")
    axe_everywhere(page)
