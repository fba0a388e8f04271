"""Each lesson of the course that ships: what a first visit weighs, and who can read it."""

import re
from urllib.parse import urlsplit

import brotli
import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, Request

from courses.accounts.models import User
from courses.content.models import Course
from courses.exchange.demonstration import load_course
from elearning.storage import compacted
from tests.browser.look import RULES_OF_COLOUR, axe, sign_in, visit
from tests.make import NOW, make_cohort, make_member, make_student, make_teacher

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 12_000
FILE = re.compile(r'(?:href|src)="/static/([^"]+\.(?:css|js))"')
WITHOUT_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


@pytest.fixture
def course(transactional_db: None) -> Course:
    return load_course(make_teacher(), NOW)


@pytest.fixture
def awa(course: Course) -> User:
    student = make_student()
    make_member(student, make_cohort(course=course))
    return student


def named_files(page: str) -> set[str]:
    """The style sheets and scripts that a page names: no script fetches more before a gesture,
    but for the models of an explorable, which come beside the lesson shortly before they are read.
    """
    return set(FILE.findall(WITHOUT_SCRIPT.sub("", page)))


def served(name: str) -> int:
    """Bytes of a file of the site as it is served: compressed ahead."""
    content = (settings.BASE_DIR / "static" / name).read_bytes()
    return len(brotli.compress(compacted(name, content)))


def test_each_lesson_is_light(client: Client, course: Course, awa: User) -> None:
    client.force_login(awa)
    heavy = {}
    for lesson in course.lessons.select_related("course"):
        response = client.get(lesson.get_absolute_url(), headers={"Accept-Encoding": "br"})
        page = brotli.decompress(response.content).decode()
        weight = {"page": len(response.content)} | {
            name: served(name) for name in named_files(page)
        }
        if sum(weight.values()) > MOST:
            heavy[lesson.slug] = weight
    assert heavy == {}


def test_nothing_else_is_fetched(page: Page, course: Course, awa: User) -> None:
    sign_in(page, awa)
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    page.set_viewport_size({"width": 360, "height": 740})
    for slug in ("paravirtualisation", "architecture-virtualisee"):
        requests.clear()
        page.goto(course.lessons.get(slug=slug).get_absolute_url())
        page.wait_for_load_state("networkidle")
        fetched = {
            urlsplit(one.url).path.removeprefix("/static/")
            for one in requests
            if one.resource_type in ("script", "stylesheet")
        }
        assert {name for name in fetched if "/explore" not in name} == named_files(page.content())


def test_each_lesson_can_be_read_by_everybody(page: Page, course: Course, awa: User) -> None:
    sign_in(page, awa)
    page.set_viewport_size({"width": 360, "height": 740})
    for lesson in course.lessons.select_related("course"):
        visit(page, lesson.get_absolute_url())
        axe(page)
        page.emulate_media(color_scheme="dark")
        axe(page, RULES_OF_COLOUR)
        page.emulate_media(color_scheme="light")
