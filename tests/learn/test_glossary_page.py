import re

import pytest

from courses.content.models import Notion
from tests.make import make_lesson

pytestmark = pytest.mark.django_db


def define(course, term: str, slug: str) -> None:
    Notion.objects.create(course=course, term=term, slug=slug, html=f"<p>De {slug}.</p>")


def glossary(client, course) -> str:
    response = client.get(course.get_absolute_url() + "lexique/")
    assert response.status_code == 200
    return response.content.decode()


def test_from_a_to_z_with_anchors(client, course):
    for term, slug in [
        ("Zone", "zone"),
        ("Écran", "ecran"),
        ("Ethernet", "ethernet"),
        ("802.11", "wifi"),
    ]:
        define(course, term, slug)
    html = glossary(client, course)
    assert re.findall(r'<a class="btn" href="#letter-\d">(.)</a>', html) == ["#", "E", "Z"]
    assert re.findall(r'<div id="([^"]+)">\s*<dt><dfn>([^<]+)</dfn>', html) == [
        ("wifi", "802.11"),
        ("ecran", "Écran"),
        ("ethernet", "Ethernet"),
        ("zone", "Zone"),
    ]
    assert "<dd><p>De wifi.</p>" in html


def test_says_in_which_lessons_a_notion_stands(client, course, section):
    define(course, "Pont", "pont")
    lesson = make_lesson(section, "Les ponts", "les-ponts")
    lesson.published.source = "Un [[pont]] relie, un [[commutateur|switch]] aussi."
    lesson.published.save()
    make_lesson(section, "Autre", "autre")
    html = glossary(client, course)
    assert re.findall(r'<a href="([^"]+/lecons/[^"]+)">([^<]+)</a>', html) == [
        (lesson.get_absolute_url(), "Les ponts")
    ]


def test_without_a_notion_it_says_so(client, course):
    assert "Pas encore de notion" in glossary(client, course)


@pytest.mark.parametrize("many", [1, 30])
def test_queries_do_not_grow(client, course, section, many, django_assert_num_queries):
    for number in range(many):
        define(course, f"Notion {number}", f"n{number}")
        lesson = make_lesson(section, slug=f"l{number}")
        lesson.published.source = f"[[n{number}]]"
        lesson.published.save()
    with django_assert_num_queries(4):
        glossary(client, course)
