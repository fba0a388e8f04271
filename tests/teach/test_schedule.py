"""Dates of a quiz, other dates for some, and what students are granted."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from courses.cohorts.models import Accommodation, Membership, Schedule
from courses.cohorts.wall_time import instant, wall
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.actions.quiz_items import add_questions
from courses.quizzes.actions.quizzes import create_quiz
from courses.quizzes.models import Attempt, Quiz
from tests.make import (
    NOW,
    make_check,
    make_cohort,
    make_course,
    make_lesson,
    make_member,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db

OPENS, DUE, CLOSES = "2026-12-01T08:00", "2026-12-01T10:00", "2026-12-01T12:00"


@pytest.fixture
def lesson():
    return make_lesson()


@pytest.fixture
def course(lesson):
    return lesson.course


@pytest.fixture
def exam(course) -> Quiz:
    return create_quiz(course=course, kind=Quiz.Kind.EXAM, title="Examen")


@pytest.fixture
def cohort(course):
    return make_cohort(course=course)


@pytest.fixture
def awa(cohort):
    student = make_student("20240112")
    make_member(student, cohort)
    return student


@pytest.fixture
def teacher(course, client):
    teacher = make_teacher(course=course)
    client.force_login(teacher)
    return teacher


def url(name: str, quiz: Quiz) -> str:
    return reverse(name, args=[quiz.course.slug, quiz.slug])


def give(client, quiz: Quiz, who: str, **dates: str):
    posted = {f"own-{name}": value for name, value in dates.items()}
    return client.post(url("quiz_exception", quiz), {"who": who, **posted})


def told(client, response) -> str:
    return str(list(client.get(response.url).context["messages"])[-1])


# --- for everybody


def test_dates_are_kept_as_the_wall_clock_shows_them(client, teacher, exam, awa) -> None:
    client.post(url("quiz_dates", exam), {"opens": OPENS, "due": DUE, "closes": CLOSES})
    row = Schedule.objects.get()
    assert (row.quiz, row.opens, row.due, row.closes) == (exam.slug, OPENS, DUE, CLOSES)
    assert (row.time_zone, row.user, row.cohort, row.set_by) == (
        "Africa/Dakar",
        None,
        None,
        teacher,
    )


def test_the_clock_is_that_of_the_cohort(client, teacher, exam, cohort, awa) -> None:
    cohort.time_zone = "Europe/Paris"
    cohort.save()
    assert client.get(url("quiz_dates", exam)).context["zone"] == "Paris"
    client.post(url("quiz_dates", exam), {"opens": OPENS})
    assert Schedule.objects.get().time_zone == "Europe/Paris"
    page = client.get(reverse("quizzes", args=[exam.course.slug]))
    ((_row, dates),) = page.context["made"]
    assert dates.opens == datetime(2026, 12, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("dates", "field"),
    [
        ({"opens": DUE, "due": DUE}, "due"),
        ({"opens": DUE, "due": OPENS}, "due"),
        ({"due": CLOSES, "closes": DUE}, "closes"),
        ({"opens": OPENS, "closes": OPENS}, "closes"),
        ({"opens": "demain"}, "opens"),
        ({"opens": "2026-02-30T08:00"}, "opens"),
        ({"closes": "0026-12-01T08:00"}, "closes"),
    ],
)
def test_dates_that_cannot_be_are_refused_beside_their_field(
    client, teacher, exam, dates, field
) -> None:
    page = client.post(url("quiz_dates", exam), dates)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert not Schedule.objects.exists()


def test_due_and_closing_may_be_one_moment_and_dates_be_typed(client, teacher, exam) -> None:
    client.post(url("quiz_dates", exam), {"due": "1/12/2026 10h00", "closes": "01/12/2026 à 10:00"})
    row = Schedule.objects.get()
    assert (row.due, row.closes) == (DUE, DUE)


def test_taking_every_date_away_leaves_no_row(client, teacher, exam) -> None:
    client.post(url("quiz_dates", exam), {"opens": OPENS})
    client.post(url("quiz_dates", exam), {"opens": ""})
    assert not Schedule.objects.exists()


def test_a_change_says_whom_it_touches(client, teacher, exam, awa, cohort, lesson) -> None:
    make_member(make_student("autre"), cohort)
    add_questions(quiz=exam, questions=make_check(lesson))
    exam.is_published = True
    start_attempt(user=awa, quiz=exam, kind=Attempt.Kind.GRADED, now=NOW)
    everybody = client.post(url("quiz_dates", exam), {"opens": OPENS})
    assert told(client, everybody).endswith("2 étudiants concernés, 1 tentative en cours.")
    one = give(client, exam, f"u{awa.pk}", closes=CLOSES)
    assert told(client, one).endswith("1 étudiant concerné, 1 tentative en cours.")


def test_what_is_under_way_ends_when_the_new_dates_say(
    client, course, teacher, exam, awa, lesson
) -> None:
    add_questions(quiz=exam, questions=make_check(lesson))
    exam.is_published, exam.minutes = True, 60
    exam.save()
    attempt = start_attempt(user=awa, quiz=exam, kind=Attempt.Kind.GRADED, now=NOW)
    grant(client, course, awa, "50", "0")
    attempt.refresh_from_db()
    assert attempt.deadline == NOW + timedelta(minutes=90)
    soon = wall(NOW + timedelta(minutes=30), "Africa/Dakar")
    client.post(url("quiz_dates", exam), {"closes": soon})
    attempt.refresh_from_db()
    assert attempt.deadline == NOW + timedelta(minutes=30)
    give(client, exam, f"u{awa.pk}", closes=wall(NOW + timedelta(days=1), "Africa/Dakar"))
    attempt.refresh_from_db()
    assert attempt.deadline == NOW + timedelta(minutes=90)


# --- for some


def test_a_student_has_other_dates_then_everybody_s_again(client, teacher, exam, awa) -> None:
    give(client, exam, f"u{awa.pk}", closes=CLOSES)
    (row,) = client.get(url("quiz_dates", exam)).context["exceptions"]
    assert (row.who, row.schedule.closes, row.dates.opens) == (awa, CLOSES, None)
    assert row.dates.closes == datetime(2026, 12, 1, 12, tzinfo=UTC)
    client.post(url("quiz_exception", exam), {"who": f"u{awa.pk}", "remove": "1"})
    assert not Schedule.objects.exists()


def test_a_cohort_has_other_dates(client, teacher, exam, cohort, awa) -> None:
    give(client, exam, f"c{cohort.pk}", opens=OPENS)
    row = Schedule.objects.get()
    assert (row.cohort, row.user, row.opens) == (cohort, None, OPENS)


def test_other_dates_are_checked_with_those_they_leave_alone(client, teacher, exam, awa) -> None:
    client.post(url("quiz_dates", exam), {"opens": DUE})
    page = give(client, exam, f"u{awa.pk}", closes=OPENS)
    assert (page.status_code, list(page.context["exception_form"].errors)) == (422, ["closes"])
    assert Schedule.objects.get().user is None


@pytest.mark.parametrize("who", ["", "u0", "c0", "x1", "u99999999999999999999", "u1;"])
def test_other_dates_are_for_somebody_of_the_course(client, teacher, exam, awa, who) -> None:
    stranger = make_student("etranger")
    for each in (who, f"u{stranger.pk}"):
        assert give(client, exam, each, opens=OPENS).status_code == 302
    assert not Schedule.objects.exists()


def test_students_are_found_by_name_or_identifier(client, teacher, exam, awa, cohort) -> None:
    make_member(make_student("20240999", first_name="Modou", last_name="Faye"), cohort)
    make_student("20240113")  # in no cohort of this course

    def search(words: str) -> list[str]:
        page = client.get(url("quiz_dates", exam), {"etudiant": words})
        return [student.identifier for student in page.context["found"]]

    assert search("diop awa") == ["20240112"]
    assert search("2024") == ["20240112", "20240999"]
    assert search("personne") == []


# --- accommodations


def grant(client, course, student, more: str, attempts: str):
    address = reverse("accommodation_edit", args=[course.slug, student.pk])
    return client.post(address, {"more_percent": more, "extra_attempts": attempts})


def test_more_time_is_set_once_and_shown_first(client, course, teacher, awa, cohort) -> None:
    make_member(make_student("autre", first_name="Abdou", last_name="Ba"), cohort)
    grant(client, course, awa, "33", "1")
    granted = Accommodation.objects.get()
    assert (granted.user, granted.time_factor, granted.extra_attempts, granted.set_by) == (
        awa,
        Decimal("1.33"),
        1,
        teacher,
    )
    rows = client.get(reverse("accommodations", args=[course.slug])).context["rows"]
    assert [(row.user.identifier, row.more_percent) for row in rows] == [
        ("20240112", 33),
        ("autre", 0),
    ]
    grant(client, course, awa, "0", "0")
    assert not Accommodation.objects.exists()


@pytest.mark.parametrize(("more", "attempts"), [("-1", "0"), ("301", "0"), ("", "0"), ("0", "11")])
def test_what_cannot_be_granted_is_refused(client, course, teacher, awa, more, attempts) -> None:
    assert grant(client, course, awa, more, attempts).status_code == 422
    assert not Accommodation.objects.exists()


def test_only_one_s_own_students_are_granted_something(client, course, teacher, awa) -> None:
    foreign = make_student("etranger")
    make_member(foreign, make_cohort("Autre", "autre", course=make_course("Autre", "autre")))
    gone = make_student("parti")
    make_member(gone, make_cohort("Vide", "vide", course=course)).delete()
    for student in (foreign, gone, teacher):
        assert grant(client, course, student, "33", "0").status_code == 404
    Membership.objects.filter(user=awa).update(left_at=NOW)
    assert grant(client, course, awa, "33", "0").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_pages_cost_the_same_whatever_their_length(
    client, course, teacher, exam, cohort, count, django_assert_num_queries
) -> None:
    for number in range(count):
        student = make_student(f"etu-{number}")
        make_member(student, cohort)
        grant(client, course, student, "33", "0")
        give(client, exam, f"u{student.pk}", closes=CLOSES)
    with django_assert_num_queries(4):
        client.get(reverse("accommodations", args=[course.slug]))
    with django_assert_num_queries(9):
        client.get(url("quiz_dates", exam))


# --- the clock


@pytest.mark.parametrize(
    ("text", "zone", "utc"),
    [
        ("2026-12-01T08:00", "Africa/Dakar", "2026-12-01T08:00"),
        ("2026-12-01T08:00", "Europe/Paris", "2026-12-01T07:00"),
        ("2026-07-01T08:00", "Europe/Paris", "2026-07-01T06:00"),
        ("2026-10-25T02:30", "Europe/Paris", "2026-10-25T00:30"),  # comes twice: the first
        ("2026-12-01T08:00", "Nulle/Part", "2026-12-01T08:00"),
    ],
)
def test_a_wall_clock_names_an_instant(text, zone, utc) -> None:
    moment = instant(text, zone)
    assert moment is not None
    assert moment.astimezone(UTC) == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert wall(moment, zone) == text
