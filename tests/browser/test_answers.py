"""Answers in a browser: said at once, saved by themselves, kept while there is no connection."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from courses.content.models import Lesson
from courses.quizzes.models import Attempt, Mark, Response
from tests.browser.conftest import Faults
from tests.browser.look import axe, sign_in, visit
from tests.make import make_cohort, make_lesson, make_member, make_student
from tests.quizzes.test_attempts import publish_all

pytestmark = pytest.mark.django_db(transaction=True)
OFFLINE = "ERR_INTERNET_DISCONNECTED"


@pytest.fixture
def lesson() -> Lesson:
    lesson = make_lesson()
    publish_all(lesson.course)
    return lesson


@pytest.fixture
def reader(page: Page, lesson: Lesson) -> Page:
    student = make_student()
    make_member(student, make_cohort(course=lesson.course))
    sign_in(page, student)
    return page


@pytest.fixture
def attempt(reader: Page, lesson: Lesson) -> Page:
    """The student in a new attempt at the section's quiz."""
    quiz = lesson.section.quiz
    visit(reader, quiz.get_absolute_url())
    reader.get_by_role("button", name="Commencer").click()
    expect(reader.get_by_role("button", name="Rendre")).to_be_visible()
    return reader


def answer(page: Page, text: str) -> None:
    page.get_by_label(text).check()
    page.get_by_role("button", name="Répondre").first.click()


def test_answer_is_explained_without_leaving_the_page(reader: Page, lesson: Lesson) -> None:
    visit(reader, lesson.get_absolute_url())
    reader.evaluate("window.samePage = true")
    answer(reader, "Deux")
    said = reader.locator(".feedback").first
    expect(said).to_be_focused()
    expect(said).to_contain_text("Pas encore")
    axe(reader)
    assert reader.evaluate("window.samePage") is True
    assert Mark.objects.count() == 1


