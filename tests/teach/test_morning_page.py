"""What a teacher wants to know of a class in the morning."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.cohorts.models import Schedule
from courses.progress.actions import record_visit
from courses.quizzes.actions.closing import submit_attempt
from courses.quizzes.models import Attempt, Mark, Question, Quiz, Response
from tests.make import (
    NOW,
    make_check,
    make_cohort,
    make_lesson,
    make_mark,
    make_member,
    make_student,
    make_teacher,
)
from tests.progress.reviews import make_notions
from tests.quizzes.every_kind import publish_sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    lesson = make_lesson()
    (notion,) = make_notions(lesson.course, "poignee")
    for question in make_check(lesson):
        question.notions.add(notion)
    return lesson


@pytest.fixture
def cohort(lesson):
    return make_cohort(course=lesson.course)


@pytest.fixture
def client(lesson) -> Client:
    client = Client()
    client.force_login(make_teacher(course=lesson.course))
    return client


def enrol(cohort, number: int = 0, last_name: str = "Diop"):
    student = make_student(f"etudiant-{number}", last_name=last_name)
    membership = make_member(student, cohort)
    membership.joined_at = timezone.now()
    membership.save()
    return student


def answer(student, lesson, given: str, state: str = "wrong", now=None) -> None:
    """A handed-in attempt at a quiz of the course's two questions, all answered `given`."""
    now = now or timezone.now()
    quiz, _ = Quiz.objects.get_or_create(
        course=lesson.course, kind=Quiz.Kind.PRACTICE, title="Séance", slug="seance"
    )
    attempt = Attempt.objects.create(
        user=student,
        quiz=quiz,
        number=1,
        state=Attempt.State.SUBMITTED,
        started_at=now,
        submitted_at=now,
    )
    for place, question in enumerate(lesson.course.questions.all(), 1):
        response = Response.objects.create(
            attempt=attempt,
            question=question,
            revision=question.published,
            position=place,
            answer=given,
            released_at=now,
        )
        make_mark(
            response,
            origin=Mark.Origin.AUTOMATIC,
            points=Decimal(given == "true" and state != "manual"),
            out_of=Decimal(1),
            verdict={"state": state},
            created_at=now,
        )


def read(client: Client, lesson, query: str = "") -> list[str]:
    """The texts of the page's four blocks."""
    response = client.get(f"/enseigner/cours/{lesson.course.slug}/matin/{query}")
    assert response.status_code == 200
    main = response.content.decode().partition("<h1>")[2].partition("</main>")[0]
    texts = (unescape(re.sub(r"<[^>]+>", " ", block)) for block in main.split("<h2>")[1:])
    plain = (" ".join(text.split()) for text in texts)
    return [re.sub(r" ([.,])", r"\1", text) for text in plain]


def test_each_block_says_what_its_emptiness_means(client, lesson, cohort):
    assert read(client, lesson) == [
        "À reprendre en cours Aucune notion ne se détache : il y a encore trop peu de premières "
        "réponses, ou toutes sont justes.",
        "À contacter Personne : aucune absence de sept jours, aucune notion manquée deux fois, "
        "aucun examen proche mal préparé.",
        "Réponses à noter Aucune réponse n’attend votre note.",
        "Questions à revoir Aucune : rien n’est dit d’une question avant dix premières réponses.",
    ]


def test_the_notion_its_wrong_answer_and_its_lesson(client, lesson, cohort):
    for number in range(3):
        answer(enrol(cohort, number), lesson, "false" if number else "true")
    assert read(client, lesson)[0] == (
        "À reprendre en cours Poignee Au premier essai, 33 % des points obtenus, sur 6 réponses. "
        "À « Affirmation 1. », 2 réponses ont été « Faux », ce qui est faux. La connexion TCP"
    )


def test_the_commonest_typed_answer_is_told_as_well(client, lesson, cohort):
    short = publish_sample(lesson)["v4-hypercall"]
    Question.objects.exclude(pk=short.pk).update(archived_at=NOW)
    short.notions.set(lesson.course.notions.all())
    quiz = Quiz.objects.create(
        course=lesson.course, kind=Quiz.Kind.PRACTICE, title="Séance", slug="seance"
    )
    for number, given in enumerate(
        ["appel système", "Appel système", "signal", "syscall", "appel système"]
    ):
        attempt = Attempt.objects.create(
            user=enrol(cohort, number), quiz=quiz, number=1, started_at=NOW
        )
        Response.objects.create(
            attempt=attempt,
            question=short,
            revision=short.published,
            position=1,
            answer=given,
        )
        submit_attempt(attempt=attempt, now=timezone.now())
    assert "3 réponses ont été « appel système », ce qui est faux." in read(client, lesson)[0]


