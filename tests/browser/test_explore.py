"""Explorables in Chromium: both twins agree to the last digit, and a keyboard is enough."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from courses.accounts.models import User
from courses.content.explorables import draw_explorable, find_place
from courses.content.models import Lesson
from courses.markup.page import Fence
from courses.progress.exploration_words import ExplorationPage
from courses.progress.explorations import resume
from courses.progress.models import Exploration
from courses.simulations.parts import Control, Explorable
from tests.browser.conftest import Faults
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import make_cohort, make_lesson, make_member, make_student
from tests.simulations.cases import explorables
from tests.simulations.vectors import stored

pytestmark = pytest.mark.django_db(transaction=True)
TWINS = """async ([name, vectors]) => {
  const { scene } = await import(`/static/js/explore/${name}.js`);
  return vectors.map(({ given, choice }) => JSON.parse(JSON.stringify(scene(given, choice))));
}"""


def place_of(explorable: Explorable) -> str:
    """The static place of the explorable's example."""
    info, _, text = explorable.example.removeprefix("```explorable ").partition("\n")
    return draw_explorable(Fence(info, text.removesuffix("```").rstrip(), "fr"))


@pytest.fixture
def lesson(transactional_db: None) -> Lesson:
    """One lesson that holds every explorable, with room between them."""
    space = "<p>Un texte.</p>" * 3
    return make_lesson(html=space.join(place_of(each) for each in explorables()))


@pytest.fixture
def awa(lesson: Lesson) -> User:
    awa = make_student()
    make_member(awa, make_cohort(course=lesson.course))
    return awa


def test_the_twins_make_the_same_scenes(page: Page) -> None:
    visit(page, "/clavier/")
    for explorable in explorables():
        vectors = stored(explorable)
        made = page.evaluate(TWINS, [explorable.name, vectors])
        for one, vector in zip(made, vectors, strict=True):
            case = (explorable.name, vector["choice"])
            assert (case, one) == (case, vector["scene"])


def spaced(text: str) -> str:
    """The text with plain spaces: languages of the browser and of the site differ in theirs."""
    return re.sub(r"\s+", " ", text).strip()


def press(field: Locator, key: str) -> None:
    field.focus()
    field.page.keyboard.press(key)


def predict(block: Locator) -> None:
    """Any prediction: the first option, or a number."""
    field = block.locator(".predict [name=prediction]:not([type=hidden])").first
    field.focus()
    if field.get_attribute("type") == "number":
        block.page.keyboard.type("50")
    else:
        block.page.keyboard.press("Space")
    press(block.locator(".predict button"), "Enter")
    expect(block.locator(".act").first).to_be_enabled()


def set_to(block: Locator, control: Control, wanted: Any) -> None:
    """Brings a control to a value with the keys that its kind has."""
    if control.kind == "step":
        if block.locator("[value=end]").is_enabled():
            press(block.locator("[value=next]"), "Enter")
        if block.locator("[value=end]").is_enabled():
            press(block.locator("[value=end]"), "Enter")
        return
    field = block.locator(f".act [name={control.name}]")
    if control.kind == "flag":
        if field.is_checked() != wanted:
            press(field, "Space")
        return
    key = "ArrowDown" if control.kind == "choice" else "ArrowRight"
    press(field, "Home")
    for _ in range(400):
        value = field.input_value()
        if value == wanted or (control.kind == "number" and float(value) == float(wanted)):
            return
        press(field, key)
    raise AssertionError(f"{control.name} never is {wanted}")


def as_python_says(user: User, lesson: Lesson, place: str) -> ExplorationPage:
    assert lesson.published is not None
    found = find_place(lesson.published.html, place)
    assert found is not None
    return ExplorationPage(resume(user, lesson, found, 1), keeps=True)


def test_each_by_keyboard_alone_shows_and_keeps_what_python_computes(
    page: Page, awa: User, lesson: Lesson
) -> None:
    sign_in(page, awa)
    visit(page, lesson.get_absolute_url())
    for number, explorable in enumerate(explorables()):
        place = page.locator(".text .explorable").nth(number)
        place.scroll_into_view_if_needed()
        block = place.locator(f"explore-{explorable.name}")
        expect(block).to_be_visible()
        name = block.locator("form").get_attribute("action").split("/")[-2]
        predict(block)
        question = as_python_says(awa, lesson, name).question
        for control in explorable.controls(as_python_says(awa, lesson, name).exploring.given):
            set_to(block, control, question.choice.get(control.name))
        expect(block.locator(".said b")).to_be_visible()
        expect(block.locator(".kept")).to_contain_text("enregistré à")
        wait_until_kept(block, awa, name)
        told = as_python_says(awa, lesson, name)
        assert spaced(block.locator(".said b").inner_text()) == spaced(told.compared)
        shown = [spaced(text) for text in block.locator(".said span").all_inner_texts()]
        assert shown == [spaced(text) for text in told.said]
        cells = [spaced(text) for text in block.locator("tbody td").all_inner_texts()]
        assert cells == [spaced(text) for row in told.rows for text, _ in row]
        assert block.locator("svg > *").count() == len(told.scene.shapes)


def wait_until_kept(block: Locator, user: User, place: str) -> None:
    """Settings are sent a moment after the last key."""
    shown = block.evaluate("one => one.choice")
    for _ in range(100):
        kept = Exploration.objects.filter(user=user, place=place).first()
        if kept and kept.seen_at and kept.choice == shown:
            return
        block.page.wait_for_timeout(50)
    raise AssertionError(f"{place} was never kept as {shown}")


def test_readable_in_both_themes_and_at_every_width(page: Page, awa: User, lesson: Lesson) -> None:
    sign_in(page, awa)
    visit(page, lesson.get_absolute_url())
    for place in page.locator(".text .explorable").all():
        place.scroll_into_view_if_needed()
        expect(place.locator("form")).to_be_visible()
        predict(place)
    axe_everywhere(page)


def test_offline_an_attempt_waits_and_is_kept_once(
    page: Page, awa: User, lesson: Lesson, faults: Faults
) -> None:
    faults.allow("ERR_INTERNET_DISCONNECTED")
    sign_in(page, awa)
    visit(page, lesson.get_absolute_url())
    block = page.locator(".text .explorable").first
    expect(block.locator("form")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    predict(block)
    expect(block.locator(".kept")).to_contain_text("À vérifier")
    assert not Exploration.objects.exists()
    page.context.set_offline(False)
    expect(block.locator(".kept")).to_contain_text("Vérifié et enregistré")
    assert Exploration.objects.count() == 1
