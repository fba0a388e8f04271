import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from courses.content.models import Notion
from courses.content.search import index_lesson
from tests.make import make_chapter, make_course, make_lesson, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(section):
    lesson = make_lesson(section, "Les réseaux", "les-reseaux")
    lesson.published.text = "Un <b>réseau</b> relie des machines & des gens."
    lesson.published.save()
    index_lesson(lesson)
    return lesson


def search(client, query: str, **more: str) -> str:
    response = client.get("/recherche/", {"q": query, **more})
    assert response.status_code == 200
    return response.content.decode()


def test_an_extract_with_the_words_marked_and_the_rest_escaped(client, lesson):
    html = search(client, "RESEAU")
    assert "1 leçon trouvée" in html
    assert f'href="{lesson.get_absolute_url()}">Les <mark>réseaux</mark></a>' in html
    assert (
        "<p>Un &lt;b&gt;<mark>réseau</mark>&lt;/b&gt; relie des machines &amp; des gens.</p>"
        in html
    )


def test_nothing_found_says_what_to_try(client, lesson):
    html = search(client, "introuvable")
    assert "Aucune leçon trouvée" in html
    assert "Essayez avec moins de mots" in html


def test_before_any_question(client, lesson):
    response = client.get("/recherche/")
    html = response.content.decode()
    assert "trouvée" not in html
    assert "«\u00a0reseaux\u00a0» trouve «\u00a0réseau\u00a0»" in html


def test_only_readable_courses(client, lesson):
    other = make_section(make_chapter(make_course("Autre", "autre")))
    hidden = make_lesson(other, "Réseaux secrets", "secrets")
    index_lesson(hidden)
    Notion.objects.create(course=hidden.course, term="Réseau secret", slug="s")
    html = search(client, "réseau")
    assert "1 leçon trouvée" in html
    assert "secret" not in html


def test_notions_are_found_too(client, lesson, course):
    Notion.objects.create(course=course, term="Réseau", slug="reseau", html="<p>Des machines.</p>")
    html = search(client, "reseaux")
    assert 'href="/cours/reseaux/lexique/#reseau"><mark>Réseau</mark></a>' in html


def test_pages_keep_the_question(client, section):
    for number in range(11):
        index_lesson(make_lesson(section, "Le routage", f"l{number}"))
    html = search(client, "routage")
    assert "11 leçons trouvées" in html
    assert html.count("<h3>") == 10
    assert re.findall(r'rel="next" href="([^"]+)"', html) == ["?q=routage&amp;page=2"]
    assert search(client, "routage", page="2").count("<h3>") == 1


def test_the_question_comes_back_escaped(client, lesson):
    html = search(client, '"><script>alert(1)</script>')
    assert "<script>alert" not in html
    assert 'value="&quot;&gt;&lt;script&gt;' in html


def test_a_long_question_is_cut(client, lesson):
    assert 'value="' + "x" * 200 + '"' in search(client, "x" * 5000)


@pytest.mark.parametrize("many", [1, 30])
def test_queries_do_not_grow(client, section, many, django_assert_num_queries):
    for number in range(many):
        index_lesson(make_lesson(section, "Le routage", f"l{number}"))
    with django_assert_num_queries(6):
        search(client, "routage")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80), st.text(max_size=5))
@example("\x00", "")
@example('NEAR("a b", 2) OR *', "-1")
def test_any_question_gets_a_page(client, lesson, query, page):
    search(client, query, page=page)
