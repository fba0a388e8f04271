"""A file of questions comes in and goes out, on accessible pages."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.quizzes.models import Question
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import make_lesson, make_teacher

pytestmark = pytest.mark.django_db(transaction=True)
EXAMPLES = Path(__file__).parents[1] / "data/quiz/exemples.aiken.txt"


def test_a_file_is_checked_imported_and_exported(page: Page) -> None:
    course = make_lesson().course
    sign_in(page, make_teacher(course=course))
    visit(page, reverse("questions_import", args=[course.slug]))
    page.locator("[name=file]").set_input_files(EXAMPLES)
    page.get_by_role("button", name="Vérifier les questions").click()
    expect(page.locator("#found")).to_have_text("2 questions sans erreur")
    axe_everywhere(page)
    page.get_by_role("button", name="Importer comme brouillons").click()
    expect(page.get_by_text("2 questions ajoutées")).to_be_visible()
    assert Question.objects.count() == 2
    visit(page, reverse("questions_export", args=[course.slug]) + "?format=gift")
    axe_everywhere(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger le fichier").click()
    assert download.value.suggested_filename == f"questions-{course.slug}.gift"
