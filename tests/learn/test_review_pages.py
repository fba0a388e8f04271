"""What is to be reviewed, the review itself and what is mastered, over HTTP."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from courses.progress.models import ReviewCard
from courses.quizzes.models import Attempt, Quiz
from tests.make import NOW, make_cohort, make_member, make_student, make_teacher
from tests.progress.reviews import DAY, check, make_course_with_notions

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return make_course_with_notions()


@pytest.fixture
def course(made):
    return made[0].course


@pytest.fixture
def asked(made):
    return made[1]


@pytest.fixture
def awa(client, course):
    awa = make_student()
    make_member(awa, make_cohort(course=course))
    client.force_login(awa)
    return awa


@pytest.fixture
def tomorrow():
    with time_machine.travel(NOW + DAY + timedelta(hours=1), tick=False):
        yield


def page(client, name, *args) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    main = response.content.decode().partition("<main")[2].replace("\u00a0", " ")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def begin(client, course) -> Attempt:
    response = client.post(reverse("review_start", args=[course.slug]))
    attempt = Attempt.objects.get(kind=Attempt.Kind.REVIEW)
    assert response.url == reverse("review_attempt", args=[course.slug, attempt.pk])
    return attempt


def test_nothing_to_review_is_said_and_shown_nowhere_else(client, awa, course) -> None:
    assert "Rien à réviser pour l’instant" in page(client, "review", course.slug)
    for name, *args in (["home"], ["course", course.slug]):
        assert "à revoir" not in page(client, name, *args)
    client.post(reverse("review_start", args=[course.slug]))
    assert Attempt.objects.count() == 0


def test_what_comes_back_and_why(client, awa, course, asked, tomorrow) -> None:
    check(awa, asked["p1"], "true", NOW - 2 * DAY)
    check(awa, asked["s1"], "false")
    text = page(client, "review", course.slug)
    assert "2 notions reviennent aujourd’hui" in text
    assert "Segment Vous l’avez manquée le 22 novembre 2026 ." in text
    assert "Poignee Pas revue depuis 3 jours." in text
    for name, *args in (["home"], ["course", course.slug]):
        assert "2 notions à revoir" in page(client, name, *args)


def test_a_review_from_its_beginning_to_its_end(client, awa, course, asked, tomorrow) -> None:
    check(awa, asked["s1"], "false")
    attempt = begin(client, course)
    assert "Il reste 1 question." in page(client, "review_attempt", course.slug, attempt.pk)
    assert "Vous avez commencé une révision" in page(client, "review", course.slug)
    question = asked["p2"].pk
    address = reverse("review_answer", args=[course.slug, attempt.pk, question])
    response = client.post(address, {f"q{question}-answer": "SYN"})
    assert (
        response.url == f"{reverse('review_attempt', args=[course.slug, attempt.pk])}#q{question}"
    )
    assert "1 bonne réponse sur 1." in page(client, "review_attempt", course.slug, attempt.pk)
    assert ReviewCard.objects.get(notion__slug="segment").state["missed"] is False
    assert "La prochaine notion revient le" in page(client, "review", course.slug)


def test_a_script_gets_the_question_alone(client, awa, course, asked, tomorrow) -> None:
    check(awa, asked["s1"], "false")
    attempt, question = begin(client, course), asked["p2"].pk
    address = reverse("review_answer", args=[course.slug, attempt.pk, question])
    fragment = {"X-Fragment": "1"}
    refused = client.post(address, {}, headers=fragment)
    assert (refused.status_code, f'action="{address}#q' in refused.content.decode()) == (422, True)
    told = client.post(address, {f"q{question}-answer": "rien"}, headers=fragment)
    assert (told.status_code, "<html" in told.content.decode()) == (200, False)
    assert "Réponse attendue" in told.content.decode()


def test_a_question_the_review_does_not_ask(client, awa, course, asked, tomorrow) -> None:
    check(awa, asked["s1"], "false")
    attempt = begin(client, course)
    address = reverse("review_answer", args=[course.slug, attempt.pk, asked["p1"].pk])
    assert client.post(address, {}).status_code == 404


def test_a_review_is_nobody_elses(client, awa, course, asked, tomorrow) -> None:
    check(awa, asked["s1"], "false")
    attempt = begin(client, course)
    binta = make_student("binta")
    make_member(binta, make_cohort("SSI", "ssi", course=course))
    client.force_login(binta)
    address = reverse("review_attempt", args=[course.slug, attempt.pk])
    assert client.get(address).status_code == 404


def test_a_teacher_reviews_nothing(client, course, asked, tomorrow) -> None:
    teacher = make_teacher(course=course)
    client.force_login(teacher)
    check(teacher, asked["s1"], "false", kind=Attempt.Kind.PREVIEW)
    assert "Rien à réviser pour l’instant" in page(client, "review", course.slug)


def test_what_is_mastered_explains_itself(client, awa, course, asked) -> None:
    check(awa, asked["p1"], "true")
    check(awa, asked["p2"], "syn", NOW + DAY)
    with time_machine.travel(NOW + DAY + timedelta(hours=1), tick=False):
        text = page(client, "mastery", course.slug)
    assert "Notions acquises : 1 sur 2." in text
    assert (
        "« La poignée de main a trois segments. », réussie le 22 novembre 2026 ."
        in text.replace("\u00a0", " ")
    )
    waits = "à partir du 24 novembre 2026 à 14:05"
    assert f"Il manque une bonne réponse à une autre question, {waits}" in text
    assert "1 sur 2" in page(client, "course_progress", course.slug)


def test_a_course_without_notions_says_so(client, awa, course) -> None:
    course.notions.all().delete()
    assert "Aucune notion à suivre" in page(client, "mastery", course.slug)
    assert "Notions acquises" not in page(client, "course_progress", course.slug)


def test_the_page_of_a_review_has_no_other_address(client, awa, course, asked, tomorrow) -> None:
    check(awa, asked["s1"], "false")
    attempt = begin(client, course)
    quiz = Quiz.objects.get(kind=Quiz.Kind.REVIEW)
    assert client.get(reverse("quiz", args=[course.slug, quiz.slug])).status_code == 404
    assert client.get(reverse("attempt", args=[attempt.pk])).status_code == 404
