"""What practice quizzes and exams are for one person, and their dates."""

from datetime import timedelta
from decimal import Decimal

import pytest

from courses.cohorts.schedule_actions import WallDates, set_accommodation, set_dates
from courses.cohorts.wall_time import wall
from courses.progress.quiz_queries import quizzes_for
from courses.progress.terms import course_terms
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.actions.closing import submit_attempt
from courses.quizzes.actions.quiz_items import add_questions
from courses.quizzes.actions.quizzes import archive_quiz, create_quiz, set_published
from courses.quizzes.models import Attempt, Quiz
from tests.make import (
    NOW,
    make_check,
    make_cohort,
    make_lesson,
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
def cohort(course):
    return make_cohort(course=course)


@pytest.fixture
def awa(cohort):
    student = make_student()
    make_member(student, cohort)
    return student


@pytest.fixture
def exam(course, lesson) -> Quiz:
    quiz = create_quiz(course=course, kind=Quiz.Kind.EXAM, title="Examen")
    add_questions(quiz=quiz, questions=make_check(lesson))
    set_published(quiz=quiz, published=True)
    quiz.refresh_from_db()
    return quiz


def date(hours: int) -> str:
    return wall(NOW + timedelta(hours=hours), "Africa/Dakar")


def schedule(quiz: Quiz, **more) -> None:
    """Dates so many hours from now; `user` or `cohort` for somebody's alone."""
    who = {name: more.pop(name) for name in ("user", "cohort") if name in more}
    dates = WallDates(**{name: date(hours) for name, hours in more.items()})
    teacher = make_teacher(f"ens-{quiz.course.teachers.count()}", course=quiz.course)
    set_dates(course=quiz.course, quiz=quiz.slug, dates=dates, by=teacher, now=NOW, **who)


def state(user, course) -> str:
    (row,) = quizzes_for(user, course, NOW)
    return row.state


def test_only_what_is_shown_is_listed_exams_first(course, exam, awa) -> None:
    practice = create_quiz(course=course, kind=Quiz.Kind.PRACTICE, title="Révisions")
    other = create_quiz(course=course, kind=Quiz.Kind.EXAM, title="Caché")
    assert [row.quiz for row in quizzes_for(awa, course, NOW)] == [exam]
    Quiz.objects.filter(pk=practice.pk).update(is_published=True)
    Quiz.objects.filter(pk=other.pk).update(is_published=True)
    archive_quiz(quiz=other, now=NOW)
    assert [row.quiz for row in quizzes_for(awa, course, NOW)] == [exam, practice]


def test_an_exam_goes_through_its_states(course, exam, awa) -> None:
    assert state(awa, course) == "open"
    schedule(exam, opens=1, closes=2)
    assert state(awa, course) == "before"
    schedule(exam, opens=-1, closes=1)
    assert state(awa, course) == "open"
    attempt = start_attempt(user=awa, quiz=exam, kind=Attempt.Kind.GRADED, now=NOW)
    assert state(awa, course) == "under way"
    submit_attempt(attempt=attempt, now=NOW)
    assert state(awa, course) == "done"
    schedule(exam, opens=-2, closes=-1)
    assert state(awa, course) == "over"


def test_an_attempt_more_is_one_more_to_begin(course, exam, awa) -> None:
    attempt = start_attempt(user=awa, quiz=exam, kind=Attempt.Kind.GRADED, now=NOW)
    submit_attempt(attempt=attempt, now=NOW)
    set_accommodation(
        user=awa, time_factor=Decimal("1.33"), extra_attempts=1, by=make_teacher(), now=NOW
    )
    (row,) = quizzes_for(awa, course, NOW)
    assert (row.state, row.handed_in, row.left) == ("open", 1, 1)
    assert row.terms.time_factor == Decimal("1.33")


def test_a_teacher_s_preview_is_no_attempt(course, exam) -> None:
    teacher = make_teacher(course=course)
    start_attempt(user=teacher, quiz=exam, kind=Attempt.Kind.PREVIEW, now=NOW)
    assert state(teacher, course) == "open"


def test_terms_come_from_everybody_the_cohort_and_the_student(course, exam, cohort, awa) -> None:
    schedule(exam, opens=-3, due=1, closes=2)
    schedule(exam, closes=4, cohort=cohort)
    schedule(exam, opens=-1, user=awa)
    terms = course_terms(awa, course).of(exam.slug)
    assert (terms.opens_at, terms.closes_at) == (
        NOW - timedelta(hours=1),
        NOW + timedelta(hours=4),
    )
    assert course_terms(awa, course).due_at(exam.slug) == NOW + timedelta(hours=1)
    elsewhere = course_terms(make_student("ailleurs"), course).of(exam.slug)
    assert elsewhere.closes_at == NOW + timedelta(hours=2)
    assert elsewhere.closes_for_all == NOW + timedelta(hours=4)


def test_who_left_a_cohort_has_no_longer_its_dates(course, exam, cohort, awa) -> None:
    schedule(exam, closes=2)
    schedule(exam, closes=4, cohort=cohort)
    awa.memberships.update(left_at=NOW)
    assert course_terms(awa, course).of(exam.slug).closes_at == NOW + timedelta(hours=2)


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_whatever_its_length(
    course, awa, lesson, count, django_assert_num_queries
) -> None:
    questions = make_check(lesson, questions=1)
    for number in range(count):
        quiz = create_quiz(course=course, kind=Quiz.Kind.EXAM, title=f"Examen {number}")
        add_questions(quiz=quiz, questions=questions)
        set_published(quiz=quiz, published=True)
        quiz.refresh_from_db()
        schedule(quiz, opens=-1)
        start_attempt(user=awa, quiz=quiz, kind=Attempt.Kind.GRADED, now=NOW)
    with django_assert_num_queries(5):
        rows = quizzes_for(awa, course, NOW)
    assert len(rows) == count
