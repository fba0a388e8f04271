"""Reviews, mastery and the analysis of questions: accessible, and a review answered in place."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from courses.quizzes.models import Attempt, Quiz
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import make_cohort, make_member, make_student, make_teacher
from tests.progress.reviews import check, make_course_with_notions
from tests.quizzes.answering import answer_all

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_review_is_answered_in_place(page: Page) -> None:
    lesson, asked = make_course_with_notions()
    course, awa = lesson.course, make_student()
    make_member(awa, make_cohort(course=course))
    now = timezone.now()
    check(awa, asked["p1"], "true", now - timedelta(days=9))
    check(awa, asked["s1"], "false", now - timedelta(days=9))
    sign_in(page, awa)
    visit(page, reverse("mastery", args=[course.slug]))
    axe_everywhere(page)
    visit(page, reverse("review", args=[course.slug]))
    axe_everywhere(page)
    page.get_by_role("button", name="Commencer la révision").click()
    page.get_by_role("textbox", name="Votre réponse").fill("SYN")
    page.get_by_role("button", name="Répondre").click()
    page.get_by_text("✓ Juste").wait_for()
    assert Attempt.objects.get(kind=Attempt.Kind.REVIEW).state == Attempt.State.SUBMITTED
    axe_everywhere(page)


def test_an_analysis_can_be_read_by_everybody(page: Page) -> None:
    lesson, asked = make_course_with_notions()
    course, quiz = lesson.course, Quiz.objects.get()
    given = {asked["p1"]: "false", asked["p2"]: "rien", asked["s1"]: None}
    for number in range(11):
        answer_all(make_student(f"etu-{number}"), quiz, given)
    sign_in(page, make_teacher(course=course))
    visit(page, reverse("course_analysis", args=[course.slug]))
    axe_everywhere(page)
    visit(page, reverse("question_analysis", args=[course.slug, asked["p2"].pk]))
    axe_everywhere(page)


def test_a_class_and_one_of_its_students_can_be_read_by_everybody(page: Page) -> None:
    lesson, asked = make_course_with_notions()
    course, awa = lesson.course, make_student()
    cohort = make_cohort(course=course)
    make_member(awa, cohort)
    make_member(make_student("binta", first_name="Binta"), cohort)
    check(awa, asked["s1"], "false", timezone.now() - timedelta(days=9))
    sign_in(page, make_teacher(course=course))
    visit(page, reverse("teach_progress", args=[course.slug]))
    axe_everywhere(page)
    page.get_by_role("link", name="En tableau").click()
    expect(page.get_by_role("link", name="En bandes tissées")).to_be_visible()
    axe_everywhere(page)
    page.get_by_role("link", name="Awa Diop").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Awa Diop")
    axe_everywhere(page)
