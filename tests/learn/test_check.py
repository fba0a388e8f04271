"""The check at the end of a lesson, over HTTP."""

import re

import pytest
from django.urls import reverse

from courses.cohorts.models import Schedule
from courses.progress.models import LessonProgress
from courses.quizzes.models import AnswerKey, Attempt, Mark, Response
from courses.quizzes.rendering import render_question
from courses.quizzes.text.reading import read_quiz
from tests.make import NOW, make_cohort, make_lesson, make_member, make_student, make_teacher
from tests.quizzes.test_attempts import TEXT, option, publish_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    lesson = make_lesson()
    lesson.questions_by_slug = publish_all(lesson.course)
    return lesson


@pytest.fixture
def awa(client, lesson):
    awa = make_student("awa")
    make_member(awa, make_cohort(course=lesson.course))
    client.force_login(awa)
    return awa


def url_of(lesson, slug: str) -> str:
    question = lesson.questions_by_slug[slug]
    return reverse("lesson_answer", args=[lesson.course.slug, lesson.slug, question.pk])


def post(client, lesson, slug: str, answer, *, fragment: bool = False, **more):
    question = lesson.questions_by_slug[slug]
    headers = {"X-Fragment": "1"} if fragment else {}
    data = {f"q{question.pk}-answer": answer, **more} if answer is not None else more
    return client.post(url_of(lesson, slug), data, headers=headers)


def right(lesson, slug: str, text: str) -> str:
    return option(lesson.questions_by_slug[slug], text)


def test_without_javascript_the_lesson_comes_back_at_the_question(client, awa, lesson) -> None:
    question = lesson.questions_by_slug["c1"]
    response = post(client, lesson, "c1", right(lesson, "c1", "Trois"))
    assert response.url == f"{lesson.get_absolute_url()}#q{question.pk}"
    page = client.get(lesson.get_absolute_url()).content.decode()
    assert page.count("Oui&nbsp;: SYN, SYN-ACK, ACK.") == 1


def test_with_javascript_the_question_alone_comes_back(client, awa, lesson) -> None:
    response = post(client, lesson, "c1", right(lesson, "c1", "Deux"), fragment=True)
    assert response.status_code == 200
    assert response.content.decode().lstrip().startswith("<form")
    assert "Pas encore" in response.content.decode()


def test_no_answer_is_said_and_nothing_is_stored(client, awa, lesson) -> None:
    response = post(client, lesson, "c1", None, fragment=True)
    assert response.status_code == 422
    assert "Choisissez ou écrivez d’abord une réponse." in response.content.decode()
    post(client, lesson, "c1", None)
    page = client.get(lesson.get_absolute_url()).content.decode()
    assert "Choisissez ou écrivez d’abord une réponse." in page
    assert Attempt.objects.count() == 0


def test_an_answer_that_is_no_option_is_refused(client, awa, lesson) -> None:
    response = post(client, lesson, "c1", "nowhere", fragment=True)
    assert response.status_code == 422
    assert Mark.objects.count() == 0


def test_answering_everything_completes_the_lesson_right_or_not(client, awa, lesson) -> None:
    post(client, lesson, "c1", right(lesson, "c1", "Deux"))
    post(client, lesson, "c2", "syn")
    assert LessonProgress.objects.exclude(completed_at=None).count() == 0
    post(client, lesson, "c3", "false")
    assert LessonProgress.objects.get(user=awa).completed_at is not None


def test_sending_twice_counts_once(client, awa, lesson) -> None:
    for _ in range(2):
        for slug, answer in [("c1", right(lesson, "c1", "Deux")), ("c2", "syn"), ("c3", "true")]:
            post(client, lesson, slug, answer)
    assert (Attempt.objects.count(), Mark.objects.count()) == (1, 3)


def test_a_hint_is_shown_when_asked(client, awa, lesson) -> None:
    before = client.get(lesson.get_absolute_url()).content.decode()
    assert "comptez l’aller" not in before
    response = post(client, lesson, "c1", None, fragment=True, hint="1")
    assert "comptez l’aller" in response.content.decode()
    assert Mark.objects.count() == 0


def test_a_check_begins_again_only_when_asked(client, awa, lesson) -> None:
    for slug, answer in [("c1", right(lesson, "c1", "Deux")), ("c2", "syn"), ("c3", "true")]:
        post(client, lesson, slug, answer)
    start = reverse("quiz_start", args=[lesson.course.slug, lesson.check_quiz.slug])
    assert client.post(start).url == f"{lesson.get_absolute_url()}#check"
    assert [a.state for a in Attempt.objects.order_by("number")] == ["submitted", "open"]
    post(client, lesson, "c1", right(lesson, "c1", "Trois"))
    newest = Response.objects.filter(attempt__number=2, released_at__isnull=False)
    assert newest.count() == 1


def test_a_teacher_tries_without_being_counted(client, lesson) -> None:
    teacher = make_teacher(course=lesson.course)
    client.force_login(teacher)
    for slug, answer in [("c1", right(lesson, "c1", "Deux")), ("c2", "syn"), ("c3", "true")]:
        post(client, lesson, slug, answer)
    assert Attempt.objects.get().kind == Attempt.Kind.PREVIEW