def test_without_scripts_the_page_comes_back_at_the_question(
    new_context, reader: Page, lesson: Lesson
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.context.add_cookies(reader.context.cookies())
    visit(page, lesson.get_absolute_url())
    answer(page, "Trois")
    expect(page.locator(".feedback").first).to_contain_text("Juste")
    assert "#q" in page.url


def test_hint_is_shown_and_the_choice_kept(reader: Page, lesson: Lesson) -> None:
    visit(reader, lesson.get_absolute_url())
    reader.get_by_role("button", name="Un indice").click()
    expect(reader.get_by_text("comptez l’aller")).to_be_visible()


def test_answer_waits_for_the_connection_and_counts_once(
    reader: Page, lesson: Lesson, faults: Faults
) -> None:
    faults.allow(OFFLINE)
    visit(reader, lesson.get_absolute_url())
    reader.wait_for_load_state("networkidle")
    reader.context.set_offline(True)
    answer(reader, "Trois")
    banner = reader.get_by_text("Le site ne répond pas")
    expect(banner).to_contain_text("À envoyer\N{NO-BREAK SPACE}: 1")
    expect(reader.get_by_label("Trois")).to_be_checked()
    answer(reader, "Trois")
    expect(banner).to_contain_text("À envoyer\N{NO-BREAK SPACE}: 1")
    assert Mark.objects.count() == 0
    reader.context.set_offline(False)
    expect(reader.locator(".feedback").first).to_contain_text("Juste")
    expect(banner).to_be_hidden()
    assert Mark.objects.count() == 1


def test_answer_that_was_never_sent_is_sent_by_the_next_page(
    reader: Page, lesson: Lesson, faults: Faults
) -> None:
    faults.allow(OFFLINE)
    visit(reader, lesson.get_absolute_url())
    reader.wait_for_load_state("networkidle")
    reader.context.set_offline(True)
    answer(reader, "Trois")
    expect(reader.get_by_text("Le site ne répond pas")).to_be_visible()
    reader.close()
    reader.context.set_offline(False)
    again = reader.context.new_page()
    visit(again, lesson.get_absolute_url())
    expect(again.locator(".feedback").first).to_contain_text("Juste")
    assert Mark.objects.count() == 1


def test_what_one_person_left_is_not_sent_by_another(
    reader: Page, lesson: Lesson, faults: Faults
) -> None:
    faults.allow(OFFLINE)
    visit(reader, lesson.get_absolute_url())
    reader.wait_for_load_state("networkidle")
    reader.context.set_offline(True)
    answer(reader, "Trois")
    expect(reader.get_by_text("Le site ne répond pas")).to_be_visible()
    reader.context.set_offline(False)
    other = make_student("binta", first_name="Binta")
    make_member(other, lesson.course.cohorts.get())
    sign_in(reader, other)
    reader.goto("about:blank")
    visit(reader, lesson.get_absolute_url())
    reader.wait_for_load_state("networkidle")
    assert not Response.objects.filter(attempt__user=other).exists()
    expect(reader.get_by_text("Le site ne répond pas")).to_be_hidden()


def test_answer_of_who_was_signed_out_leaves_after_signing_in(reader: Page, lesson: Lesson) -> None:
    visit(reader, lesson.get_absolute_url())
    reader.wait_for_load_state("networkidle")
    cookies = reader.context.cookies()
    reader.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    answer(reader, "Trois")
    expect(reader.get_by_role("heading", name="Se connecter")).to_be_visible()
    assert Mark.objects.count() == 0
    reader.context.add_cookies(cookies)
    visit(reader, lesson.get_absolute_url())
    expect(reader.locator(".feedback").first).to_contain_text("Juste")
    assert Mark.objects.count() == 1


def test_attempt_saves_each_answer_by_itself(attempt: Page) -> None:
    attempt.get_by_label("Les octets").check()
    expect(attempt.locator("[data-save-state]")).to_contain_text("Enregistré à")
    expect(attempt.locator(".question-map")).to_contain_text("répondu")
    assert len(Response.objects.get().answer) == 1
    attempt.reload()
    expect(attempt.get_by_label("Les octets")).to_be_checked()


def test_handing_in_at_once_loses_nothing(attempt: Page) -> None:
    attempt.get_by_label("Les machines").check()
    attempt.get_by_label("Les machines").uncheck()
    attempt.get_by_label("Les octets").check()
    attempt.get_by_role("button", name="Rendre").click()
    expect(attempt.locator(".result")).to_contain_text("1 sur 1")
    assert Attempt.objects.get().state == Attempt.State.SUBMITTED


def test_handing_in_after_everything_was_saved(attempt: Page) -> None:
    attempt.get_by_label("Les octets").check()
    expect(attempt.locator("[data-save-state]")).to_contain_text("Enregistré à")
    attempt.get_by_role("button", name="Rendre").click()
    expect(attempt.locator(".result")).to_contain_text("1 sur 1")


def test_attempt_goes_on_without_a_connection(attempt: Page, faults: Faults) -> None:
    faults.allow(OFFLINE)
    attempt.wait_for_load_state("networkidle")
    attempt.context.set_offline(True)
    attempt.get_by_label("Les octets").check()
    expect(attempt.locator("[data-save-state]")).to_contain_text("gardé sur cet appareil")
    attempt.context.set_offline(False)
    expect(attempt.locator("[data-save-state]")).to_contain_text("Enregistré à")
    assert Response.objects.get().saves == 1


def test_attempt_reopened_shows_what_had_not_been_sent(attempt: Page, faults: Faults) -> None:
    faults.allow(OFFLINE)
    attempt.wait_for_load_state("networkidle")
    attempt.context.set_offline(True)
    attempt.get_by_label("Les octets").check()
    expect(attempt.locator("[data-save-state]")).to_contain_text("gardé sur cet appareil")
    url = attempt.url
    attempt.close()
    attempt.context.set_offline(False)
    again = attempt.context.new_page()
    visit(again, url)
    expect(again.get_by_label("Les octets")).to_be_checked()
    again.get_by_role("button", name="Rendre").click()
    expect(again.locator(".result")).to_contain_text("1 sur 1")


def test_attempt_handed_in_elsewhere_says_so(attempt: Page, faults: Faults) -> None:
    faults.allow("409")
    Attempt.objects.update(state=Attempt.State.SUBMITTED)
    attempt.get_by_label("Les octets").check()
    expect(attempt.locator("[data-save-state]")).to_contain_text("cette tentative est close")
    expect(attempt.locator(".lost").first).to_contain_text("Les octets")
