"""Drafts derived by rule, offered to the teacher: kept, refused, taken back; never published."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from courses.content.actions.decks import import_deck_text
from courses.content.models import Course, Lesson
from courses.quizzes.actions.authoring import publish_question
from courses.quizzes.models import DraftDecision, Question
from tests.make import NOW, make_course, make_teacher

pytestmark = pytest.mark.django_db
DECK = settings.BASE_DIR / "courses/material/virtualisation/chapitre-1-virtualisation.md"


@pytest.fixture
def course(client: Client) -> Course:
    course = make_course("Virtualisation", "virtualisation")
    client.force_login(make_teacher(course=course))
    import_deck_text(
        source=DECK.read_text(), name=DECK.name, course=course, user=None, now=NOW, publish=True
    )
    return course


def page(course: Course, lesson: str = "role-de-hyperviseur") -> str:
    return reverse("lesson_drafts", args=[course.slug, lesson])


def first(client: Client, url: str) -> str:
    return str(client.get(url).context["one"].draft.digest)


def test_the_deck_that_ships_offers_drafts_of_every_rule(client: Client, course: Course) -> None:
    lessons = client.get(reverse("course_drafts", args=[course.slug])).context["lessons"]
    offered = [each.draft for lesson in lessons for each in lesson.offered]
    assert {draft.rule for draft in offered} == {
        "definition",
        "gap",
        "membership",
        "classification",
    }
    assert len(offered) >= 15


def test_ten_are_kept_by_one_key_each_and_none_is_published(client: Client, course: Course) -> None:
    kept = 0
    for lesson in Lesson.objects.filter(course=course).order_by("pk"):
        url = page(course, lesson.slug)
        while kept < 10 and (one := client.get(url).context["one"]) is not None:
            client.post(url, {"draft": one.draft.digest, "accept": "1"})
            kept += 1
    questions = Question.objects.filter(course=course)
    assert (kept, questions.count()) == (10, 10)
    assert not questions.exclude(published=None).exists()
    assert len({question.slug for question in questions}) == 10


def test_keeping_twice_keeps_once(client: Client, course: Course) -> None:
    url = page(course)
    digest = first(client, url)
    for _ in range(2):
        client.post(url, {"draft": digest, "accept": "1"})
    assert Question.objects.count() == 1


def test_what_was_refused_is_offered_no_more_until_it_is_taken_back(
    client: Client, course: Course
) -> None:
    url = page(course)
    digest, count = first(client, url), len(client.get(url).context["offered"])
    back = client.post(url, {"draft": digest, "refuse": "1"})
    assert back.url == f"{url}?n=0&fait={digest}"
    assert len(client.get(url).context["offered"]) == count - 1
    assert not Question.objects.exists()
    client.post(url, {"draft": digest, "undo": "1"})
    assert first(client, url) == digest


def test_taking_back_what_was_kept_puts_it_in_the_bin(client: Client, course: Course) -> None:
    url = page(course)
    digest = first(client, url)
    client.post(url, {"draft": digest, "accept": "1"})
    client.post(url, {"draft": digest, "undo": "1"})
    assert Question.objects.get().archived_at is not None
    assert not DraftDecision.objects.exists()
    client.post(url, {"draft": digest, "accept": "1"})
    assert Question.objects.current().count() == 1


def test_what_was_published_meanwhile_is_not_taken_back(client: Client, course: Course) -> None:
    url = page(course)
    digest = first(client, url)
    client.post(url, {"draft": digest, "accept": "1"})
    publish_question(question=Question.objects.get(), now=NOW)
    client.post(url, {"draft": digest, "undo": "1"})
    assert Question.objects.current().count() == 1
    assert DraftDecision.objects.count() == 1


def test_keeping_to_edit_opens_the_editor(client: Client, course: Course) -> None:
    url = page(course)
    answer = client.post(url, {"draft": first(client, url), "edit": "1"})
    question = Question.objects.get()
    assert answer.url == reverse("question_edit", args=[course.slug, question.pk])


@pytest.mark.parametrize("draft", ["", "0" * 64, "é"])
def test_a_draft_that_nobody_offered_changes_nothing(
    client: Client, course: Course, draft: str
) -> None:
    for act in ("accept", "refuse", "undo"):
        assert client.post(page(course), {"draft": draft, act: "1"}).status_code == 302
    assert not Question.objects.exists()
    assert not DraftDecision.objects.exists()


@pytest.mark.parametrize("place", ["99", "-1", "²", "x", "9" * 30])
def test_a_place_beyond_the_list_is_in_the_list(client: Client, course: Course, place: str) -> None:
    assert client.get(page(course), {"n": place}).status_code == 200


def test_the_list_costs_the_same_whatever_its_length(
    client: Client, course: Course, django_assert_num_queries: Any
) -> None:
    url = reverse("course_drafts", args=[course.slug])
    for kept in (99, 1):
        spared = Lesson.objects.filter(course=course).order_by("pk").values_list("pk", flat=True)
        unread = Lesson.objects.filter(course=course).exclude(pk__in=list(spared[:kept]))
        unread.update(archived_at=NOW)
        with django_assert_num_queries(5):
            client.get(url)