def pages(client, lesson) -> list[str]:
    """Every page that shows the questions before they are answered, tokens taken out."""
    quiz = lesson.section.quiz
    client.post(reverse("quiz_start", args=[lesson.course.slug, quiz.slug]))
    attempt = Attempt.objects.get(quiz=quiz)
    urls = [
        lesson.get_absolute_url(),
        lesson.course.get_absolute_url(),
        quiz.get_absolute_url(),
        attempt.get_absolute_url(),
    ]
    texts = [client.get(url).content.decode() for url in urls]
    token = r'name="csrfmiddlewaretoken" value="[^"]*"'
    return [re.sub(token, "", text) for text in texts]


CANARIES = "SYN-ACK, ACK", "acquittement du client", "poignée de main", "numérote chaque octet"


def test_no_page_knows_the_key_before_the_answer(client, awa, lesson) -> None:
    text = "".join(pages(client, lesson))
    assert [canary for canary in CANARIES if canary in text] == []
    assert "Combien de segments" in text


def test_another_key_leaves_every_page_byte_for_byte_equal(client, awa, lesson) -> None:
    before = pages(client, lesson)
    swapped = (
        TEXT.replace("- (x) Trois", "- ( ) Trois")
        .replace("- ( ) Deux", "- (x) Deux")
        .replace("- [x] Les octets", "- [ ] Les octets")
        .replace("- [ ] Les machines", "- [x] Les machines")
        .replace("= synchronisation | SYN", "= fin")
        .replace("= vrai", "= faux")
    )
    for text in read_quiz(swapped).questions:
        revision = lesson.questions_by_slug[text.id].published
        rendered = render_question(lesson.course, text)
        assert (rendered.public, rendered.html) == (revision.public, revision.html)
        changed = AnswerKey.objects.filter(revision=revision).exclude(key=rendered.key)
        assert changed.update(key=rendered.key) == 1
    assert pages(client, lesson) == before


def test_a_lesson_without_open_questions_says_it_is_finished(client, awa, lesson) -> None:
    for slug, answer in [("c1", right(lesson, "c1", "Deux")), ("c2", "syn"), ("c3", "true")]:
        post(client, lesson, slug, answer)
    assert (
        "Vous avez terminé cette leçon." in client.get(lesson.get_absolute_url()).content.decode()
    )


def test_a_nul_in_an_answer_is_left_out(client, awa, lesson) -> None:
    post(client, lesson, "c2", "sy\0n")
    assert Response.objects.get(question=lesson.questions_by_slug["c2"]).answer == "syn"


def close_course(lesson, **who) -> None:
    Schedule.objects.create(
        course=lesson.course, closes="2026-01-05T18:05", time_zone="Europe/Paris", set_at=NOW, **who
    )


def test_once_the_course_is_closed_the_lesson_says_so_and_offers_no_answer(
    client, awa, lesson
) -> None:
    assert "Répondre</button>" in client.get(lesson.get_absolute_url()).content.decode()
    close_course(lesson)
    page = client.get(lesson.get_absolute_url()).content.decode()
    told = "Ce cours ne prend plus de réponses depuis le "
    told += '<time datetime="2026-01-05T18:05:00+01:00">5 janvier 2026 à 18:05 (Paris)</time>'
    buttons = page.count("Répondre</button>") + page.count("Un indice</button>")
    assert (told in page, buttons) == (True, 0)


@pytest.mark.parametrize("fragment", [True, False])
def test_an_answer_that_comes_too_late_is_refused_and_stays_written(
    client, awa, lesson, fragment
) -> None:
    close_course(lesson)
    refused = post(client, lesson, "c2", "un accusé", fragment=fragment)
    page = refused.content.decode()
    assert (refused.status_code, Attempt.objects.count()) == (409, 0)
    assert "fermé depuis le 5 janvier 2026 à 17:05 (Dakar). Cette réponse n’a pas été prise" in page
    assert ('value="un accusé"' in page, page.count('role="alert"')) == (True, 1)
    assert post(client, lesson, "c2", None, hint="1", fragment=fragment).status_code == 409
    assert Response.objects.count() == 0


def test_an_attempt_begun_before_the_closing_takes_no_more_answers(client, awa, lesson) -> None:
    post(client, lesson, "c1", right(lesson, "c1", "Deux"))
    close_course(lesson)
    choice = right(lesson, "c1", "Trois")
    assert post(client, lesson, "c3", "false", fragment=True).status_code == 409
    assert post(client, lesson, "c1", choice, fragment=True).status_code == 409
    assert Mark.objects.count() == 1
    assert client.get(lesson.get_absolute_url()).content.decode().count("Pas encore") == 1


def test_what_no_field_can_hold_is_refused_like_the_rest(client, awa, lesson) -> None:
    close_course(lesson)
    assert post(client, lesson, "c1", "nulle part").status_code == 409


def test_a_closing_is_for_whom_it_holds(client, awa, lesson) -> None:
    close_course(lesson)
    Schedule.objects.create(course=lesson.course, user=awa, closes="2999-01-05T18:05", set_at=NOW)
    assert post(client, lesson, "c3", "false", fragment=True).status_code == 200
    assert "ne prend plus de réponses" not in client.get(lesson.get_absolute_url()).content.decode()
    client.force_login(make_teacher(course=lesson.course))
    assert "ne prend plus de réponses" not in client.get(lesson.get_absolute_url()).content.decode()
    assert post(client, lesson, "c3", "false", fragment=True).status_code == 200
