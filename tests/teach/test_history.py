from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.content.models import Lesson, LessonRevision
from tests.make import NOW, make_course, make_lesson, make_teacher
from tests.reading import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson() -> Lesson:
    """Three versions: published, then changed twice by Moussa."""
    lesson = make_lesson(title="TCP")
    lesson.revisions.update(source="Un.\nDeux.", origin="import", published_at=NOW)
    moussa = make_teacher("moussa", first_name="Moussa", last_name="Fall")
    for number, title, source in ((2, "TCP", "Un.\nDEUX."), (3, "TCP/IP", "Un.\nDEUX.")):
        LessonRevision.objects.create(
            lesson=lesson,
            number=number,
            title=title,
            source=source,
            origin="edit",
            author=moussa,
            created_at=NOW,
        )
    return lesson


@pytest.fixture
def teaching(client: Client, lesson: Lesson) -> Client:
    client.force_login(make_teacher(course=lesson.course))
    return client


def history(client: Client, lesson: Lesson, **query: Any) -> str:
    address = reverse("lesson_history", args=[lesson.course.slug, lesson.slug])
    answer = client.get(address, query)
    assert answer.status_code == 200
    return main_text(answer.content.decode())


def restore(client: Client, lesson: Lesson, version: str) -> Any:
    address = reverse("lesson_restore", args=[lesson.course.slug, lesson.slug])
    return client.post(address, {"version": version}, follow=True)


def test_versions_say_who_when_where_from_and_which_is_read(
    teaching: Client, lesson: Lesson
) -> None:
    page = history(teaching, lesson)
    assert "Version 3 TCP/IP 22 novembre 2026 à 18:05 (Dakar) · Moussa Fall · modification" in page
    assert "Version 1 TCP Lue par les étudiants 22 novembre 2026" in page
    assert "importation" in page


def test_the_newest_change_is_shown_first(teaching: Client, lesson: Lesson) -> None:
    page = history(teaching, lesson)
    assert "De la version 2 à la version 3" in page
    assert "Titre : TCP → TCP/IP" in page
    assert "Le texte est le même." in page


def test_two_versions_are_compared_in_words(teaching: Client, lesson: Lesson) -> None:
    page = history(teaching, lesson, de=1, a=2)
    assert "De la version 1 à la version 2" in page
    assert "Un. supprimé Deux. ajouté DEUX." in page


@pytest.mark.parametrize("asked", [{"de": 1, "a": 9}, {"de": "x", "a": 1}, {"de": 1}])
def test_versions_that_do_not_exist_are_said_to_be_wrong(
    teaching: Client, lesson: Lesson, asked: dict[str, Any]
) -> None:
    page = history(teaching, lesson, **asked)
    assert "Il reste quelque chose à corriger" in page
    assert "De la version" not in page


def test_a_single_version_has_nothing_to_compare(teaching: Client, lesson: Lesson) -> None:
    lesson.revisions.filter(number__gt=1).delete()
    assert "Il n’y a qu’une version pour l’instant" in history(teaching, lesson)


@pytest.mark.parametrize("count", [1, 30])
def test_the_history_costs_the_same_number_of_queries(
    teaching: Client, lesson: Lesson, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        LessonRevision.objects.create(
            lesson=lesson,
            number=number + 4,
            title="TCP",
            origin="edit",
            author=make_teacher(f"enseignant-{number}"),
            created_at=NOW,
        )
    with django_assert_num_queries(4):
        history(teaching, lesson)


def test_restoring_brings_an_old_text_back_as_a_draft(teaching: Client, lesson: Lesson) -> None:
    page = restore(teaching, lesson, "1")
    editor = reverse("lesson_edit", args=[lesson.course.slug, lesson.slug])
    assert page.redirect_chain == [(editor, 302)]
    assert "La version 1 est de retour sous le numéro 4, en brouillon" in main_text(
        page.content.decode()
    )
    newest = lesson.revisions.get(number=4)
    assert (newest.source, newest.title, newest.origin) == ("Un.\nDeux.", "TCP", "restore")
    lesson.refresh_from_db()
    assert lesson.published is not None
    assert lesson.published.number == 1


@pytest.mark.parametrize("version", ["9" * 5000, "", "9", "-1", "1e3", "²", "99999999999999999999"])
def test_a_version_that_does_not_exist_is_not_restored(
    teaching: Client, lesson: Lesson, version: str
) -> None:
    assert restore(teaching, lesson, version).status_code == 404
    assert lesson.revisions.count() == 3


def test_a_version_of_another_lesson_is_not_restored(teaching: Client, lesson: Lesson) -> None:
    other = make_lesson(lesson.section, "UDP", "udp")
    assert restore(teaching, other, "3").status_code == 404


def test_a_version_that_cannot_be_rendered_is_refused(teaching: Client, lesson: Lesson) -> None:
    lesson.revisions.filter(number=1).update(source="é" * 40_000)
    page = restore(teaching, lesson, "1")
    assert "64" in main_text(page.content.decode())
    assert lesson.revisions.count() == 3


def test_the_history_of_another_course_does_not_exist(client: Client, lesson: Lesson) -> None:
    client.force_login(make_teacher("awa", course=make_course("Algèbre", "algebre")))
    address = reverse("lesson_history", args=[lesson.course.slug, lesson.slug])
    assert client.get(address).status_code == 404
