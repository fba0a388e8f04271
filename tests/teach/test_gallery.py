"""The gallery of a course: what its lessons draw and show, and what none of them shows."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from courses.content.actions.lessons import add_revision
from courses.content.models import Lesson, LessonRevision, Proposal
from tests.make import NOW, make_lesson, make_section, make_teacher

pytestmark = pytest.mark.django_db
PILE = "```pile t : Deux couches\napp Haut\nmat Bas\n```\n"
SOURCE = f"{PILE}\n![](figure:missing)\n\n```explorable migration\nmémoire: 4..16\n```\n"


def write(lesson: Lesson, source: str) -> None:
    author = make_teacher(f"auteur-{lesson.slug}", course=lesson.course)
    add_revision(
        lesson=lesson,
        title=lesson.title,
        source=source,
        author=author,
        now=NOW,
        origin=LessonRevision.Origin.EDIT,
    )


def shown(client: Client, lesson: Lesson) -> str:
    client.force_login(make_teacher(course=lesson.course))
    return client.get(reverse("gallery", args=[lesson.course.slug])).content.decode()


def test_what_a_lesson_draws_is_shown_with_a_way_to_it(client: Client) -> None:
    lesson = make_lesson()
    write(lesson, SOURCE)
    html = shown(client, lesson)
    assert reverse("lesson_edit", args=[lesson.course.slug, lesson.slug]) in html
    assert html.count("<svg") - html.count('class="icon"') >= 2
    assert "Deux couches" in html
    assert "Figure à venir" in html
    assert reverse("explorable", args=[lesson.course.slug, lesson.slug]) in html
    assert "explorations/" not in html


def test_a_proposal_is_said_to_be_one(client: Client) -> None:
    lesson = make_lesson()
    write(lesson, SOURCE)
    Proposal.objects.create(
        course=lesson.course, kind="figure", key=f"{lesson.slug}/t", created_at=NOW
    )
    assert shown(client, lesson).count("proposition, à valider") == 1


def test_figures_of_two_lessons_share_no_id(client: Client) -> None:
    lesson = make_lesson()
    other = make_lesson(lesson.section, "Autre", "autre")
    for each in (lesson, other):
        write(each, PILE)
    ids = re.findall(r' id="(t-f[^"]+)"', shown(client, lesson))
    assert len(ids) == len(set(ids)) == 8


def test_a_course_without_figures_says_so(client: Client) -> None:
    assert "Aucune leçon ne montre encore de figure." in shown(client, make_lesson())


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_is_fixed(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    section = make_section()
    lessons = [make_lesson(section, f"Leçon {n}", f"lecon-{n}") for n in range(count)]
    for lesson in lessons:
        write(lesson, PILE)
    client.force_login(make_teacher(course=lessons[0].course))
    with django_assert_num_queries(5):
        client.get(reverse("gallery", args=[lessons[0].course.slug]))
