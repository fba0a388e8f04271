"""Figures drawn from text, as a browser really draws them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from courses.content.actions.lessons import add_revision, publish_lesson
from courses.content.models import LessonRevision
from courses.figures.registry import draw
from courses.markup.sink import clean
from elearning.inlined import style
from tests.browser.look import sign_in
from tests.figures.shipped import shipped
from tests.make import NOW, make_lesson, make_teacher

pytestmark = pytest.mark.browser
SHEET = Path(settings.BASE_DIR) / "static/css/figures.css"
# A text is in its box when its middle is, and then all of it; none is cut off by its drawing.
OUTSIDE = """() => [...document.querySelectorAll('svg')]
  .filter((svg) => svg.getClientRects().length)
  .flatMap((svg) => {
    const page = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('rect')].map((box) => box.getBoundingClientRect());
    return [...svg.querySelectorAll('text')].filter((text) => {
      const at = text.getBoundingClientRect();
      const [x, y] = [(at.left + at.right) / 2, (at.top + at.bottom) / 2];
      const around = boxes.filter((b) => b.left < x && x < b.right && b.top < y && y < b.bottom);
      return [page, ...around].some((b) => at.left < b.left - 1 || at.right > b.right + 1);
    }).map((text) => text.textContent);
  })"""
SIZES = """() => [...document.querySelectorAll('svg')]
  .filter((svg) => svg.getClientRects().length)
  .map((svg) => svg.querySelector('text'))
  .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"""


@pytest.mark.parametrize(("width", "shown"), [(360, "d-narrow"), (1280, "d-wide")])
def test_every_text_stays_in_its_box_and_is_read(page: Page, width: int, shown: str) -> None:
    figures = [
        f'<div class="drawing">{clean(draw(text, french=True, id_=f"t-f{number}"))}</div>'
        for number, text in enumerate(shipped().values())
    ]
    css = style() + SHEET.read_text()
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(f"<style>{css}</style><main><div class=text>{''.join(figures)}</div></main>")
    assert page.locator(f".{shown}:visible").count() == len(figures)
    assert page.locator(".d-figure:visible").count() == len(figures)
    assert page.evaluate(OUTSIDE) == []
    assert min(page.evaluate(SIZES)) >= 12
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.django_db(transaction=True)
def test_enter_opens_a_figure_wide_and_the_focus_comes_back(page: Page, live_server) -> None:
    lesson = make_lesson()
    teacher = make_teacher(course=lesson.course)
    source = "```pile t : Deux couches\napp Haut\nmat Bas\n```\n"
    add_revision(
        lesson=lesson,
        title=lesson.title,
        source=source,
        author=teacher,
        now=NOW,
        origin=LessonRevision.Origin.EDIT,
    )
    publish_lesson(lesson=lesson, now=NOW)
    page.set_viewport_size({"width": 360, "height": 700})
    sign_in(page, teacher)
    page.goto(live_server.url + lesson.get_absolute_url())
    page.keyboard.press("Tab")  # a first gesture
    button = page.get_by_role("button", name="Agrandir")
    expect(button).to_have_accessible_name(re.compile("Pile de 2 couches, de bas en haut"))
    button.press("Enter")
    dialog = page.get_by_role("dialog", name="Deux couches")
    expect(dialog.locator(".d-wide")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
