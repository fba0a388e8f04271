"""What a first visit to a lesson costs a telephone, measured on the course that ships."""

from urllib.parse import urlsplit

import brotli
import pytest
from django.conf import settings
from django.db.models.functions import Length
from playwright.sync_api import Page, Request

from courses.accounts.models import User
from courses.content.actions.decks import import_deck_text
from courses.content.models import Lesson
from courses.quizzes.actions.authoring import publish_question, save_question
from courses.quizzes.text.reading import read_quiz
from tests.browser.look import sign_in
from tests.make import NOW, make_cohort, make_course, make_member, make_student

pytestmark = pytest.mark.django_db(transaction=True)
MATERIAL = settings.BASE_DIR / "courses/material/virtualisation"
MOST = 12_000


@pytest.fixture
def longest(transactional_db: None) -> Lesson:
    """The longest lesson of the first chapter, with the questions at its end."""
    course = make_course("Virtualisation", "virtualisation")
    deck = MATERIAL / "chapitre-1-virtualisation.md"
    import_deck_text(
        source=deck.read_text(), name=deck.name, course=course, user=None, now=NOW, publish=True
    )
    of_deck = set(course.lessons.values_list("slug", flat=True))
    for text in read_quiz((MATERIAL / "questions.quiz.md").read_text()).questions:
        if text.lesson not in of_deck:
            continue
        revision = save_question(course=course, text=text, author=None, now=NOW)
        publish_question(question=revision.question, now=NOW)
    lessons = Lesson.objects.filter(check_quiz__isnull=False).select_related("course")
    longest = lessons.order_by(Length("published__html")).last()
    assert longest is not None
    return longest


@pytest.fixture
def awa(longest: Lesson) -> User:
    student = make_student()
    make_member(student, make_cohort(course=longest.course))
    return student


def weight(request: Request) -> int:
    """Bytes of the answer as served: pages by gzip, files of the site by brotli, ahead."""
    response = request.response()
    assert response is not None
    if urlsplit(request.url).path.startswith(settings.STATIC_URL):
        return len(brotli.compress(response.body()))
    assert response.header_value("Content-Encoding") == "gzip"
    return int(request.sizes()["responseBodySize"])


def test_first_visit(page: Page, awa: User, longest: Lesson) -> None:
    sign_in(page, awa)
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    page.goto(longest.get_absolute_url())
    page.wait_for_load_state("networkidle")
    assert page.locator(".question-form").count() >= 2
    kinds = ("document", "script", "stylesheet")
    loaded = {
        urlsplit(request.url).path: weight(request)
        for request in requests
        if request.resource_type in kinds
    }
    assert {path.rpartition(".")[2] for path in loaded} - {"js"} == {longest.get_absolute_url()}
    assert sum(loaded.values()) <= MOST, loaded
