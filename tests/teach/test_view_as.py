"""A teacher sees a course as one of its students: nothing else, nothing written, all told."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.accounts.models import AuditEvent
from courses.accounts.view_as import KEY, LONGEST
from courses.cohorts.models import CohortCourse, Membership
from courses.quizzes.models import Attempt, Mark, Quiz
from elearning.entrance.middleware import LEAVES
from tests.make import NOW, make_course, make_mark, make_member, make_person, make_student
from tests.walks.test_entrance import NAMES, address, writes
from tests.walks.world import Side, make_side

pytestmark = pytest.mark.django_db


@pytest.fixture
def side() -> Side:
    return make_side("ici")


@pytest.fixture
def teaching(client: Client, side: Side) -> Client:
    client.force_login(side.teacher)
    return client


def begin(client: Client, side: Side, student: Any = None) -> Any:
    url = reverse("view_as", args=[side.course.slug])
    return client.post(url, {"student": (student or side.student).pk})


@pytest.fixture
def viewing(teaching: Client, side: Side) -> Client:
    assert begin(teaching, side)["Location"] == side.course.get_absolute_url()
    return teaching


def told() -> list[tuple[str, str, str]]:
    events = AuditEvent.objects.order_by("pk")
    return [(event.action, event.by.identifier, event.subject) for event in events]


def test_pages_of_the_course_are_the_students_with_a_banner(viewing: Client, side: Side) -> None:
    for name in ("course", "chapter", "lesson", "quiz", "attempt", "course_progress", "mastery"):
        page = viewing.get(address(name, side))
        assert (name, page.status_code) == (name, 200)
        assert page.wsgi_request.user == side.student
        assert "Vous voyez ce cours comme <b>Awa Diop</b> (etu-ici)" in page.content.decode()
        assert 'type="module"' not in page.content.decode()


def test_answers_marked_without_names_are_not_seen_as_their_student(
    viewing: Client, side: Side
) -> None:
    attempt = side.attempt
    Quiz.objects.filter(pk=attempt.quiz_id).update(marks_anonymously=True)
    Attempt.objects.filter(pk=attempt.pk).update(state=Attempt.State.SUBMITTED, submitted_at=NOW)
    make_mark(
        attempt.responses.first(),
        origin=Mark.Origin.AUTOMATIC,
        points=0,
        out_of=1,
        verdict={"state": "manual"},
        created_at=NOW,
    )
    url = address("attempt", side)
    assert viewing.get(url).status_code == 403
    make_mark(attempt.responses.first(), points=0, origin=Mark.Origin.TEACHER)
    assert viewing.get(url).status_code == 200


def test_every_post_is_refused_with_a_sentence_and_writes_nothing(
    viewing: Client, side: Side
) -> None:
    for name in sorted(set(NAMES) - set(LEAVES)):
        with CaptureQueriesContext(connection) as queries:
            page = viewing.post(address(name, side), {"operation": "1", "student": 1})
        assert (name, page.status_code, writes(queries)) == (name, 403, [])
        assert "Rien ne peut être modifié ici" in page.content.decode()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_that_write_are_refused(viewing: Client, side: Side, method: str) -> None:
    assert getattr(viewing, method)(address("lesson", side)).status_code == 403


def test_a_join_link_is_refused_too(viewing: Client) -> None:
    assert viewing.post(reverse("join", args=["jeton"])).status_code == 403


def test_reading_writes_nothing_and_no_page_beyond_the_course_is_shown(
    viewing: Client, side: Side
) -> None:
    elsewhere = make_side("ailleurs")
    CohortCourse.objects.create(cohort=side.cohort, course=elsewhere.course, given_at=NOW)
    closed = {"account_settings", "search", "teach_course", "teach_home", "manage_home", "view_as"}
    for name in sorted(closed):
        assert (name, viewing.get(address(name, side)).status_code) == (name, 403)
    for name in ("course", "lesson", "figure", "quiz"):
        assert (name, viewing.get(address(name, elsewhere)).status_code) == (name, 403)
    assert viewing.get(reverse("home"))["Location"] == side.course.get_absolute_url()
    for name in NAMES:
        with CaptureQueriesContext(connection) as queries:
            viewing.get(address(name, side))
        assert (name, writes(queries)) == (name, [])


def test_leaving_is_told_and_gives_the_account_back(viewing: Client, side: Side) -> None:
    page = viewing.post(reverse("view_as_stop"))
    assert page["Location"] == reverse("view_as", args=[side.course.slug])
    assert viewing.get(reverse("teach_home")).wsgi_request.user == side.teacher
    subject = "Awa Diop (etu-ici)"
    assert told() == [("viewing", "ens-ici", subject), ("viewed", "ens-ici", subject)]


def test_signing_out_ends_the_view(viewing: Client) -> None:
    viewing.post(reverse("account_logout"))
    assert [action for action, *_ in told()] == ["viewing", "viewed"]
    assert viewing.get(reverse("home")).status_code == 302


def test_the_view_ends_by_itself(viewing: Client, side: Side) -> None:
    session = viewing.session
    assert session[KEY]["until"] <= (timezone.now() + LONGEST).timestamp()
    session[KEY] = {**session[KEY], "until": (timezone.now() - timedelta(seconds=1)).timestamp()}
    session.save()
    assert viewing.get(reverse("teach_home")).wsgi_request.user == side.teacher


def test_who_no_longer_teaches_or_no_longer_follows_ends_what_is_seen(
    viewing: Client, side: Side
) -> None:
    Membership.objects.filter(user=side.student).update(left_at=NOW)
    assert viewing.get(side.course.get_absolute_url()).status_code == 403
    Membership.objects.filter(user=side.student).update(left_at=None)
    assert viewing.get(side.course.get_absolute_url()).status_code == 200
    side.course.teachers.clear()
    assert viewing.get(side.course.get_absolute_url()).status_code == 403


@pytest.mark.parametrize(
    "fields", [{"is_superuser": True}, {"is_teacher": True}, {"is_manager": True}]
)
def test_nobody_with_rights_can_be_chosen(
    teaching: Client, side: Side, fields: dict[str, bool]
) -> None:
    person = make_person("deux-roles", **fields)
    make_member(person, side.cohort)
    assert person not in teaching.get(address("view_as", side)).context["students"]
    begin(teaching, side, person)
    assert KEY not in teaching.session
    assert told() == []


def test_neither_a_colleague_nor_a_foreign_student_can_be_chosen(
    teaching: Client, side: Side
) -> None:
    colleague = make_person("collegue")
    make_course("Autre", "autre").teachers.add(colleague)
    make_member(colleague, side.cohort)
    for person in (colleague, make_side("ailleurs").student):
        begin(teaching, side, person)
        assert KEY not in teaching.session


def test_those_who_do_not_use_it_pay_no_query(client: Client, side: Side) -> None:
    client.force_login(side.student)
    for name in ("home", "course", "lesson"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address(name, side))
        people = [query["sql"] for query in queries if 'FROM "accounts_user"' in query["sql"]]
        assert (name, people) == (name, [])


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_whatever_its_length(
    teaching: Client, side: Side, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make_member(make_student(f"etu-{number}"), side.cohort)
    with django_assert_num_queries(3):
        teaching.get(address("view_as", side))
