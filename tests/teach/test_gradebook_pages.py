"""The gradebook's pages, from the settings to the files."""

import io
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from courses.progress.models import Gradebook, GradeItem, GradeOverride
from courses.quizzes.models import Attempt, Mark, Quiz, Response
from tests.make import (
    NOW,
    make_chapter,
    make_check,
    make_cohort,
    make_course,
    make_lesson,
    make_mark,
    make_member,
    make_section,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return make_course()


@pytest.fixture
def exam(course):
    return Quiz.objects.create(
        course=course, kind=Quiz.Kind.EXAM, title="Examen", slug="examen", waits_for_closing=True
    )


@pytest.fixture
def cohort(course):
    return make_cohort(course=course)


@pytest.fixture
def awa(cohort):
    return make_member(make_student(), cohort).user


@pytest.fixture
def client(course):
    client = Client()
    client.force_login(make_teacher(course=course))
    return client


@pytest.fixture
def counted(course, exam):
    settings = Gradebook.objects.create(course=course, is_published=True)
    return GradeItem.objects.create(gradebook=settings, quiz=exam, category="exams", weight=2)


@pytest.fixture
def attempt(course, exam, awa):
    """Awa won 1 of 2 points."""
    return hand_in(awa, exam, make_check(make_lesson(make_section(make_chapter(course)))))


def hand_in(user, quiz, questions) -> Attempt:
    attempt = Attempt.objects.create(
        user=user,
        quiz=quiz,
        number=1,
        state=Attempt.State.SUBMITTED,
        started_at=NOW,
        submitted_at=NOW,
    )
    for place, question in enumerate(questions):
        response = Response.objects.create(
            attempt=attempt, question=question, revision=question.published, position=place
        )
        make_mark(
            response,
            origin=Mark.Origin.AUTOMATIC,
            points=Decimal(place % 2),
            out_of=1,
            verdict={"state": "right"},
            created_at=NOW,
        )
    return attempt


def page(client, course, **query) -> str:
    return client.get(reverse("gradebook", args=[course.slug]), query).content.decode()


def test_settings_make_the_gradebook(client, course, exam) -> None:
    address = reverse("gradebook_settings", args=[course.slug])
    assert f'name="weight-{exam.pk}" value="1"' in client.get(address).content.decode()
    posted = {
        f"weight-{exam.pk}": "2,5",
        f"category-{exam.pk}": "exams",
        "dropped_exams": 0,
        "dropped_quizzes": 1,
    }
    answer = client.post(address, posted)
    assert (answer.status_code, answer.url) == (302, reverse("gradebook", args=[course.slug]))
    item = GradeItem.objects.get()
    assert (item.quiz, item.weight, item.gradebook.dropped_quizzes) == (exam, Decimal("2.5"), 1)
    client.post(address, {**posted, f"weight-{exam.pk}": ""})
    assert not GradeItem.objects.exists()


@pytest.mark.parametrize("weight", ["-1", "101", "deux", "1e99", "NaN"])
def test_a_wrong_weight_is_refused_and_said(client, course, exam, weight) -> None:
    address = reverse("gradebook_settings", args=[course.slug])
    posted = {
        f"weight-{exam.pk}": weight,
        f"category-{exam.pk}": "exams",
        "dropped_exams": 0,
        "dropped_quizzes": 0,
    }
    answer = client.post(address, posted)
    assert answer.status_code == 422
    assert f'href="#id_weight-{exam.pk}"' in answer.content.decode()
    assert not Gradebook.objects.exists()


def test_the_example_follows_what_is_written(client, course, exam) -> None:
    posted = {
        f"weight-{exam.pk}": "3",
        f"category-{exam.pk}": "exams",
        "dropped_exams": 0,
        "dropped_quizzes": 0,
    }
    said = "Examens\xa0: (8,00 × 3) ÷ 3 = 8,00."
    fragment = client.post(reverse("gradebook_example", args=[course.slug]), posted)
    assert said in fragment.content.decode()
    address = reverse("gradebook_settings", args=[course.slug])
    whole = client.post(address, {**posted, "example": "1"})
    assert (whole.status_code, said in whole.content.decode()) == (200, True)
    assert not Gradebook.objects.exists()


def test_a_mark_leads_to_its_attempt_and_a_total_to_its_sum(
    client, course, exam, awa, counted, attempt
) -> None:
    html = page(client, course)
    assert reverse("student_attempt", args=[course.slug, exam.slug, attempt.pk]) in html
    address = reverse("gradebook_student", args=[course.slug, awa.pk])
    assert address in html
    assert "Examens\xa0: (10,00 × 2) ÷ 2 = 10,00." in client.get(address).content.decode()


def test_only_students_the_teacher_teaches(client, course, counted, awa) -> None:
    stranger = make_student("autre", last_name="Inconnu")
    assert ("Inconnu" in page(client, course), "Diop" in page(client, course)) == (False, True)
    address = reverse("gradebook_student", args=[course.slug, stranger.pk])
    assert client.get(address).status_code == 404


def test_students_are_filtered_and_sorted(client, course, counted, awa, attempt) -> None:
    other = make_cohort("GLSI 2", "glsi-2", course=course)
    make_member(make_student("binta", first_name="Binta", last_name="Ba"), other)
    html = page(client, course)
    assert html.index("Binta Ba") < html.index("Awa Diop")
    html = page(client, course, tri="-total")
    assert html.index("Awa Diop") < html.index("Binta Ba")
    html = page(client, course, tri=f"quiz-{counted.quiz_id}")
    assert html.index("Awa Diop") < html.index("Binta Ba")
    assert "Awa Diop" not in page(client, course, cohorte="glsi-2")


@pytest.mark.parametrize("order", ["nom", "-total"])
def test_queries_do_not_grow(
    order, client, course, counted, cohort, django_assert_num_queries
) -> None:
    for number in range(30):
        make_member(make_student(f"e{number}"), cohort)
    with django_assert_num_queries(9):
        page(client, course, tri=order)


def test_a_total_is_decided_with_a_reason(client, course, awa, counted, attempt) -> None:
    address = reverse("gradebook_student", args=[course.slug, awa.pk])
    assert client.post(address, {"known": 0, "total": "14"}).status_code == 422
    assert client.post(address, {"known": 0, "total": "21", "reason": "x"}).status_code == 422
    assert not GradeOverride.objects.exists()
    answer = client.post(address, {"known": 0, "total": "14,5", "reason": "Oral"})
    assert (answer.status_code, answer.url) == (302, address)
    override = GradeOverride.objects.get()
    assert (override.before, override.after) == (10, Decimal("14.5"))
    stale = client.post(address, {"known": 0, "total": "12", "reason": "Autre"})
    assert stale.status_code == 422
    assert f'name="known" value="{override.pk}"' in stale.content.decode()
    client.post(address, {"known": override.pk, "reason": "Erreur", "remove": "1"})
    assert GradeOverride.objects.first().after is None


def test_the_csv_opens_in_a_french_spreadsheet(client, course, awa, counted, attempt) -> None:
    make_member(
        make_student("=1+1", first_name="Ba", last_name="@zoé"), awa.memberships.get().cohort
    )
    content = client.get(reverse("gradebook", args=[course.slug]), {"format": "csv"}).content
    assert content.decode().splitlines() == [
        "\ufeffIdentifiant;Nom;Prénom;Examen (coefficient 2);Moyenne calculée;Moyenne sur 20;"
        "Mention;État",
        "'=1+1;'@zoé;Ba;;;;;",
        "awa;Diop;Awa;10,00;10,00;10,00;Passable;définitive",
    ]


def test_the_workbook_holds_numbers(client, course, awa, counted, attempt) -> None:
    answer = client.get(reverse("gradebook", args=[course.slug]), {"format": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[1] == ["awa", "Diop", "Awa", 10, 10, 10, "Passable", "définitive"]
    assert sheet.freeze_panes == "D2"


def test_a_student_reads_their_total_but_nothing_that_waits(
    course, exam, awa, counted, attempt
) -> None:
    client = Client()
    client.force_login(awa)
    address = reverse("course_progress", args=[course.slug])
    html = client.get(address).content.decode()
    assert ("10,00" in html, "une fois fermé pour tout le monde\xa0: Examen" in html) == (
        False,
        True,
    )
    Quiz.objects.update(waits_for_closing=False)
    said = client.get(address).content.decode()
    assert "Votre note\xa0: <b>10,00 / 20</b> (Passable)" in said
    Gradebook.objects.update(is_published=False)
    assert "10,00" not in client.get(address).content.decode()
