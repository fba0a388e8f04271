"""A section's quiz, its attempt and its result are accessible in both themes at every width."""

import pytest
from playwright.sync_api import Page

from courses.quizzes.models import Attempt
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import make_cohort, make_lesson, make_member, make_student
from tests.quizzes.test_attempts import publish_all

pytestmark = pytest.mark.django_db(transaction=True)


def test_quiz_attempt_and_result(page: Page) -> None:
    lesson = make_lesson()
    publish_all(lesson.course)
    awa = make_student()
    make_member(awa, make_cohort(course=lesson.course))
    sign_in(page, awa)
    visit(page, lesson.section.quiz.get_absolute_url())
    axe_everywhere(page)
    page.get_by_role("button", name="Commencer").click()
    axe_everywhere(page)
    page.get_by_role("button", name="Rendre").click()
    page.get_by_role("heading", name="Rendre ?").wait_for()
    axe_everywhere(page)
    page.get_by_role("button", name="Rendre quand même").click()
    page.locator(".result").wait_for()
    axe_everywhere(page)
    assert Attempt.objects.get().state == Attempt.State.SUBMITTED
