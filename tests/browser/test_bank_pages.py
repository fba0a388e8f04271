"""The bank, a quiz's contents and its dates in a browser: accessible, and by mouse and keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.quizzes.actions.quiz_items import add_draw, add_questions
from courses.quizzes.actions.quizzes import create_quiz
from courses.quizzes.models import Question, Quiz
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import make_check, make_cohort, make_lesson, make_member, make_student, make_teacher

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def exam(page: Page) -> Quiz:
    lesson = make_lesson()
    make_member(make_student(), make_cohort(course=lesson.course))
    sign_in(page, make_teacher(course=lesson.course))
    quiz = create_quiz(course=lesson.course, kind=Quiz.Kind.EXAM, title="Examen")
    add_questions(quiz=quiz, questions=make_check(lesson, questions=3))
    return quiz


def test_a_page_of_the_bank_is_ticked_and_binned_then_put_back(page: Page, exam: Quiz) -> None:
    visit(page, reverse("questions", args=[exam.course.slug]))
    page.locator("[data-tick-all]").click()
    expect(page.locator("[data-ticked]")).to_have_text("3 cochées")
    axe_everywhere(page)
    page.get_by_role("button", name="Mettre à la corbeille").click()
    expect(page.get_by_role("status").first).to_contain_text("3 questions sont à la corbeille.")
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator("tbody tr")).to_have_count(3)
    assert Question.objects.current().count() == 3


def test_rows_of_a_quiz_are_dragged_or_moved_by_buttons(page: Page, exam: Quiz) -> None:
    add_draw(quiz=exam, filters=[("section", "1")], count=9)
    first, second, third, draw = exam.items.values_list("pk", flat=True)
    visit(page, reverse("quiz_edit", args=[exam.course.slug, exam.slug]))
    axe_everywhere(page)
    page.set_viewport_size({"width": 1280, "height": 1000})
    with page.expect_navigation():
        page.locator(f"#row-{first}").drag_to(
            page.locator(f"#row-{third}"), target_position={"x": 20, "y": 50}
        )
    assert list(exam.items.values_list("pk", flat=True)) == [second, third, first, draw]
    page.get_by_role("button", name="Monter la ligne 2").click()
    expect(page.get_by_role("status").first).to_have_text("La ligne porte maintenant le numéro 1.")
    assert list(exam.items.values_list("pk", flat=True)) == [third, second, first, draw]


def test_the_dates_of_a_quiz_are_accessible(page: Page, exam: Quiz) -> None:
    student = exam.course.cohorts.get().memberships.get().user
    address = reverse("quiz_dates", args=[exam.course.slug, exam.slug])
    visit(page, f"{address}?pour=u{student.pk}")
    axe_everywhere(page)
