"""A quiz from its first line to its last mark: written, mended, taken, marked, corrected."""

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from courses.content.models import Lesson
from courses.quizzes.models import Attempt, Mark, Question
from tests.browser.conftest import Faults
from tests.browser.look import sign_in, visit
from tests.make import make_cohort, make_lesson, make_member, make_student, make_teacher

pytestmark = pytest.mark.django_db(transaction=True)

SHORT = "### courte mot\nsection: 1 · bloom: se rappeler\nComment nomme-t-on le premier segment ?\n"
OPEN = (
    "### ouverte pourquoi\nsection: 1 · bloom: évaluer\nPourquoi trois segments ?\n"
    "~ 2 : nomme l'accord des deux côtés\n~ 1 : parle des numéros de séquence\n"
)


@pytest.fixture
def lesson() -> Lesson:
    return make_lesson()


@pytest.fixture
def fatou(page: Page, lesson: Lesson) -> Page:
    sign_in(page, make_teacher(course=lesson.course))
    return page


@pytest.fixture
def awa(new_context: Any, lesson: Lesson, base_url: str) -> Page:
    """A student on a small telephone, with a keyboard alone."""
    student = make_student()
    make_member(student, make_cohort(course=lesson.course))
    context: BrowserContext = new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, student)
    return page


def write_question(page: Page, lesson: Lesson, text: str) -> None:
    visit(page, reverse("question_new", args=[lesson.course.slug]) + "?kind=short&vue=texte")
    page.get_by_label("Question, en texte").fill(text)
    page.get_by_role("button", name="Enregistrer et publier").click()


def tab_to(page: Page, name: str, role: str = "button") -> None:
    """Moves with Tab alone until the control called `name` has the focus."""
    target = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
    expect(target).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {name}")


def test_a_quiz_from_its_first_line_to_its_last_mark(
    fatou: Page, awa: Page, lesson: Lesson, faults: Faults
) -> None:
    faults.allow("422")
    faults.allow("ERR_INTERNET_DISCONNECTED")
    write_with_a_mistake_and_mend(fatou, lesson)
    write_question(fatou, lesson, OPEN)
    expect(fatou.get_by_text("La question est publiée.")).to_be_visible()
    take_by_keyboard_through_a_lost_connection(awa, lesson)
    mark_the_open_answer(fatou, lesson)
    correct_the_key_and_regrade(fatou, lesson)
    awa.reload()
    expect(awa.get_by_text("4 sur 4").first).to_be_visible()


def write_with_a_mistake_and_mend(page: Page, lesson: Lesson) -> None:
    """The key is missing; the page says where, keeps the text, and takes the mended one."""
    write_question(page, lesson, SHORT)
    summary = page.locator(".error-summary")
    expect(summary).to_be_visible()
    expect(page).to_have_title(re.compile("^Erreur"))
    text = page.get_by_label("Question, en texte")
    expect(text).to_have_value(SHORT)
    text.fill(f"{SHORT}= FIN\n≠ RST > Celui-là coupe court.\n")
    page.get_by_role("button", name="Enregistrer et publier").click()
    expect(page.get_by_text("La question est publiée.")).to_be_visible()
    assert Question.objects.get(slug="mot").published is not None


def take_by_keyboard_through_a_lost_connection(page: Page, lesson: Lesson) -> None:
    """An answer written while there is no connection arrives with the next page."""
    visit(page, Question.objects.get(slug="mot").section.quiz.get_absolute_url())  # type: ignore[union-attr]
    tab_to(page, "Commencer")
    page.keyboard.press("Enter")
    tab_to(page, "Votre réponse, en quelques mots", "textbox")
    page.keyboard.type("SYN")
    expect(page.locator("[data-save-state]")).to_contain_text("Enregistré à")
    page.context.set_offline(True)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.keyboard.type("Chaque côté donne son numéro et confirme celui de l’autre.")
    banner = page.get_by_text("Le site ne répond pas")
    expect(banner).to_contain_text("À envoyer\N{NO-BREAK SPACE}: 1")
    page.context.set_offline(False)
    expect(banner).to_be_hidden(timeout=15_000)
    stored = list(Attempt.objects.get().responses.values_list("answer", flat=True))
    assert stored == ["SYN", "Chaque côté donne son numéro et confirme celui de l’autre."]
    page.reload()
    tab_to(page, "Rendre le quiz")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Résultat")
    expect(page.get_by_text("Pas encore").first).to_be_visible()
    expect(page.get_by_text("En attente").first).to_be_visible()


def mark_the_open_answer(page: Page, lesson: Lesson) -> None:
    """By keyboard: the points of each criterion, then Ctrl+Enter."""
    visit(page, reverse("marking", args=[lesson.course.slug]))
    page.get_by_role("link", name="pourquoi").first.click()
    expect(page.get_by_text("Chaque côté donne son numéro")).to_be_visible()
    criteria = page.locator("[data-criterion]")
    criteria.nth(0).locator("input").first.focus()
    page.keyboard.press("2")
    criteria.nth(1).locator("input").first.focus()
    page.keyboard.press("1")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Enregistré").first).to_be_visible()
    assert Mark.objects.filter(origin=Mark.Origin.TEACHER).get().points == 3


def correct_the_key_and_regrade(page: Page, lesson: Lesson) -> None:
    """SYN was right all along: who changes from what to what is shown before it is applied."""
    question = Question.objects.get(slug="mot")
    visit(page, reverse("question_edit", args=[lesson.course.slug, question.pk]) + "?vue=texte")
    text = page.get_by_label("Question, en texte")
    text.fill(text.input_value().replace("= FIN", "= SYN | synchronisation"))
    page.get_by_role("button", name="Enregistrer et publier").click()
    expect(page.get_by_text("La question est publiée.")).to_be_visible()
    visit(page, reverse("regrade", args=[lesson.course.slug, question.pk]))
    row = page.get_by_role("row").filter(has_text="Awa Diop")
    expect(row).to_contain_text("0")
    page.get_by_label("Raison").fill("SYN était juste.")
    page.get_by_role("button", name="Corriger ces notes").click()
    expect(page.get_by_text("SYN était juste.").first).to_be_visible()
    assert Mark.objects.filter(origin=Mark.Origin.REGRADE).get().points == 1
