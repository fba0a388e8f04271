"""The bank: a teacher writes, mends and publishes questions as text."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.models import Question
from courses.teach.question_models import model_text
from courses.teach.question_text import read_questions
from tests.make import make_lesson, make_teacher

pytestmark = pytest.mark.django_db

GOOD = """### choix q-1
leçon: la-connexion-tcp · objectif: V1.1 · bloom: comprendre
Combien de segments ?
- (x) Trois
  > Oui.
- ( ) Deux
  > Non.
"""
TWO_WRONGS = GOOD.replace("(x)", "( )").replace("comprendre", "comprandre")


@pytest.fixture
def lesson():
    return make_lesson()


@pytest.fixture
def course(client, lesson):
    client.force_login(make_teacher(course=lesson.course))
    return lesson.course


def write(client, course, text: str, **more: str):
    return client.post(reverse("question_new", args=[course.slug]), {"text": text, **more})


def test_a_draft_is_not_asked_until_it_is_published(client, course, lesson) -> None:
    response = write(client, course, GOOD)
    question = Question.objects.get()
    edited = reverse("question_edit", args=[course.slug, question.pk])
    assert response.url == f"{edited}?vue=texte"
    assert (question.published, question.quiz_items.count()) == (None, 0)
    client.post(reverse("question_publish", args=[course.slug, question.pk]))
    question.refresh_from_db()
    assert question.quiz_items.get().quiz == lesson.check_quiz


def test_every_error_is_shown_at_once_and_the_text_is_kept(client, course) -> None:
    response = write(client, course, TWO_WRONGS, publish="1")
    assert response.status_code == 422
    assert [error.line for error in response.context["read"].errors] == [2, 4]
    assert response.context["editor"].text == TWO_WRONGS
    assert Question.objects.count() == 0


def test_errors_are_said_in_french(client, course) -> None:
    response = write(client, course, GOOD.replace("(x)", "( )"))
    (error,) = response.context["read"].errors
    assert error.message == "Aucune option n’est marquée juste."


def test_mending_makes_a_new_version_and_the_same_text_none(client, course) -> None:
    write(client, course, GOOD, publish="1")
    question = Question.objects.get()
    url = reverse("question_edit", args=[course.slug, question.pk])
    client.post(url, {"text": GOOD, "publish": "1", "after": "1"})
    assert question.revisions.count() == 1
    client.post(
        url, {"text": GOOD.replace("Trois", "Trois segments"), "publish": "1", "after": "1"}
    )
    question.refresh_from_db()
    assert (question.revisions.count(), question.published.number) == (2, 2)


def test_the_editor_opens_on_what_was_written(client, course) -> None:
    write(client, course, GOOD)
    page = client.get(reverse("question_edit", args=[course.slug, Question.objects.get().pk]))
    assert page.context["editor"].text.rstrip() == GOOD.rstrip()
    assert page.context["card"].stem == "<p>Combien de segments\u202f?</p>"


def test_a_preview_writes_nothing(client, course) -> None:
    url = reverse("question_preview", args=[course.slug])
    fragment = client.post(url, {"text": GOOD})
    assert fragment.context["card"] is not None
    assert client.post(url, {"text": TWO_WRONGS}).context["card"] is None
    whole = write(client, course, GOOD, preview="1")
    assert (whole.status_code, Question.objects.count()) == (200, 0)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_models_to_begin_from_are_right_as_they_stand(
    client, course, lesson, kind, language
) -> None:
    with override(language):
        text = model_text(kind, lesson)
        read = read_questions(course, text, single=True)
    assert (read.errors, read.only.kind) == ((), kind)


def test_many_questions_come_in_all_or_none(client, course) -> None:
    url = reverse("questions_import", args=[course.slug])
    text = GOOD + GOOD.replace("q-1", "q-2")
    checked = client.post(url, {"text": text})
    assert (len(checked.context["read"].questions), Question.objects.count()) == (2, 0)
    wrong = client.post(url, {"text": text + TWO_WRONGS.replace("q-1", "q-3"), "confirm": "1"})
    assert Question.objects.count() == 0
    assert wrong.context["form"]["text"].value() == text + TWO_WRONGS.replace("q-1", "q-3")
    client.post(url, {"text": text, "confirm": "1", "publish": "1"})
    assert Question.objects.exclude(published=None).count() == 2


def test_a_question_goes_to_the_bin_and_comes_back(client, course, lesson) -> None:
    write(client, course, GOOD, publish="1")
    question = Question.objects.get()
    url = reverse("question_archive", args=[course.slug, question.pk])
    client.post(url)
    listed = client.get(reverse("questions", args=[course.slug]))
    assert listed.context["rows"] == []
    binned = client.get(reverse("questions", args=[course.slug]), {"etat": "archived"})
    assert [row.question for row in binned.context["rows"]] == [question]
    client.post(url, {"undo": "1"})
    question.refresh_from_db()
    assert (question.archived_at, question.quiz_items.count()) == (None, 1)


def test_a_text_as_long_as_a_book_is_refused_at_once(client, course) -> None:
    url = reverse("questions_import", args=[course.slug])
    page = client.post(url, {"text": "### choix a\n" * 100_000})
    assert [error.message for error in page.context["read"].errors] == [
        "Ce texte compte plus de 300000 caractères."
    ]


@pytest.mark.parametrize("name", ["questions", "question_new"])
def test_a_nul_in_an_address_says_nothing(client, course, name) -> None:
    url = reverse(name, args=[course.slug])
    assert client.get(url, {"q": "\0", "lesson": "\0"}).status_code == 200


def test_a_nul_in_a_question_is_told_as_an_unknown_lesson(client, course) -> None:
    url = reverse("question_preview", args=[course.slug])
    page = client.post(url, {"text": GOOD.replace("leçon: la", "leçon: \0")})
    assert len(page.context["read"].errors) == 1


def test_a_search_keeps_the_questions_that_say_it(client, course) -> None:
    write(client, course, GOOD)
    write(client, course, GOOD.replace("q-1", "q-2").replace("segments", "trames"))
    url = reverse("questions", args=[course.slug])
    rows = client.get(url, {"q": "trames"}).context["rows"]
    assert [row.question.slug for row in rows] == ["q-2"]


@pytest.mark.parametrize("count", [1, 30])
def test_the_bank_costs_the_same_whatever_its_length(
    client, course, count, django_assert_max_num_queries
) -> None:
    for number in range(count):
        write(client, course, GOOD.replace("q-1", f"q-{number}"), publish="1")
    with django_assert_max_num_queries(13):
        page = client.get(reverse("questions", args=[course.slug]))
    assert len(page.context["rows"]) == count
