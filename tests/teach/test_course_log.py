"""The log of a course: each change of a mark, of dates, of what is granted, once."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.accounts.audit import Change, course_scope, record_changes
from courses.accounts.models import AuditEvent, User
from courses.cohorts.actions import give_codes
from courses.cohorts.schedule_actions import WallDates, set_accommodation, set_dates
from courses.content.models import Course
from courses.quizzes.actions.marking import Decision, give_mark
from courses.quizzes.actions.regrading import apply_regrade, undo_regrade
from courses.quizzes.marks.anonymous import answer_code
from courses.quizzes.marks.regrading import regrade_plan
from courses.quizzes.models import Quiz
from tests.make import (
    NOW,
    make_cohort,
    make_course,
    make_manager,
    make_member,
    make_student,
    make_teacher,
)
from tests.quizzes.marking import correct_key, hand_in, make_marked_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def teacher(course: Course) -> User:
    return make_teacher(course=course)


@pytest.fixture
def awa(course: Course) -> User:
    awa = make_student("17")
    make_member(awa, make_cohort(course=course))
    return awa


def told(scope: str) -> list[tuple[str, str, str, str]]:
    events = AuditEvent.objects.filter(scope=scope).order_by("pk")
    return [(event.action, event.subject, event.before, event.after) for event in events]


def test_a_mark_given_is_told_once_with_what_stood_and_why() -> None:
    quiz, fatou = make_marked_quiz(), make_teacher("fatou-2")
    response = hand_in(quiz, make_student("17"), says="false").responses.get(question__slug="vf")
    known = response.marks.get().pk
    decision = Decision(points=Decimal("0.5"), reason="Oral.")
    for _ in range(2):
        give_mark(response_id=response.pk, decision=decision, author=fatou, known=known, now=NOW)
    assert told(course_scope(quiz.course_id)) == [
        ("mark", f"Awa Diop (17) – {quiz} – vf", "0 / 1", "0,5 / 1 – Oral.")
    ]
    assert AuditEvent.objects.get().by == fatou


def test_the_log_names_nobody_where_marks_are_given_without_names() -> None:
    quiz, fatou = make_marked_quiz(), make_teacher("fatou-2")
    Quiz.objects.update(marks_anonymously=True)
    attempt = hand_in(quiz, make_student("17"), says="false")
    response = attempt.responses.get(question__slug="vf")
    known = response.marks.get().pk
    decision = Decision(points=Decimal(1))
    give_mark(response_id=response.pk, decision=decision, author=fatou, known=known, now=NOW)
    told_of = f"réponse {answer_code(response.pk)} – {quiz} – vf"
    assert told(course_scope(quiz.course_id)) == [("mark", told_of, "0 / 1", "1 / 1")]


def test_a_correction_and_its_undoing_are_one_line_each() -> None:
    quiz, fatou = make_marked_quiz(), make_teacher("fatou-2")
    for number in range(3):
        hand_in(quiz, make_student(f"{number}"), says="false")
    question = correct_key(quiz)
    regrade = apply_regrade(
        question=question,
        digest=regrade_plan(question).digest,
        signed=(),
        reason="Clé fausse.",
        author=fatou,
        now=NOW,
    )
    assert regrade is not None
    undo_regrade(regrade=regrade, author=fatou, now=NOW)
    assert told(course_scope(quiz.course_id)) == [
        ("mark", "vf", "", "3 notes changées – Clé fausse."),
        ("mark", "vf", "", "3 notes rétablies"),
    ]


def test_dates_are_told_with_what_they_were(course: Course, teacher: User, awa: User) -> None:
    told_of = {"course": course, "quiz": "partiel", "by": teacher, "now": NOW}
    dates = WallDates(opens="2026-11-22T18:05", closes="2026-11-23T08:00")
    for _ in range(2):
        set_dates(dates=dates, **told_of)
    set_dates(dates=WallDates(due="2026-12-01T09:00"), user=awa, **told_of)
    set_dates(dates=WallDates(), **told_of)
    set_dates(dates=WallDates(), **told_of)
    words = "ouverture 22/11/2026 18:05, clôture 23/11/2026 08:00 (Africa/Dakar)"
    assert told(course_scope(course.pk)) == [
        ("dates", "partiel", "", words),
        ("dates", "partiel – Awa Diop (17)", "", "échéance 01/12/2026 09:00 (Africa/Dakar)"),
        ("dates", "partiel", words, ""),
    ]


def test_what_is_granted_is_told_in_every_course_of_the_student(
    course: Course, teacher: User, awa: User
) -> None:
    make_member(awa, make_cohort("SRT 2", "srt-2", course=make_course("Cloud", "cloud")))
    make_course("Ailleurs", "ailleurs")
    for factor, more in ((Decimal("1.33"), 1), (Decimal("1.33"), 1), (Decimal(1), 0)):
        set_accommodation(user=awa, time_factor=factor, extra_attempts=more, by=teacher, now=NOW)
    granted = "33\N{NO-BREAK SPACE}% de temps en plus, 1 tentative de plus"
    for each in Course.objects.exclude(slug="ailleurs"):
        assert told(course_scope(each.pk)) == [
            ("accommodation", "Awa Diop (17)", "", granted),
            ("accommodation", "Awa Diop (17)", granted, ""),
        ]
    assert AuditEvent.objects.count() == 4


def test_codes_given_are_told_without_the_codes(awa: User) -> None:
    cohort, manager = make_cohort("SRT 2", "srt-2"), make_manager()
    (code,) = give_codes(cohort=cohort, people=[awa], by=manager, now=NOW)
    assert told(f"cohort:{cohort.pk}") == [("code", "Awa Diop (17)", "", "")]
    assert awa.codes.get().created_by == manager
    assert code not in str(AuditEvent.objects.values())


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_shows_this_course_alone_at_a_fixed_cost(
    client: Client, course: Course, teacher: User, count: int, django_assert_num_queries: Any
) -> None:
    other = make_course("Cloud", "cloud")
    for subject in (course, other):
        changes = [Change(f"{subject} {number}") for number in range(count)]
        scope = course_scope(subject.pk)
        record_changes(by=teacher, action="mark", scope=scope, changes=changes, now=NOW)
    client.force_login(teacher)
    with django_assert_num_queries(4):
        response = client.get(reverse("course_log", args=[course.slug]))
    shown = [event.subject for event in response.context["page"]]
    assert shown == [f"Réseaux {number}" for number in reversed(range(count))]
