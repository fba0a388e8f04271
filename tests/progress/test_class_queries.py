from datetime import timedelta

import pytest

from courses.cohorts.models import Membership
from courses.progress.actions import finish_lesson, record_visit
from courses.progress.class_queries import class_progress
from tests.make import (
    NOW,
    make_cohort,
    make_course,
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
def cohort(lesson):
    return make_cohort(course=lesson.course)


def test_students_by_name_with_their_share(lesson, cohort):
    binta = make_student("binta", first_name="Binta", last_name="Ba")
    awa = make_student()
    for student in (awa, binta):
        make_member(student, cohort)
    finish_lesson(user=awa, lesson=lesson, now=NOW)
    progress = class_progress(lesson.course)
    assert [(row.user, row.share.percent, row.last_visit) for row in progress.rows] == [
        (binta, 0, None),
        (awa, 100, NOW),
    ]
    assert [len(row.share.chapters) for row in progress.rows] == [1, 1]
    assert (progress.started, progress.finished) == (1, 1)


def test_last_visit_is_the_newest(lesson, cohort):
    awa = make_student()
    make_member(awa, cohort)
    other = make_lesson(lesson.section, "Deux", "deux")
    record_visit(user=awa, lesson=other, place="", now=NOW + timedelta(days=2))
    record_visit(user=awa, lesson=lesson, place="", now=NOW)
    [row] = class_progress(lesson.course).rows
    assert row.last_visit == NOW + timedelta(days=2)


def test_only_present_students_of_cohorts_given_the_course(lesson, cohort):
    elsewhere = make_cohort("SSI", "ssi", course=make_course("Autre", "autre"))
    make_member(make_student("ailleurs"), elsewhere)
    make_member(make_teacher(), cohort, Membership.Role.TEACHER)
    gone = make_member(make_student("parti"), cohort)
    gone.left_at = NOW
    gone.save()
    make_member(make_student("ferme", is_active=False), cohort)
    assert class_progress(lesson.course).rows == []


def test_a_student_of_two_cohorts_has_one_row(lesson, cohort):
    awa = make_student()
    for one in (cohort, make_cohort("SSI", "ssi", course=lesson.course)):
        make_member(awa, one)
    assert [row.user for row in class_progress(lesson.course).rows] == [awa]


def test_one_cohort_alone(lesson, cohort):
    other = make_cohort("SSI", "ssi", course=lesson.course)
    make_member(make_student("awa"), cohort)
    make_member(make_student("binta"), other)
    progress = class_progress(lesson.course, "ssi")
    assert [row.user.identifier for row in progress.rows] == ["binta"]
    assert progress.cohorts == [cohort, other]
    assert class_progress(lesson.course, "inconnue").rows == []


@pytest.mark.parametrize("students", [1, 30])
def test_queries_do_not_grow_with_students(lesson, cohort, students, django_assert_num_queries):
    for number in range(students):
        student = make_student(f"etudiant-{number}")
        make_member(student, cohort)
        finish_lesson(user=student, lesson=lesson, now=NOW)
    with django_assert_num_queries(4):
        progress = class_progress(lesson.course)
    assert progress.finished == students
