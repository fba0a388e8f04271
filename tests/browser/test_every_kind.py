"""Every kind of question answered by keyboard alone, on a telephone's width."""

import pytest
from playwright.sync_api import Locator, Page, expect

from courses.quizzes.cards.queries import attempt_cards
from courses.quizzes.models import Attempt, Question
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import make_cohort, make_lesson, make_member, make_student
from tests.quizzes.every_kind import fields, publish_sample, right_answer

pytestmark = pytest.mark.django_db(transaction=True)


def tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until `target` has the focus; after the end of the page comes its beginning."""
    for _ in range(200):
        if target.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not reach it")


def choose(page: Page, field: Locator, value: str) -> None:
    """Presses the arrow down until the list that has the focus holds `value`."""
    for _ in range(20):
        if field.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no way to {value}")


def answer(page: Page, question: Question) -> None:
    """Answers by Tab, arrows, Space and letters."""
    box = page.locator(f"#q{question.pk}")
    kind = question.published.kind if question.published else ""
    given = right_answer(question)
    if kind in ("choice", "true-false", "hotspot"):
        radios = box.get_by_role("radio")
        tab_to(page, radios.first)
        page.keyboard.press("Space")
        values = radios.evaluate_all("all => all.map(each => each.value)")
        for _ in range(values.index(given)):
            page.keyboard.press("ArrowDown")
    elif kind == "multiple":
        for value in given:
            tab_to(page, box.locator(f"[value='{value}']"))
            page.keyboard.press("Space")
    elif kind == "ordering":
        order(page, box, given)
    else:
        for name, value in fields(question, given).items():
            field = box.locator(f"[name='{name}']")
            tab_to(page, field)
            if field.evaluate("each => each.localName") == "select":
                choose(page, field, value)
            else:
                page.keyboard.type(value)


def order(page: Page, box: Locator, ids: list[str]) -> None:
    """Moves each item up to its place by the arrow key."""
    for place, id_ in enumerate(ids):
        item = box.locator("li", has=page.locator(f"[name$='position-{id_}']"))
        up = item.get_by_role("button", name="Monter")
        tab_to(page, up)
        at = item.evaluate("each => [...each.parentNode.children].indexOf(each)")
        for _ in range(at - place):
            page.keyboard.press("ArrowUp")
        expect(up).to_be_focused()
    expect(box.get_by_role("status")).to_contain_text("place")


def test_all_kinds_by_keyboard(page: Page) -> None:
    lesson = make_lesson()
    questions = publish_sample(lesson)
    awa = make_student()
    make_member(awa, make_cohort(course=lesson.course))
    sign_in(page, awa)
    page.set_viewport_size({"width": 360, "height": 800})
    visit(page, lesson.section.quiz.get_absolute_url())
    page.get_by_role("button", name="Commencer").click()
    axe_everywhere(page)
    page.set_viewport_size({"width": 360, "height": 800})
    for question in questions.values():
        answer(page, question)
    page.get_by_role("button", name="Rendre").press("Enter")
    page.locator(".result").wait_for()
    cards = attempt_cards(Attempt.objects.get().pk)
    states = {card.kind: card.state for card in cards}
    assert states.pop("open") == "manual"
    assert set(states.values()) == {"right"}, states
    axe_everywhere(page)
