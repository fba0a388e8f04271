"""The sheet out is the sheet in, with progress and marks added."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from courses.accounts.models import User
from courses.cohorts.models import Membership
from courses.exchange.roster_csv import read_roster
from courses.progress.actions import finish_lesson, record_visit
from courses.quizzes.actions.answers import save_response
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.actions.closing import submit_attempt
from courses.quizzes.actions.quiz_items import add_questions
from courses.quizzes.actions.quizzes import create_quiz, set_published
from courses.quizzes.models import Attempt, Quiz
from tests.make import (
    NOW,
    make_chapter,
    make_check,
    make_cohort,
    make_course,
    make_lesson,
    make_manager,
    make_member,
    make_section,
    make_student,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    course = make_course("Réseaux, systèmes, virtualisation, sécurité, nuages", "reseaux")
    section = make_section(make_chapter(course))
    make_lesson(section, "Deux", "deux")
    return make_lesson(section)


@pytest.fixture
def exam(lesson) -> Quiz:
    other = make_lesson(lesson.section, "Trois", "trois")
    return make_exam(lesson.course, make_check(other), "Examen; final")


def make_exam(course, questions, title) -> Quiz:
    quiz = create_quiz(course=course, kind=Quiz.Kind.EXAM, title=title)
    add_questions(quiz=quiz, questions=questions)
    set_published(quiz=quiz, published=True)
    quiz.refresh_from_db()
    return quiz


@pytest.fixture
def cohort(lesson, client):
    cohort = make_cohort(course=lesson.course)
    manager = make_manager()
    make_member(manager, cohort, Membership.Role.ADMINISTRATOR)
    client.force_login(manager)
    return cohort


@pytest.fixture
def awa(cohort) -> User:
    student = make_student("-17", email="awa@esp.sn", last_name="=DIOP")
    make_member(student, cohort)
    return student


def take(user, exam: Quiz, right: int) -> None:
    """An attempt with so many of its two questions answered right."""
    attempt = start_attempt(user=user, quiz=exam, kind=Attempt.Kind.GRADED, now=NOW)
    for place, response in enumerate(attempt.responses.order_by("position")):
        save_response(
            attempt=attempt,
            question_id=response.question_id,
            answer="true" if place < right else "false",
            operation=None,
            now=NOW,
        )
    submit_attempt(attempt=attempt, now=NOW)


def download(client, cohort, form: str) -> bytes:
    answer = client.get(reverse("cohort_sheet", args=[cohort.slug]), {"format": form})
    assert answer["Content-Disposition"] == f'attachment; filename="{cohort.slug}.{form}"'
    return answer.content


def test_a_student_s_line(client, cohort, lesson, exam, awa) -> None:
    record_visit(user=awa, lesson=lesson, place="", now=NOW)
    finish_lesson(user=awa, lesson=lesson, now=NOW)
    take(awa, exam, 1)
    make_member(make_student("18", last_name="Zongo"), cohort)
    title = lesson.course.title
    rows = load_workbook(io.BytesIO(download(client, cohort, "xlsx"))).active.values
    headings, own, other = rows
    assert headings == (
        "Matricule",
        "Nom",
        "Prénom",
        "E-mail",
        f"{title} – leçons faites (sur 3)",
        f"{title} – pourcentage",
        f"{title} – dernière visite",
        f"{title} – Examen; final (sur 20)",
    )
    assert own[:6] == ("'-17", "'=DIOP", "Awa", "awa@esp.sn", 1, 33)
    assert (own[6].date(), own[7]) == (NOW.date(), 10)
    assert other == ("18", "Zongo", "Awa", None, 0, 0, None, None)


def test_the_attempt_that_counts_is_the_quiz_s(client, cohort, exam, awa) -> None:
    Quiz.objects.update(max_attempts=2, counts=Quiz.Counts.BEST)
    exam.refresh_from_db()
    take(awa, exam, 2)
    take(awa, exam, 0)
    assert download(client, cohort, "csv").decode().splitlines()[1].endswith(";20,00")
    Quiz.objects.update(counts=Quiz.Counts.LAST)
    assert download(client, cohort, "csv").decode().splitlines()[1].endswith(";0,00")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_file_read_again_as_a_roster_changes_nothing(
    client, cohort, lesson, exam, awa, form
) -> None:
    make_member(make_student("18", last_name="Sène", first_name="+Ali"), cohort)
    take(awa, exam, 1)
    before = list(User.objects.order_by("pk").values())
    file = SimpleUploadedFile(f"liste.{form}", download(client, cohort, form))
    page = client.post(reverse("roster", args=[cohort.slug]), {"file": file})
    planned = page.context["enrolment"]
    assert planned.counts == {"new": 0, "joins": 0, "unchanged": 2, "refused": 0}
    assert [row.remarks for row in planned.rows] == [(), ()]
    client.post(
        reverse("roster_confirm", args=[cohort.slug]), {"text": page.context["form"].data["text"]}
    )
    assert list(User.objects.order_by("pk").values()) == before
    assert cohort.memberships.filter(role=Membership.Role.STUDENT).count() == 2


def test_headings_with_commas_do_not_split_the_list() -> None:
    text = "Matricule;Nom;A, b, c, d, e, f\n17;DIOP;1\n"
    (row,) = read_roster(text).rows
    assert (row.identifier, row.last_name) == ("17", "DIOP")
    (row,) = read_roster("17,DIOP,Awa; Marie\n").rows
    assert (row.identifier, row.last_name, row.first_name) == ("17", "DIOP", "Awa; Marie")


def test_only_the_apostrophe_of_a_guard_is_taken_off() -> None:
    rows = read_roster("Matricule;Nom;Prénom\n'-1;'Ndiaye;'=x\n").rows
    assert [(row.identifier, row.last_name, row.first_name) for row in rows] == [
        ("-1", "'Ndiaye", "=x")
    ]


@pytest.mark.parametrize("many", [1, 30])
def test_queries_do_not_grow(client, cohort, lesson, many, django_assert_num_queries) -> None:
    questions = make_check(make_lesson(lesson.section, "Trois", "trois"))
    for number in range(many):
        exam = make_exam(lesson.course, questions, f"Examen {number}")
        student = make_student(f"etu-{number}")
        make_member(student, cohort)
        record_visit(user=student, lesson=lesson, place="", now=NOW)
        take(student, exam, 1)
    # session and person, cohort, then courses, lessons, quizzes, people, reading, attempts, marks
    with django_assert_num_queries(8):
        download(client, cohort, "csv")
