import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.content.actions.lesson_order import archive_lesson
from courses.content.actions.lessons import add_revision, publish_lesson
from courses.content.models import Lesson
from courses.progress.actions import finish_lesson, record_visit
from courses.progress.models import LessonProgress
from courses.quizzes.actions.answers import check_response
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.models import Attempt
from tests.make import (
    NOW,
    make_check,
    make_lesson,
    make_member,
    make_section,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db


def page(client: Client, lesson: Lesson, **headers: str) -> str:
    response = client.get(lesson.get_absolute_url(), headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def statements(client: Client, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    kinds = ("SELECT", "INSERT", "UPDATE", "DELETE")
    return [query["sql"] for query in queries if query["sql"].startswith(kinds)]


def answer_all(awa, lesson: Lesson, questions: list) -> Attempt:
    attempt = start_attempt(user=awa, quiz=lesson.check_quiz, kind=Attempt.Kind.PRACTICE, now=NOW)
    for question in questions:
        check_response(
            attempt=attempt, question_id=question.pk, answer="true", operation=None, now=NOW
        )
    return attempt


def test_head_says_where_one_is(client, section):
    first = make_lesson(section, "Un", "un")
    make_lesson(section, "Deux", "deux")
    first.published.words = 900
    first.published.published_at = NOW
    first.published.save()
    html = page(client, first)
    assert '<h1 lang="fr">Un</h1>' in html
    assert "<span>Leçon 1 sur 2</span>" in html
    assert "<span>4\u00a0min de lecture</span>" in html
    assert "Mise à jour le <time" in html
    assert ">22 novembre 2026</time>" in html
    assert "0 leçon terminée sur 2" in html


def test_text_is_that_of_the_published_revision(client, section):
    html = page(client, make_lesson(section, html="<p>Trois <em>segments</em>.</p>"))
    assert "<p>Trois <em>segments</em>.</p></div>" in html


def test_neighbours_cross_sections(client, section, course):
    first = make_lesson(section, "Un", "un")
    other = make_section(section.chapter, "La suite", "la-suite")
    second, third = make_lesson(other, "Deux", "deux"), make_lesson(other, "Trois", "trois")
    links = re.compile(r'rel="(prev|next)" href="([^"]+)"')
    assert links.findall(page(client, first)) == [("next", second.get_absolute_url())]
    assert links.findall(page(client, second)) == [
        ("prev", first.get_absolute_url()),
        ("next", third.get_absolute_url()),
    ]
    assert links.findall(page(client, third)) == [("prev", second.get_absolute_url())]


def test_plan_ticks_what_is_done_and_names_the_page(client, section, awa):
    first, second = make_lesson(section, "Un", "un"), make_lesson(section, "Deux", "deux")
    finish_lesson(user=awa, lesson=first, now=NOW)
    plan = page(client, second).partition('<nav class="plan"')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="([^"]+/lecons/[^"]+)"([^>]*)>', plan)
    assert links == [
        (first.get_absolute_url(), ' class="done"'),
        (second.get_absolute_url(), ' aria-current="page"'),
    ]


def test_four_queries_at_most_with_everything_on_the_page(client, section, awa):
    lesson = make_lesson(section)
    questions = make_check(lesson, 3)
    assert len(statements(client, lesson.get_absolute_url())) == 4
    attempt = answer_all(awa, lesson, questions)
    attempt.responses.update(hints_seen=1)
    record_visit(user=awa, lesson=lesson, place="t-un~2", now=NOW)
    for number in range(30):
        make_lesson(section, f"L{number}", f"l{number}")
    assert len(statements(client, lesson.get_absolute_url())) == 4


def test_three_queries_without_a_check_and_none_writes(client, section):
    queries = statements(client, make_lesson(section).get_absolute_url())
    assert [query.partition(" ")[0] for query in queries] == ["SELECT"] * 3
    assert LessonProgress.objects.count() == 0


def test_the_page_knows_the_place(client, section, awa):
    lesson = make_lesson(section)
    assert 'data-place=""' in page(client, lesson)
    record_visit(user=awa, lesson=lesson, place="t-deux~3", now=NOW)
    assert 'data-place="t-deux~3"' in page(client, lesson)


def test_a_visit_is_recorded_by_the_page(client, section, awa):
    lesson = make_lesson(section)
    response = client.post(lesson.get_absolute_url() + "visite/", {"place": "t-un~2"})
    assert response.status_code == 204
    row = LessonProgress.objects.get(user=awa, lesson=lesson)
    assert (row.place, row.completed_at) == ("t-un~2", None)


def test_a_visit_is_three_queries(client, section):
    lesson = make_lesson(section)
    with CaptureQueriesContext(connection) as queries:
        client.post(lesson.get_absolute_url() + "visite/", {"place": "~1"})
    verbs = [query["sql"].partition(" ")[0] for query in queries]
    assert [verb for verb in verbs if verb not in ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")] == [
        "SELECT",
        "SELECT",
        "INSERT",
    ]


@pytest.mark.parametrize("place", ["<script>", "x" * 121, "a b", '"', "\x00"])
def test_a_place_that_is_none_is_not_kept(client, section, place):
    lesson = make_lesson(section)
    client.post(lesson.get_absolute_url() + "visite/", {"place": place})
    assert LessonProgress.objects.get().place == ""


@pytest.mark.parametrize("path", ["visite/", "terminee/"])
def test_writes_are_posted(client, section, path):
    lesson = make_lesson(section)
    assert client.get(lesson.get_absolute_url() + path).status_code == 405
    assert LessonProgress.objects.count() == 0


def test_finishing_goes_to_the_next_lesson_and_may_be_repeated(client, section, awa):
    first, second = make_lesson(section, "Un", "un"), make_lesson(section, "Deux", "deux")
    assert "J’ai terminé" in page(client, first)
    for _ in range(2):
        response = client.post(first.get_absolute_url() + "terminee/")
        assert response.headers["Location"] == second.get_absolute_url()
    row = LessonProgress.objects.get()
    assert (row.user, row.lesson) == (awa, first)
    assert row.completed_at is not None
    html = page(client, first)
    assert "Vous avez terminé cette leçon." in html
    assert "J’ai terminé" not in html


def test_after_the_last_lesson_comes_the_chapter(client, section):
    lesson = make_lesson(section)
    response = client.post(lesson.get_absolute_url() + "terminee/", follow=True)
    assert response.redirect_chain == [(section.chapter.get_absolute_url(), 302)]
    assert "Vous êtes au bout du chapitre." in response.content.decode()


def test_a_lesson_with_a_check_is_finished_by_it(client, section, awa):
    lesson = make_lesson(section)
    questions = make_check(lesson, 2)
    html = page(client, lesson)
    assert html.count('class="question-form"') == 2
    assert "J’ai terminé" not in html
    response = client.post(lesson.get_absolute_url() + "terminee/", follow=True)
    assert response.redirect_chain == [(lesson.get_absolute_url() + "#check", 302)]
    assert "Répondez d’abord aux 2 questions restantes" in response.content.decode()
    assert not LessonProgress.objects.exists()
    answer_all(awa, lesson, questions)
    client.post(lesson.get_absolute_url() + "terminee/")
    assert LessonProgress.objects.get().completed_at is not None


def test_an_empty_lesson_says_so_and_cannot_be_finished(client, section):
    lesson = make_lesson(section, is_empty=True)
    html = page(client, lesson)
    assert "À compléter par l’enseignant." in html
    assert "J’ai terminé" not in html
    assert "min de lecture" not in html
    response = client.post(lesson.get_absolute_url() + "terminee/", follow=True)
    assert "elle n’est pas comptée" in response.content.decode()
    assert not LessonProgress.objects.exists()


def test_an_archived_lesson_is_not_there(client, section):
    lesson = make_lesson(section)
    archive_lesson(lesson=lesson, now=NOW)
    for path in ("", "visite/", "terminee/"):
        assert client.post(lesson.get_absolute_url() + path).status_code == 404


def test_its_teacher_is_led_to_the_editor(client, section, course):
    lesson = make_lesson(section)
    editor = f'href="/enseigner{lesson.get_absolute_url()}"'
    assert editor not in page(client, lesson)
    for teacher, offered in [
        (make_teacher(course=course), True),
        (make_teacher("lamine"), False),
    ]:
        make_member(teacher, course.cohorts.get())
        reader = Client()
        reader.force_login(teacher)
        assert (editor in page(reader, lesson)) is offered


# --- what the browser keeps


def fetch(client: Client, lesson: Lesson, etag: str = ""):
    return client.get(lesson.get_absolute_url(), headers={"If-None-Match": etag} if etag else {})


@pytest.fixture
def lesson(section):
    return make_lesson(section)


@pytest.fixture
def kept(client, lesson) -> str:
    """The ETag of the page as Awa's browser holds it, with the cookie of its forms."""
    fetch(client, lesson)
    response = fetch(client, lesson)
    assert response.headers["Cache-Control"] == "private, no-cache"
    return response.headers["ETag"]


def test_an_unchanged_page_is_not_sent_again(client, lesson, kept):
    response = fetch(client, lesson, kept)
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == kept
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_a_new_revision_is_sent(client, lesson, kept):
    add_revision(
        lesson=lesson, title="Autre", source="Autre texte", author=None, now=NOW, origin="edit"
    )
    publish_lesson(lesson=lesson, now=NOW)
    assert fetch(client, lesson, kept).status_code == 200


def test_progress_is_sent(client, lesson, kept, awa):
    finish_lesson(user=awa, lesson=lesson, now=NOW + timedelta(days=1))
    assert fetch(client, lesson, kept).status_code == 200


def test_a_new_place_is_sent(client, lesson, kept, awa):
    record_visit(user=awa, lesson=lesson, place="t-un~1", now=NOW)
    assert fetch(client, lesson, kept).status_code == 200


def test_a_question_and_its_answer_are_sent(client, lesson, kept, awa):
    questions = make_check(lesson, 1)
    response = fetch(client, lesson, kept)
    assert response.status_code == 200
    answer_all(awa, lesson, questions)
    assert fetch(client, lesson, response.headers["ETag"]).status_code == 200


def test_the_other_language_is_sent(client, lesson, kept):
    client.cookies["language"] = "en"
    assert fetch(client, lesson, kept).status_code == 200


def test_a_page_of_somebody_else_is_not_theirs(client, lesson, kept, course):
    binta = make_student("binta", first_name="Binta")
    make_member(binta, course.cohorts.get())
    other = Client()
    other.force_login(binta)
    other.cookies["csrf"] = client.cookies["csrf"].value
    assert fetch(other, lesson, kept).status_code == 200


def test_forms_of_another_session_are_not_kept(client, lesson, kept):
    client.cookies["csrf"] = "another-token"
    assert fetch(client, lesson, kept).status_code == 200


def test_a_setting_of_the_person_is_sent(client, lesson, kept, awa):
    awa.single_key_shortcuts = False
    awa.save()
    assert fetch(client, lesson, kept).status_code == 200


def test_a_message_is_shown_once(client, lesson):
    make_check(lesson, 1)
    response = client.post(lesson.get_absolute_url() + "terminee/", follow=True)
    assert "Répondez d’abord" in response.content.decode()
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"
    assert "Répondez d’abord" not in fetch(client, lesson).content.decode()
