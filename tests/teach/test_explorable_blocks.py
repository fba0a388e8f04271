"""A block of an explorable in the editor: what is wrong with it, and trying it unsaved."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.content.explorables import find_place, place_name
from courses.content.models import Lesson
from courses.content.rendering import render_lessons, render_texts
from courses.progress.models import Exploration
from courses.simulations.registry import EXPLORABLES
from courses.teach.editor import preview_of
from tests.make import make_lesson, make_teacher

pytestmark = pytest.mark.django_db
BLOCK = "```explorable migration\nmémoire: 4..16\n```"


@pytest.fixture
def lesson() -> Lesson:
    return make_lesson()


def test_a_wrong_block_is_told_with_its_line_and_column_and_leaves_a_sentence(
    lesson: Lesson,
) -> None:
    source = "Un texte.\n\n```explorable migration\nmémoire: beaucoup\n```\n"
    shown = preview_of(lesson, "T", source)
    ((line, told),) = shown.problems
    assert line == 4
    assert told.replace("\xa0", " ") == (
        "Bloc « explorable », colonne 10 : « mémoire » est un nombre, comme 1,"
        " ou un intervalle, comme 1..256."
    )
    assert "Une exploration viendra ici" in shown.html


def test_the_editor_offers_each_explorable_to_start_from(client: Client, lesson: Lesson) -> None:
    client.force_login(make_teacher(course=lesson.course))
    page = client.get(reverse("lesson_edit", args=["reseaux", lesson.slug])).content.decode()
    for each in EXPLORABLES.values():
        assert each.example.partition("\n")[0] in page


def test_a_right_block_leaves_a_place_that_says_all_its_models_need(lesson: Lesson) -> None:
    page = render_lessons(lesson.course, [f"Avant.\n\n{BLOCK}\n"])[0]
    assert page.problems == ()
    assert "À explorer : Déplacer une machine sans l’arrêter" in page.text.replace("\xa0", " ")
    name = place_name("migration", "mémoire: 4..16")
    found = find_place(page.html, name)
    assert found is not None
    assert 4 <= found.case("1").memory <= 16
    assert find_place(page.html, "migration-00000000") is None


def test_outside_of_lessons_a_block_is_only_shown(lesson: Lesson) -> None:
    assert "explorations/" not in render_texts(lesson.course, [BLOCK])[0].html


def test_an_author_tries_a_block_that_is_not_saved(client: Client, lesson: Lesson) -> None:
    client.force_login(make_teacher(course=lesson.course))
    html = preview_of(lesson, "T", BLOCK).html
    address = html.partition('<a href="')[2].partition('"')[0].replace("&amp;", "&")
    assert address.startswith(reverse("explorable", args=["reseaux", lesson.slug]))
    assert "Je prévois" in client.get(address).content.decode()
    tried = client.post(address, {"prediction": "80", "step": "0", "do": "end"}).content.decode()
    assert "le modèle donne" in tried
    assert not Exploration.objects.exists()
    wrong = reverse("explorable", args=["reseaux", lesson.slug])
    assert client.get(wrong, {"bloc": "rien"}).status_code == 302
