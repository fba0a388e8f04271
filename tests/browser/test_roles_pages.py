"""Seeing a course as a student, and erasing a person, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from courses.progress.models import LessonProgress
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import (
    make_check,
    make_cohort,
    make_lesson,
    make_member,
    make_person,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_teacher_looks_as_a_student_and_comes_back(page: Page) -> None:
    lesson = make_lesson()
    make_check(lesson)
    course = lesson.course
    make_member(make_student("17"), make_cohort(course=course))
    sign_in(page, make_teacher(course=course))
    visit(page, f"/enseigner/cours/{course.slug}/voir-comme/")
    page.get_by_role("button", name="Voir comme cet étudiant").click()
    visit(page, lesson.get_absolute_url())
    banner = page.get_by_role("region", name="Vu comme un étudiant")
    expect(banner).to_contain_text("Vous voyez ce cours comme Awa Diop (17)")
    axe_everywhere(page)
    banner.get_by_role("button", name="Revenir à mon compte").click()
    expect(page.get_by_text("Vous voyez de nouveau le site en votre nom.")).to_be_visible()
    assert not LessonProgress.objects.exists()


def test_an_erasure_is_confirmed_in_writing(page: Page) -> None:
    awa = make_student("17")
    sign_in(page, make_person("site", is_superuser=True))
    visit(page, f"/site/personnes/{awa.pk}/effacer/")
    axe_everywhere(page)
    page.get_by_label("Identifiant de la personne").fill("17")
    page.get_by_role("button", name="Effacer définitivement").click()
    expect(page.get_by_text(f"Ce qui reste s’appelle efface-{awa.pk}.")).to_be_visible()
