"""A teacher writes a question in the form, by keyboard, and the same question as text."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.quizzes.models import Question
from tests.browser.conftest import Faults
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import make_lesson, make_teacher

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(page: Page) -> Page:
    lesson = make_lesson()
    sign_in(page, make_teacher(course=lesson.course))
    visit(page, reverse("question_new", args=[lesson.course.slug]) + "?kind=choice")
    return page


def type_question(page: Page) -> None:
    page.locator("#f-stem").fill("Combien de segments ?")
    page.locator("#f-option-0-text").fill("Deux")
    page.locator("#f-option-1-text").fill("Trois")


def test_a_question_is_written_mended_and_published(editor: Page, faults: Faults) -> None:
    faults.allow("422")
    editor.evaluate("window.here = true")
    type_question(editor)
    editor.keyboard.press("Control+s")
    summary = editor.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(editor).to_have_title("Erreur\u00a0: Nouvelle question – Cours")
    axe_everywhere(editor)
    summary.get_by_role("link").press("Enter")
    expect(editor.locator("#f-option-0-text")).to_be_focused()
    # The right one is moved first; its tick goes with it.
    editor.locator("[name=option-right][value='1']").press("Space")
    editor.get_by_role("button", name="Monter – Option 2").press("Enter")
    expect(editor.locator("#f-option-0-text")).to_have_value("Trois")
    expect(editor.locator("[name=option-right][value='0']")).to_be_checked()
    expect(editor.locator("#announce")).to_have_text("Ligne déplacée")
    expect(editor.locator("#preview").get_by_text("Trois")).to_be_visible()
    editor.get_by_role("button", name="Texte", exact=True).press("Enter")
    text = editor.get_by_label("Question, en texte")
    expect(text).to_have_value("### choix q-1\nCombien de segments ?\n- (x) Trois\n- ( ) Deux\n")
    editor.get_by_role("button", name="Formulaire").press("Enter")
    expect(editor.locator("#f-option-1-text")).to_have_value("Deux")
    editor.keyboard.press("Control+s")
    expect(editor.locator("[data-save-state]")).to_contain_text("Version 1")
    assert editor.evaluate("window.here")
    editor.get_by_role("button", name="Enregistrer et publier").press("Enter")
    expect(editor.get_by_text("La question est publiée.")).to_be_visible()
    assert Question.objects.get().published.number == 1


def test_a_form_never_saved_is_found_again_rows_and_all(editor: Page) -> None:
    type_question(editor)
    editor.get_by_role("button", name="Ajouter une option").click()
    editor.locator("#f-option-3-text").fill("Quatre")
    editor.wait_for_timeout(500)
    editor.reload()
    expect(editor.locator("#f-stem")).to_have_value("")
    editor.get_by_role("button", name="Le remettre").click()
    expect(editor.locator("#f-option-3-text")).to_have_value("Quatre")
    expect(editor.locator("#f-stem")).to_have_value("Combien de segments ?")


def test_the_preview_can_be_tried_by_mouse_and_finger_and_changes_nothing(editor: Page) -> None:
    editor.set_viewport_size({"width": 360, "height": 800})
    editor.get_by_role("button", name="Texte", exact=True).click()
    text = "### ordre q-1\nDans quel ordre ?\n1. SYN\n2. SYN-ACK\n3. ACK\n"
    editor.get_by_label("Question, en texte").fill(text)
    items = editor.locator("#preview answer-order li")
    expect(items.get_by_role("button")).to_have_count(6)
    first, second, third = items.locator("label").all_inner_texts()
    told = editor.locator("[data-save-state]").inner_text()
    below = items.nth(2).locator("button").first
    items.nth(0).locator("label").drag_to(below, target_position={"x": 9, "y": 40})
    expect(items.locator("label")).to_have_text([second, third, first])
    handle, top = (items.nth(place).locator(".handle") for place in (2, 0))
    handle.scroll_into_view_if_needed()
    fingers = editor.context.new_cdp_session(editor)
    for kind, box in (("Start", handle), ("Move", top), ("End", None)):
        place = box.bounding_box() if box else None
        points = [{"x": place["x"] + 9, "y": place["y"] + 5}] if place else []
        touch = {"type": f"touch{kind}", "touchPoints": points}
        fingers.send("Input.dispatchTouchEvent", touch)
    expect(items.locator("label")).to_have_text([first, second, third])
    expect(editor.locator("#preview [role=status]")).to_contain_text("place 1 sur 3")
    assert editor.locator("[data-save-state]").inner_text() == told
