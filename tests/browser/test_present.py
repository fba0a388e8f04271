"""A lesson cut into slides that fit the screen, gone through by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from courses.content.models import Section
from courses.content.rendering import render_lessons
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import make_lesson, make_section, make_teacher

pytestmark = pytest.mark.django_db(transaction=True)

FIGURE = "```pile\npile deux : Deux couches\nos Système\nmat Matériel\n```"
LONG = "\n".join(f"- Point {number} d’une longue liste, qui ne tient pas." for number in range(40))
EXPLORABLE = "```explorable pool\n```"
TEXT = f"Une phrase.\n\n## Une figure\n\n{FIGURE}\n\n{EXPLORABLE}\n\n## Une liste\n\n{LONG}\n"


def drawn(section: Section, text: str) -> str:
    """The page of a text, with its figures."""
    return render_lessons(section.chapter.course, [text])[0].html


def test_a_lesson_is_presented_by_keyboard(page: Page) -> None:
    section = make_section()
    lesson = make_lesson(section, html=drawn(section, TEXT))
    sign_in(page, make_teacher(course=lesson.course))
    page.set_viewport_size({"width": 1280, "height": 720})
    visit(page, lesson.get_absolute_url())
    page.get_by_role("link", name="Présenter").click()
    count = page.locator(".slide-bar output")
    expect(count).to_have_text(re.compile(r"1 / \d+"))
    slides = page.locator(".slide")
    texts, parts = [], []
    for number in range(slides.count()):
        now = page.locator(".slide.now")
        expect(count).to_have_text(f"{number + 1} / {slides.count()}")
        if now.locator(".explorable").count():
            expect(now.locator("form .shown")).to_be_visible()
            parts.append(now.locator(".figure, .explorable").count())
        assert now.evaluate("one => one.scrollHeight <= one.clientHeight")
        texts.append(now.inner_text())
        page.keyboard.press("ArrowRight")
    assert parts == [1]  # an explorable has its slide to itself
    whole = " ".join(texts)
    assert [whole.count(f"Point {number} d’une") for number in range(40)] == [1] * 40
    assert (texts[1].startswith("La connexion TCP"), "Une liste (suite)" in whole) == (True, True)
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    page.reload()
    expect(count).to_have_text(f"2 / {slides.count()}")
    axe_everywhere(page)
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(f"{lesson.get_absolute_url()}$"))
