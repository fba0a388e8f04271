"""Figures drawn from text, in lessons: where a mistake is told, what is shown meanwhile."""

import re

import pytest

from courses.content.messages import translated
from courses.content.models import Course
from courses.content.rendering import render_lessons, render_texts
from tests.make import make_course

pytestmark = pytest.mark.django_db
FIGURE = "```pile t : Un titre [Reconstruction]\napp Haut\nmat Bas\n```\n"


@pytest.fixture
def course() -> Course:
    return make_course()


def test_a_block_becomes_a_figure_with_name_description_and_label(course: Course) -> None:
    page = render_lessons(course, [f"Avant.\n\n{FIGURE}"])[0]
    assert page.problems == ()
    assert page.html.count('role="img"') == 2
    assert "<figcaption>Un titre <em>Reconstruction</em></figcaption>" in page.html
    assert "de bas en haut&nbsp;: Bas&nbsp;; Haut." in page.html
    assert page.text == "Avant.\nUn titre Reconstruction"


def test_ids_of_a_page_are_all_different_and_every_name_is_there(course: Course) -> None:
    html = render_lessons(course, [FIGURE + "\n" + FIGURE])[0].html
    ids = re.findall(r' id="([^"]+)"', html)
    named = [id_ for found in re.findall(r'labelledby="([^"]+)"', html) for id_ in found.split()]
    assert len(ids) == len(set(ids)) == 8
    assert sorted(ids) == sorted(named)


@pytest.mark.parametrize(
    ("block", "line", "told"),
    [
        (
            "```pile t : T\napp a | chat b\n```",
            4,
            "Bloc « pile », colonne 9 : « chat » n’est pas un genre de couche ; il y a : app, os,"
            " hv, hote, mat, outil.",
        ),
        (
            "> ```pile t : T\n> app a | chat b\n> ```",
            4,
            "Bloc « pile », colonne 11 : « chat » n’est pas un genre de couche ; il y a : app, os,"
            " hv, hote, mat, outil.",
        ),
        (
            "```schema\n1,1 app A\n```",
            3,
            "Bloc « schema », colonne 4 : la première ligne s’écrit « schema nom : titre » et peut"
            " finir par une [étiquette].",
        ),
    ],
)
def test_a_mistake_is_told_in_the_lesson_and_readers_see_a_figure_to_come(
    course: Course, block: str, line: int, told: str
) -> None:
    page = render_lessons(course, [f"Avant.\n\n{block}\n\nAprès.\n"])[0]
    (problem,) = page.problems
    assert problem.line == line
    assert translated(problem.message).replace("\xa0", " ") == told
    assert "Figure à venir" in page.html
    assert page.text == "Avant.\nAprès."


def test_words_of_a_figure_are_shown_as_they_are_written(course: Course) -> None:
    block = '```pile t : <b>T</b>\napp <script>alert(1)</script> & "x"\n```\n'
    html = render_lessons(course, [block])[0].html
    assert "<script" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;" in html


def test_outside_of_lessons_the_block_stays_text(course: Course) -> None:
    assert "<svg" not in render_texts(course, [FIGURE])[0].html