def test_whom_to_contact_and_why(client, lesson, cohort):
    failing, away, fine = (enrol(cohort, n, name) for n, name in enumerate(["Ba", "Fall", "Sow"]))
    answer(failing, lesson, "false")
    record_visit(user=away, lesson=lesson, place="", now=timezone.now() - timedelta(days=8))
    answer(fine, lesson, "true")
    contacted = read(client, lesson)[1]
    assert re.sub(r"le \d.*? (20\d\d)", "le …", contacted) == (
        "À contacter 2 étudiants Deux échecs sur une notion 1 Sept jours sans activité 1 "
        "Awa Ba 2 échecs sur « Poignee », le dernier le …, sans réussite depuis. "
        "Awa Fall Aucune activité depuis le …."
    )


def test_one_reason_alone_and_pages_of_many(client, lesson, cohort):
    answer(enrol(cohort, 100, "Ba"), lesson, "false")
    for number in range(21):
        student = enrol(cohort, number, f"Sow{number:02}")
        record_visit(user=student, lesson=lesson, place="", now=timezone.now() - timedelta(days=8))
    failing, everybody, second, unknown = (
        read(client, lesson, query)[1]
        for query in ("?signal=failing", "", "?page=2", "?signal=nothing")
    )
    assert ("Awa Ba" in failing, "Sow" in failing) == (True, False)
    assert [everybody.count("Awa"), second.count("Awa"), unknown.count("Awa")] == [20, 2, 20]


@pytest.mark.parametrize(("days", "fires"), [(3, True), (9, False)])
def test_an_exam_soon_with_too_little_acquired(client, lesson, cohort, days, fires):
    enrol(cohort)
    course = lesson.course
    Quiz.objects.create(course=course, kind=Quiz.Kind.EXAM, title="Examen", slug="examen")
    at = timezone.now() + timedelta(days=days)
    Schedule.objects.create(
        course=course, quiz="examen", opens=at.strftime("%Y-%m-%dT%H:%M"), set_at=NOW
    )
    contacted = read(client, lesson)[1]
    assert ("« Examen »" in contacted, "notions acquises : 0 sur 1." in contacted) == (fires, fires)


def test_what_waits_for_marking_and_what_looks_wrong(client, lesson, cohort):
    for number in range(10):
        answer(enrol(cohort, number), lesson, "false")
    waiting = enrol(cohort, 10)
    answer(waiting, lesson, "true", state="manual")
    blocks = read(client, lesson)
    assert "Affirmation 1. Séance · 1 réponse attend" in blocks[2]
    assert "« Faux » est choisie plus souvent que la bonne" in blocks[3]


def test_one_cohort_alone_and_no_students_of_others(client, lesson, cohort):
    answer(enrol(cohort, 1, "Ba"), lesson, "false")
    answer(enrol(make_cohort("SSI", "ssi", course=lesson.course), 2, "Fall"), lesson, "false")
    answer(enrol(make_cohort("Autre", "autre"), 3, "Sow"), lesson, "false")
    names = {
        query: re.findall(r"Awa (\w+)", read(client, lesson, query)[1])
        for query in ("", "?cohorte=ssi", "?cohorte=autre")
    }
    both = ["Ba", "Fall"]
    assert names == {"": both, "?cohorte=ssi": ["Fall"], "?cohorte=autre": both}


def test_queries_do_not_grow_with_students(client, lesson, cohort):
    Quiz.objects.create(course=lesson.course, kind=Quiz.Kind.EXAM, title="E", slug="examen")
    soon = (timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    Schedule.objects.create(course=lesson.course, quiz="examen", opens=soon, set_at=NOW)
    counts = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            state = "manual" if number % 5 == 0 else "wrong"
            answer(enrol(cohort, number), lesson, "false", state)
        with CaptureQueriesContext(connection) as queries:
            read(client, lesson)
        counts.append(len(queries))
    assert (counts[0] == counts[1], counts[1] <= 15) == (True, True), counts
