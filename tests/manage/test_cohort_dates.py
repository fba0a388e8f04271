"""The dates of a cohort's courses and quizzes on one page."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from courses.cohorts.models import Schedule
from courses.cohorts.schedule_actions import WallDates, set_dates
from courses.progress.terms import course_terms
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.actions.quiz_items import add_questions
from courses.quizzes.actions.quizzes import create_quiz, set_published
from courses.quizzes.models import Attempt, Quiz
from tests.make import (
    NOW,
    make_check,
    make_cohort,
    make_lesson,
    make_manager,
    make_member,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    return make_lesson()


@pytest.fixture
def course(lesson):
    return lesson.course


@pytest.fixture
def exam(course, lesson) -> Quiz:
    quiz = create_quiz(course=course, kind=Quiz.Kind.EXAM, title="Examen")
    add_questions(quiz=quiz, questions=make_check(lesson))
    set_published(quiz=quiz, published=True)
    quiz.refresh_from_db()
    return quiz


@pytest.fixture
def cohort(course):
    cohort = make_cohort(course=course)
    cohort.time_zone = "Europe/Paris"
    cohort.save()
    return cohort


@pytest.fixture
def awa(cohort):
    student = make_student()
    make_member(student, cohort)
    return student


@pytest.fixture
def manager(cohort, client):
    manager = make_manager()
    make_member(manager, cohort, "administrator")
    client.force_login(manager)
    return manager


def url(cohort) -> str:
    return reverse("cohort_dates", args=[cohort.slug])


def test_course_and_exam_get_their_dates_in_one_go(client, manager, cohort, course, exam, awa):
    answer = client.post(
        url(cohort),
        {
            f"c{course.pk}-opens": "2026-10-01T08:00",
            f"q{exam.pk}-due": "2026-12-01T10:00",
            f"q{exam.pk}-closes": "2026-12-01T12:00",
        },
    )
    rows = Schedule.objects.order_by("quiz")
    assert [(row.quiz, row.opens, row.due, row.closes, row.cohort) for row in rows] == [
        ("", "2026-10-01T08:00", "", "", cohort),
        (exam.slug, "", "2026-12-01T10:00", "2026-12-01T12:00", cohort),
    ]
    assert {(row.time_zone, row.set_by) for row in rows} == {("Europe/Paris", manager)}
    # Summer time in October, winter time in December.
    terms = course_terms(awa, course).of(exam.slug)
    assert terms.opens_at == datetime(2026, 10, 1, 6, tzinfo=UTC)
    assert terms.closes_at == datetime(2026, 12, 1, 11, tzinfo=UTC)
    said = [str(each) for each in client.get(answer.url).context["messages"]]
    assert said == ["2 lignes sont modifiées\u00a0: 1 étudiant concerné, 0 tentative en cours."]


def test_what_is_not_changed_keeps_who_set_it(client, manager, cohort, course, exam) -> None:
    teacher = make_teacher(course=course)
    dates = WallDates(opens="2026-12-01T08:00", time_zone="Europe/Paris")
    set_dates(course=course, quiz=exam.slug, dates=dates, by=teacher, now=NOW, cohort=cohort)
    client.post(
        url(cohort),
        {f"q{exam.pk}-opens": "2026-12-01T08:00", f"c{course.pk}-closes": "2027-01-01T08:00"},
    )
    assert Schedule.objects.get(quiz=exam.slug).set_by == teacher
    assert Schedule.objects.get(quiz="").set_by == manager


def test_one_wrong_date_and_nothing_is_written(client, manager, cohort, course, exam) -> None:
    page = client.post(
        url(cohort),
        {
            f"c{course.pk}-opens": "2026-12-01T08:00",
            f"q{exam.pk}-opens": "2026-12-02T08:00",
            f"q{exam.pk}-closes": "2026-12-01T08:00",
        },
    )
    assert page.status_code == 422
    assert [list(row.form.errors) for row in page.context["rows"]] == [[], ["closes"]]
    assert not Schedule.objects.exists()


def test_what_holds_for_everybody_is_said_on_the_cohort_s_clock(
    client, manager, cohort, course, exam
) -> None:
    dates = WallDates(opens="2026-12-01T08:00", time_zone="Africa/Dakar")
    set_dates(course=course, quiz=exam.slug, dates=dates, by=manager, now=NOW)
    page = client.get(url(cohort)).content.decode()
    assert "1er décembre 2026 à 09:00 (Paris)" in page


def test_a_new_closing_reaches_attempts_under_way(client, manager, cohort, course, exam, awa):
    attempt = start_attempt(user=awa, quiz=exam, kind=Attempt.Kind.GRADED, now=NOW)
    client.post(url(cohort), {f"c{course.pk}-closes": "2027-01-01T08:00"})
    attempt.refresh_from_db()
    assert attempt.deadline == datetime(2027, 1, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_whatever_its_length(
    client, manager, cohort, course, count, django_assert_num_queries
) -> None:
    for number in range(count):
        quiz = create_quiz(course=course, kind=Quiz.Kind.EXAM, title=f"Examen {number}")
        dates = WallDates(opens="2026-12-01T08:00", time_zone="Africa/Dakar")
        set_dates(course=course, quiz=quiz.slug, dates=dates, by=manager, now=NOW, cohort=cohort)
    with django_assert_num_queries(5):  # session and person, cohort, courses, quizzes, dates
        page = client.get(url(cohort))
    assert len(page.context["rows"]) == count + 1
