"""The calendars of a student and of their teacher, as a page and as a file."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.cohorts.models import Cohort
from courses.cohorts.schedule_actions import WallDates, set_dates
from courses.cohorts.wall_time import wall
from courses.progress.calendar import as_calendar, student_events, teacher_events
from courses.quizzes.actions.quizzes import create_quiz
from courses.quizzes.models import Quiz
from tests.make import NOW, make_course, make_student, make_teacher

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(course):
    return make_teacher(course=course)


@pytest.fixture
def exam(course) -> Quiz:
    return make_exam(course)


def make_exam(course, title: str = "Examen", *, published: bool = True) -> Quiz:
    quiz = create_quiz(course=course, kind=Quiz.Kind.EXAM, title=title)
    quiz.is_published = published
    quiz.save()
    return quiz


@pytest.fixture
def give(course, teacher):
    def give(quiz: str = "", zone: str = "Africa/Dakar", now=NOW, **more):
        who = {name: more.pop(name) for name in ("user", "cohort") if name in more}
        dates = {name: wall(now + timedelta(days=days), zone) for name, days in more.items()}
        set_dates(
            course=course,
            quiz=quiz,
            dates=WallDates(**dates, time_zone=zone),
            by=teacher,
            now=NOW,
            **who,
        )

    return give


def said(events) -> list[tuple[str, str, int]]:
    return [(each.kind, each.title, (each.moment - NOW).days) for each in events]


def test_a_student_s_dates_in_order(course, exam, give, awa) -> None:
    give(opens=-2, closes=50)
    give(exam.slug, opens=1, due=2, closes=3)
    give(exam.slug, due=4, closes=5, user=awa)
    assert said(student_events(awa, NOW)) == [
        ("opens", "Réseaux", -2),
        ("opens", "Examen", 1),
        ("due", "Examen", 4),
        ("closes", "Examen", 5),
        ("closes", "Réseaux", 50),
    ]


@pytest.mark.parametrize(("days", "seen"), [(-15, False), (-14, True), (60, True), (61, False)])
def test_two_weeks_back_and_sixty_days_on(course, exam, give, awa, days, seen) -> None:
    give(exam.slug, opens=days)
    assert bool(student_events(awa, NOW)) is seen


def test_a_student_is_told_nothing_of_others_nor_of_what_is_hidden(course, exam, give, awa) -> None:
    hidden = make_exam(course, "Rattrapage", published=False)
    give(hidden.slug, opens=1)
    give(exam.slug, opens=1, user=make_student("autre"))
    elsewhere = make_course("Ailleurs", "ailleurs")
    quiz = make_exam(elsewhere)
    set_dates(
        course=elsewhere,
        quiz=quiz.slug,
        dates=WallDates(opens=wall(NOW, "Africa/Dakar")),
        by=make_teacher("moussa"),
        now=NOW,
    )
    assert student_events(awa, NOW) == []


def test_a_teacher_sees_every_date_set_and_for_whom(course, exam, give, awa, teacher) -> None:
    cohort = Cohort.objects.get()
    give(exam.slug, opens=1)
    give(exam.slug, opens=2, cohort=cohort)
    give(exam.slug, opens=3, user=awa)
    whom = [event.whom for event in teacher_events(teacher, NOW)]
    assert whom == ["", "GLSI 3", "Awa Diop"]
    assert teacher_events(make_teacher("moussa"), NOW) == []


def test_a_day_is_that_of_the_cohort_s_clock_also_when_it_changes(course, exam, give, awa) -> None:
    """00:30 in Paris is the day before in Dakar; the clock changes on 29 March 2026."""
    Cohort.objects.update(time_zone="Europe/Paris")
    now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    for slug, day in ((exam.slug, 29), ("", 30)):
        set_dates(
            course=course,
            quiz=slug,
            dates=WallDates(opens=f"2026-03-{day}T00:30", time_zone="Europe/Paris"),
            by=awa,
            now=NOW,
        )
    days = as_calendar(student_events(awa, now), now.date()).days
    assert [(str(day.date), day.events[0].moment.astimezone(UTC).hour) for day in days] == [
        ("2026-03-30", 22)
    ]
    days = as_calendar(teacher_events(course.teachers.get(), now), now.date()).days
    assert [(str(day.date), day.events[0].moment.astimezone(UTC).hour) for day in days] == [
        ("2026-03-29", 23),
        ("2026-03-30", 22),
    ]


def test_months_are_whole_weeks_and_hold_each_event_once(course, exam, give, awa) -> None:
    give(exam.slug, opens=1, due=9, closes=40)
    calendar = as_calendar(student_events(awa, NOW), NOW.date())
    assert [str(month.first) for month in calendar.months] == [
        "2026-11-01",
        "2026-12-01",
        "2027-01-01",
    ]
    weeks = [week for month in calendar.months for week in month.weeks]
    assert {(len(week), week[0].date.weekday()) for week in weeks} == {(7, 0)}
    held = [event.kind for week in weeks for day in week for event in day.events]
    assert held == ["opens", "due", "closes"]
    assert [str(day.date) for week in weeks for day in week if day.is_today] == ["2026-11-22"]


def test_without_a_date_the_page_says_so(client, course) -> None:
    html = client.get(reverse("calendar")).content.decode()
    assert "Aucune date pour le moment" in html


@pytest.mark.parametrize("name", ["calendar", "teach_calendar"])
def test_page_and_file_tell_the_same_dates(client, course, exam, give, teacher, name) -> None:
    give(exam.slug, now=timezone.now(), due=1, closes=2)
    if name == "teach_calendar":
        client.force_login(teacher)
    days = client.get(reverse(name)).context["calendar"].days
    answer = client.get(reverse(f"{name}_file"))
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar"
    starts = [line[8:] for line in text.split("\r\n") if line.startswith("DTSTART:")]
    moments = [event.moment.astimezone(UTC) for day in days for event in day.events]
    assert starts == [f"{moment:%Y%m%dT%H%M%SZ}" for moment in moments]
    assert "SUMMARY:À rendre\u00a0: Examen\r\n" in text
    assert f"URL:http://testserver{exam.get_absolute_url()}\r\n" in text
    client.logout()
    assert client.get(reverse(f"{name}_file")).status_code == 302


@pytest.mark.parametrize("many", [1, 30])
def test_queries_do_not_grow(client, course, give, teacher, many, django_assert_num_queries):
    for number in range(many):
        give(make_exam(course, f"Examen {number}").slug, now=timezone.now(), due=1)
    with django_assert_num_queries(5):  # session and person, courses, cohorts, dates, quizzes
        page = client.get(reverse("calendar"))
    assert sum(len(day.events) for day in page.context["calendar"].days) == many
    client.force_login(teacher)
    with django_assert_num_queries(4):
        client.get(reverse("teach_calendar"))
