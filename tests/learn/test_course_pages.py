import re

import pytest

from courses.progress.actions import finish_lesson, record_visit
from courses.quizzes.actions.authoring import publish_question, save_question
from courses.quizzes.text.reading import read_quiz
from tests.make import NOW, make_chapter, make_lesson, make_section, make_teacher

pytestmark = pytest.mark.django_db


def read(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def texts(html: str) -> str:
    """The words of a page, spaces between them once."""
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", html.rpartition("<main")[2]))


@pytest.fixture
def lessons(section):
    """Two lessons to read and one without content, over two sections."""
    other = make_section(section.chapter, "La suite", "la-suite")
    made = [make_lesson(section, "Un", "un"), make_lesson(other, "Deux", "deux")]
    return [*made, make_lesson(other, "Vide", "vide", is_empty=True)]


def test_course_page_shows_chapters_sections_and_the_share(client, awa, course, lessons):
    finish_lesson(user=awa, lesson=lessons[0], now=NOW)
    html = read(client, course.get_absolute_url())
    said = texts(html)
    assert "50\u00a0% pourquoi ce chiffre\u00a0?" in said
    assert "1 leçon terminée sur 2\u00a0; 1 leçon à compléter n’est pas comptée." in said
    assert "Il reste\u00a0: Deux" in said
    assert "Les bases ✓ tout est terminé" in said
    assert "La suite 0 sur 1" in said


def test_course_without_a_chapter_says_so(client, course):
    assert "L’enseignant prépare le premier chapitre." in read(client, course.get_absolute_url())


def test_its_teacher_is_led_to_the_pages_of_teaching(client, course):
    way = 'href="/enseigner/cours/reseaux/"'
    assert way not in read(client, course.get_absolute_url())
    client.force_login(make_teacher(course=course))
    assert way in read(client, course.get_absolute_url())


def test_glossary_is_offered_when_there_is_one(client, course):
    assert "lexique" not in read(client, course.get_absolute_url())
    course.notions.create(term="Pont", slug="pont", source="Relie.", html="<p>Relie.</p>")
    assert "/lexique/" in read(client, course.get_absolute_url())


def test_chapter_page_says_the_state_of_each_lesson(client, awa, section, lessons):
    lessons[0].published.words = 610
    lessons[0].published.save()
    finish_lesson(user=awa, lesson=lessons[0], now=NOW)
    record_visit(user=awa, lesson=lessons[1], place="", now=NOW)
    said = texts(read(client, section.chapter.get_absolute_url()))
    assert "Un ✓ terminée · 3\u00a0min" in said
    assert "Deux commencée · 1\u00a0min" in said
    assert "Vide à compléter par l’enseignant, non comptée" in said


def test_a_section_leads_to_its_quiz(client, section, lessons):
    text = (
        "### vrai-faux s1\nsection: 1 · bloom: comprendre · objectif: V1.1\n"
        "TCP numérote.\n= vrai\n> si faux : Relisez.\n"
    )
    [question] = read_quiz(text).questions
    revision = save_question(course=section.chapter.course, text=question, author=None, now=NOW)
    assert "/quiz/" not in read(client, section.chapter.get_absolute_url())
    publish_question(question=revision.question, now=NOW)
    html = read(client, section.chapter.get_absolute_url())
    assert re.findall(r'href="([^"]+/quiz/[^"]+)"', html) == [section.quiz.get_absolute_url()]


def test_chapter_without_a_lesson_says_so(client, section):
    html = read(client, section.chapter.get_absolute_url())
    assert "L’enseignant prépare les leçons de ce chapitre." in html


def test_progress_explains_each_percentage(client, awa, course, lessons):
    finish_lesson(user=awa, lesson=lessons[0], now=NOW)
    html = read(client, course.get_absolute_url() + "progression/")
    shares = [texts(one) for one in re.findall(r"<details.*?</details>", html, re.DOTALL)]
    assert [re.findall(r"\d+\u00a0%", one) for one in shares] == [
        ["50\u00a0%"],  # the course
        ["50\u00a0%"],  # its chapter
        ["100\u00a0%"],  # sections
        ["0\u00a0%"],
    ]
    assert ["Il reste" in one for one in shares] == [True, True, False, True]


def test_progress_of_an_empty_course(client, course):
    html = read(client, course.get_absolute_url() + "progression/")
    assert "Rien à lire pour l’instant" in html


@pytest.mark.parametrize("many", [1, 30])
def test_queries_do_not_grow(client, course, section, many, django_assert_num_queries):
    for number in range(many):
        other = make_section(make_chapter(course, f"C{number}", f"c{number}"), slug=f"s{number}")
        make_lesson(other, slug=f"autre-{number}")
        make_lesson(section, slug=f"lecon-{number}")
    with django_assert_num_queries(9):
        client.get(course.get_absolute_url())
    with django_assert_num_queries(6):
        client.get(course.get_absolute_url() + "progression/")
    with django_assert_num_queries(5):
        client.get(section.chapter.get_absolute_url())
