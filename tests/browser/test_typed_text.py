"""A text being written: shown beside its source, kept until it is saved."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.quizzes.models import QuestionRevision
from tests.browser.conftest import Faults
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import make_lesson, make_teacher

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = """### choix c1
leçon: la-connexion-tcp · bloom: comprendre · objectif: V1.1
Combien de segments ?
- (x) Trois
  > Oui.
- ( ) Deux
  > Il manque l'acquittement."""


@pytest.fixture
def editor(page: Page) -> Page:
    """A teacher writing a new question."""
    lesson = make_lesson()
    sign_in(page, make_teacher(course=lesson.course))
    visit(page, reverse("question_new", args=[lesson.course.slug]) + "?kind=choice&vue=texte")
    return page


def field(page: Page):
    return page.get_by_label("Question, en texte")


def test_preview_follows_the_text(editor: Page) -> None:
    field(editor).fill(TEXT)
    pane = editor.locator("#preview")
    expect(pane.get_by_text("Combien de segments")).to_be_visible()
    field(editor).fill(TEXT.replace("Combien", "Environ combien"))
    expect(pane.get_by_text("Environ combien de segments")).to_be_visible()
    axe_everywhere(editor)


def test_preview_that_cannot_be_made_says_it_is_of_an_earlier_text(
    editor: Page, faults: Faults
) -> None:
    faults.allow("ERR_INTERNET_DISCONNECTED")
    field(editor).fill(TEXT)
    pane = editor.locator("#preview")
    expect(pane.get_by_text("Combien de segments")).to_be_visible()
    editor.context.set_offline(True)
    field(editor).fill(TEXT.replace("Combien", "Environ combien"))
    warning = pane.get_by_text("Le site ne répond pas")
    expect(warning).to_be_visible()
    editor.context.set_offline(False)
    field(editor).fill(TEXT)
    expect(warning).to_be_hidden()


def test_control_s_saves_a_draft(editor: Page) -> None:
    field(editor).fill(TEXT)
    editor.keyboard.press("Control+s")
    expect(editor.locator("[data-save-state]")).to_contain_text("Version 1")
    assert QuestionRevision.objects.get().question.published is None


def test_text_left_unsaved_is_offered_again(editor: Page) -> None:
    field(editor).fill(TEXT)
    editor.wait_for_timeout(500)
    url = editor.url
    editor.goto("about:blank")
    visit(editor, url)
    expect(field(editor)).not_to_have_value(TEXT)
    editor.get_by_role("button", name="Le remettre").click()
    expect(field(editor)).to_have_value(TEXT)
    expect(editor.locator("#preview").get_by_text("Combien de segments")).to_be_visible()


def test_text_that_is_given_up_is_forgotten(editor: Page) -> None:
    field(editor).fill(TEXT)
    editor.wait_for_timeout(500)
    editor.reload()
    editor.get_by_role("button", name="L’oublier").click()
    editor.reload()
    expect(editor.get_by_role("button", name="Le remettre")).to_be_hidden()


def test_text_that_was_saved_is_not_offered(editor: Page) -> None:
    field(editor).fill(TEXT + "\n\n")
    editor.wait_for_timeout(500)
    editor.get_by_role("button", name="brouillon").click()
    editor.wait_for_url("**/questions/*/?vue=texte")
    editor.reload()
    expect(field(editor)).to_have_value(TEXT)
    expect(editor.get_by_role("button", name="Le remettre")).to_be_hidden()
