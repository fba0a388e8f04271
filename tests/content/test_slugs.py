"""Addresses that several people want at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection

from courses.cohorts.cohort_actions import Description, create_cohort
from courses.cohorts.models import Cohort
from courses.content.actions.courses import create_course
from courses.content.actions.notions import save_notion
from courses.content.models import Course
from courses.content.slugs import create_with_free_slug
from courses.quizzes.actions.quizzes import create_quiz
from tests.make import NOW, make_course, make_manager, make_teacher

RIVALS = 6


def at_once(work: Callable[[int], Any]) -> list[Any]:
    """What each of the rivals got, all having begun together."""
    barrier = Barrier(RIVALS)

    def begin(number: int) -> Any:
        try:
            barrier.wait()
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(RIVALS) as pool:
        return list(pool.map(begin, range(RIVALS)))


def numbered(slug: str) -> list[str]:
    return [slug, *(f"{slug}-{number}" for number in range(2, RIVALS + 1))]


@pytest.mark.django_db(transaction=True)
def test_courses_made_at_once_under_one_title_each_get_an_address() -> None:
    teacher = make_teacher()

    def create(_: int) -> str:
        course = create_course(title="Réseaux", language="fr", teacher=teacher, now=NOW)
        return course.slug

    assert sorted(at_once(create)) == numbered("reseaux")


@pytest.mark.django_db(transaction=True)
def test_cohorts_made_at_once_under_one_name_each_get_an_address() -> None:
    manager = make_manager()

    def create(_: int) -> str:
        return create_cohort(
            description=Description("GLSI 3", "Africa/Dakar"), by=manager, now=NOW
        ).slug

    assert sorted(at_once(create)) == numbered("glsi-3")
    assert Cohort.objects.filter(memberships__user=manager).count() == RIVALS


@pytest.mark.django_db(transaction=True)
def test_terms_defined_at_once_each_get_an_address() -> None:
    course = make_course()

    def define(_: int) -> str:
        return save_notion(course=course, term="Trame", source="Une trame.").slug

    assert sorted(at_once(define)) == numbered("trame")


@pytest.mark.django_db(transaction=True)
def test_quizzes_made_at_once_under_one_title_each_get_an_address() -> None:
    course = make_course()

    def create(_: int) -> str:
        return create_quiz(course=course, kind="exam", title="Examen").slug

    assert sorted(at_once(create)) == numbered("examen")


@pytest.mark.django_db
def test_a_refusal_that_is_not_about_the_address_is_not_hidden() -> None:
    def create(slug: str) -> Course:
        return Course.objects.create(title=None, slug=slug, created_at=NOW)

    with pytest.raises(IntegrityError):
        create_with_free_slug(create, "Réseaux", Course.objects.all(), fallback="cours")
