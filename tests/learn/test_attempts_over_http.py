"""A section's quiz, over HTTP: begun, saved, handed in, explained."""

from uuid import uuid4

import pytest
from django.urls import reverse

from courses.content.models import Lesson
from courses.quizzes.models import Attempt, Mark
from tests.make import (
    make_check,
    make_cohort,
    make_lesson,
    make_member,
    make_student,
    make_teacher,
)
from tests.quizzes.test_attempts import option, publish_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    return make_lesson()


@pytest.fixture
def c4(lesson):
    return publish_all(lesson.course)["c4"]


@pytest.fixture
def awa(client, lesson):
    awa = make_student("awa")
    make_member(awa, make_cohort(course=lesson.course))
    client.force_login(awa)
    return awa


@pytest.fixture
def attempt(client, awa, lesson, c4):
    quiz = lesson.section.quiz
    response = client.post(reverse("quiz_start", args=[lesson.course.slug, quiz.slug]))
    attempt = Attempt.objects.get()
    assert response.url == attempt.get_absolute_url()
    return attempt


def fields(attempt, c4, *texts: str, saves: int = 0) -> dict[str, object]:
    return {
        f"q{c4.pk}-answer": [option(c4, text) for text in texts],
        f"q{c4.pk}-saves": saves,
    }


def test_a_quiz_says_what_awaits_and_what_was_won(client, attempt, c4, lesson) -> None:
    quiz = lesson.section.quiz
    assert client.get(quiz.get_absolute_url()).context["page"].questions == 1
    client.post(reverse("attempt_submit", args=[attempt.pk]), fields(attempt, c4, "Les octets"))
    results = client.get(quiz.get_absolute_url()).context["page"].results
    assert [(result.points, result.out_of) for result in results] == [(1, 1)]


def test_an_answer_saves_by_itself(client, attempt, c4) -> None:
    url = reverse("attempt_answer", args=[attempt.pk, c4.pk])
    saved = client.post(url, {**fields(attempt, c4, "Les octets"), "operation": uuid4()})
    assert (saved.status_code, saved.json()["saves"]) == (200, 1)
    assert saved.json()["saved"].startswith("Enregistré à ")
    response = attempt.responses.get()
    assert response.answer == [option(c4, "Les octets")]
    assert Mark.objects.count() == 0
    assert client.get(attempt.get_absolute_url()).context["answers"].answered == {c4.pk}


def test_saving_and_going_on_later_keeps_the_attempt_open(client, attempt, c4) -> None:
    form = {**fields(attempt, c4, "Les machines"), "save": "1"}
    client.post(reverse("attempt_submit", args=[attempt.pk]), form)
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.OPEN
    assert attempt.responses.get().answer == [option(c4, "Les machines")]


def test_handing_in_marks_what_the_form_holds_once(client, attempt, c4) -> None:
    url = reverse("attempt_submit", args=[attempt.pk])
    for _ in range(2):
        client.post(url, fields(attempt, c4, "Les octets"))
    assert [mark.points for mark in Mark.objects.all()] == [1]
    result = client.get(attempt.get_absolute_url()).context["result"]
    assert result.percent == 100


def test_an_older_tab_does_not_undo_a_newer_answer(client, attempt, c4) -> None:
    newer = reverse("attempt_answer", args=[attempt.pk, c4.pk])
    client.post(newer, {**fields(attempt, c4, "Les octets"), "operation": uuid4()})
    older_form = fields(attempt, c4, "Les machines", saves=0)
    response = client.post(reverse("attempt_submit", args=[attempt.pk]), older_form, follow=True)
    assert attempt.responses.get().answer == [option(c4, "Les octets")]
    assert ["une autre page a enregistré" in str(m) for m in response.context["messages"]] == [True]
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.OPEN


def test_after_handing_in_nothing_changes(client, attempt, c4) -> None:
    client.post(reverse("attempt_submit", args=[attempt.pk]), fields(attempt, c4, "Les machines"))
    late = client.post(
        reverse("attempt_answer", args=[attempt.pk, c4.pk]), fields(attempt, c4, "Les octets")
    )
    assert late.status_code == 409
    assert attempt.responses.get().answer == [option(c4, "Les machines")]


def test_an_impossible_answer_is_refused_and_hands_nothing_in(client, attempt, c4) -> None:
    form = {f"q{c4.pk}-answer": "nowhere", f"q{c4.pk}-saves": 0}
    client.post(reverse("attempt_submit", args=[attempt.pk]), form)
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.OPEN


def test_pages_of_an_attempt_are_never_kept(client, attempt) -> None:
    assert client.get(attempt.get_absolute_url())["Cache-Control"] == "no-store"


@pytest.mark.parametrize("count", [1, 30])
def test_an_attempt_costs_the_same_whatever_its_length(
    client, awa, lesson, count, django_assert_num_queries
) -> None:
    text = "\n".join(f"### vrai-faux n{n}\nsection: 1\nVrai ?\n= vrai\n" for n in range(count))
    publish_all(lesson.course, text)
    quiz = lesson.section.quiz
    client.post(reverse("quiz_start", args=[lesson.course.slug, quiz.slug]))
    attempt = Attempt.objects.get()
    with django_assert_num_queries(4):  # session and person, attempt, its cards, its state
        assert len(client.get(attempt.get_absolute_url()).context["cards"]) == count


def test_a_check_is_not_begun_before_its_lesson_is_published(client, awa, lesson) -> None:
    draft = make_lesson(lesson.section, "UDP", "udp", published=False)
    make_check(draft)
    url = reverse("quiz_start", args=[lesson.course.slug, draft.check_quiz.slug])
    assert client.post(url).status_code == 404
    assert Attempt.objects.count() == 0


def test_a_quiz_is_not_begun_before_its_section_has_a_lesson(client, awa, lesson, c4) -> None:
    quiz = lesson.section.quiz
    Lesson.objects.filter(section=lesson.section).update(published=None)
    url = reverse("quiz_start", args=[lesson.course.slug, quiz.slug])
    assert client.post(url).status_code == 404
    client.force_login(make_teacher(course=lesson.course))
    assert client.post(url).status_code == 302


def test_a_check_is_not_handed_in_unanswered(client, awa, lesson, c4) -> None:
    check = lesson.check_quiz
    client.post(reverse("quiz_start", args=[lesson.course.slug, check.slug]))
    begun = Attempt.objects.get(quiz=check)
    assert client.get(begun.get_absolute_url()).status_code == 404
    assert client.post(reverse("attempt_submit", args=[begun.pk])).status_code == 404
    assert Mark.objects.count() == 0
