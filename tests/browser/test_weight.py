"""A lesson on a slow network: what its first visit weighs, and how many round trips it takes."""

import gzip
import re
from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import Page, Response

from tests.browser.look import sign_in, visit
from tests.make import make_cohort, make_lesson, make_member, make_student
from tests.quizzes.test_attempts import publish_all

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 10_240  # bytes: 10 kB of text, style and scripts together


@pytest.fixture
def first_visit(page: Page) -> list[Response]:
    """What is loaded by a lesson with three questions and a short text."""
    lesson = make_lesson(
        html="<h2 id='t-a'>Trois segments</h2>" + "<p>Un segment suffit-il ?</p>" * 3
    )
    publish_all(lesson.course)
    student = make_student()
    make_member(student, make_cohort(course=lesson.course))
    sign_in(page, student)
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    visit(page, lesson.get_absolute_url())
    page.wait_for_load_state("networkidle")
    return [one for one in loaded if one.request.method == "GET"]


def test_first_visit_is_light(first_visit: list[Response]) -> None:
    weight = {
        urlsplit(one.url).path: len(gzip.compress(one.body()))
        if one.request.resource_type == "document"
        else len(brotli.compress(one.body()))
        for one in first_visit
        if one.request.resource_type in ("document", "stylesheet", "script")
    }
    assert sum(weight.values()) < MOST, weight


def test_nothing_stands_between_the_page_and_its_text(first_visit: list[Response]) -> None:
    kinds = [one.request.resource_type for one in first_visit]
    assert kinds.count("document") == 1
    assert kinds.count("stylesheet") == 0
    assert re.findall(r"<script(?![^>]*type=.module)[^>]*src=", first_visit[0].text()) == []


def test_every_script_is_asked_for_by_the_page_itself(first_visit: list[Response]) -> None:
    loaded = {urlsplit(one.url).path for one in first_visit if one.url.endswith(".js")}
    named = set(re.findall(r'(?:src|href)="([^"]+\.js)"', first_visit[0].text()))
    assert loaded == named
