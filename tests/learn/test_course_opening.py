"""A course before its opening and after its closing, and why a date holds."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from courses.cohorts.models import Cohort, Membership
from courses.cohorts.openings import opened_courses, opening, opening_of
from courses.cohorts.schedule_actions import WallDates, set_dates
from courses.cohorts.schedule_queries import dates_of_person
from courses.cohorts.wall_time import wall
from courses.content.models import Course
from courses.progress.models import LessonProgress
from courses.progress.quiz_page import quiz_page
from courses.quizzes.actions.attempts import CannotStart, start_attempt
from courses.quizzes.actions.quiz_items import add_questions
from courses.quizzes.actions.quizzes import create_quiz, set_published
from courses.quizzes.models import Attempt, Quiz
from tests.make import NOW, make_check, make_lesson, make_member, make_person, make_teacher

pytestmark = pytest.mark.django_db

PARIS = "Europe/Paris"


def soon(days: float) -> str:
    """So many days from this very moment, on Dakar's clock."""
    return wall(timezone.now() + timedelta(days=days), "Africa/Dakar")


@pytest.fixture
def lesson(section):
    return make_lesson(section)


@pytest.fixture
def teacher(course):
    return make_teacher(course=course)


@pytest.fixture
def cohort(awa) -> Cohort:
    return Cohort.objects.get()


@pytest.fixture
def exam(course, lesson) -> Quiz:
    quiz = create_quiz(course=course, kind=Quiz.Kind.EXAM, title="Examen")
    add_questions(quiz=quiz, questions=make_check(lesson))
    set_published(quiz=quiz, published=True)
    quiz.refresh_from_db()
    return quiz


@pytest.fixture
def give(course, teacher):
    def give(quiz: str = "", *, user=None, cohort=None, zone: str = "Africa/Dakar", **dates: str):
        dates_ = WallDates(**dates, time_zone=zone)
        set_dates(
            course=course, quiz=quiz, dates=dates_, by=teacher, now=NOW, user=user, cohort=cohort
        )

    return give


def paths(course: Course, lesson) -> list[str]:
    """Pages of what the course holds."""
    home = course.get_absolute_url()
    return [
        lesson.get_absolute_url(),
        lesson.section.chapter.get_absolute_url(),
        f"{home}lexique/",
        f"{home}reviser/",
    ]


def test_before_its_opening_a_course_is_seen_and_not_entered(client, course, lesson, give) -> None:
    give(opens=soon(3))
    for path in paths(course, lesson):
        page = client.get(path)
        assert (path, page.status_code) == (path, 403)
        assert "Ce cours n’est pas encore ouvert" in page.content.decode()
    home = client.get(course.get_absolute_url())
    assert (home.status_code, home.context["is_closed"]) == (200, True)
    visit = client.post(f"{lesson.get_absolute_url()}visite/", {"place": ""})
    assert (visit.status_code, LessonProgress.objects.count()) == (403, 0)


def test_once_open_and_after_its_closing_lessons_are_read(client, course, lesson, give) -> None:
    give(opens=soon(-3), closes=soon(-1))
    assert {client.get(path).status_code for path in paths(course, lesson)} == {200}
    assert client.get(course.get_absolute_url()).context["is_over"] is True
    give(opens=soon(-3), closes=soon(1))
    assert client.get(course.get_absolute_url()).context["is_over"] is False


def test_the_teacher_enters_before_the_opening(client, course, lesson, give, teacher) -> None:
    give(opens=soon(3))
    client.force_login(teacher)
    assert {client.get(path).status_code for path in paths(course, lesson)} == {200}
    assert client.get(course.get_absolute_url()).context["is_closed"] is False
    client.force_login(make_person("site", is_superuser=True))
    assert client.get(lesson.get_absolute_url()).status_code == 200


def test_a_student_let_in_earlier_enters_earlier(client, course, lesson, give, awa, cohort) -> None:
    give(opens=soon(9), cohort=cohort)
    assert client.get(lesson.get_absolute_url()).status_code == 403
    give(opens=soon(-1), user=awa)
    assert client.get(lesson.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("change", ["left", "archived", "not given", "other role's cohort"])
def test_only_cohorts_one_is_in_open_a_course(course, awa, cohort, give, change) -> None:
    give(opens="2026-12-01T08:00")
    give(opens="2026-11-01T08:00", cohort=cohort)
    if change == "left":
        awa.memberships.update(left_at=NOW)
    elif change == "archived":
        Cohort.objects.update(archived_at=NOW)
    elif change == "not given":
        cohort.given.all().delete()
    else:
        awa.memberships.all().delete()
        make_member(awa, Cohort.objects.create(name="B", slug="b", created_at=NOW))
    assert told(awa, course) == datetime(2026, 12, 1, 8, tzinfo=UTC)


def told(user, course: Course) -> datetime | None:
    said = Course.objects.annotate(opening=opening(user, "pk")).get(pk=course.pk).opening
    return opening_of(said)


@pytest.mark.parametrize("zones", [("Africa/Dakar", PARIS), (PARIS, "Africa/Dakar")])
def test_the_opening_told_by_the_page_s_query_is_that_of_the_dates(
    course, awa, cohort, give, zones
) -> None:
    """Also where two cohorts' clocks would order the dates otherwise than time does."""
    other = Cohort.objects.create(name="B", slug="b", created_at=NOW)
    other.given.create(course=course, given_at=NOW)
    make_member(awa, other)
    assert told(awa, course) is None
    give(opens="2026-12-01T08:30", cohort=cohort, zone=zones[0])
    give(opens="2026-12-01T09:00", cohort=other, zone=zones[1])
    for _ in range(2):
        held = dates_of_person(awa, course).of_course.opens
        assert held is not None
        assert told(awa, course) == held.moment
        give(opens="2027-01-01T08:00", user=awa)


def test_the_check_of_the_opening_costs_the_lesson_no_query(client, lesson, give) -> None:
    client.get(lesson.get_absolute_url())
    with CaptureQueriesContext(connection) as before:
        client.get(lesson.get_absolute_url())
    give(opens=soon(-3))
    with CaptureQueriesContext(connection) as after:
        assert client.get(lesson.get_absolute_url()).status_code == 200
    assert len(after) == len(before)


def test_search_finds_nothing_in_a_course_that_has_not_opened(course, awa, give) -> None:
    courses = Course.objects.all()
    give(opens="2026-12-01T08:00")
    moment = datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert list(opened_courses(awa, courses, moment - timedelta(minutes=1))) == []
    assert list(opened_courses(awa, courses, moment)) == [course]


# --- its quizzes


def test_a_quiz_is_open_only_while_its_course_is(course, awa, exam, give) -> None:
    give(opens="2026-12-01T08:00", closes="2026-12-20T08:00")
    give(exam.slug, opens="2026-11-01T08:00", due="2026-12-30T07:00", closes="2026-12-30T08:00")
    held = dates_of_person(awa, course).of(exam.slug)
    assert held.opens is not None
    assert held.due is not None
    assert held.closes is not None
    assert (held.opens.moment, held.opens.said.of_course) == (
        datetime(2026, 12, 1, 8, tzinfo=UTC),
        True,
    )
    assert held.due.moment == held.closes.moment == datetime(2026, 12, 20, 8, tzinfo=UTC)
    assert held.closes_for_all == datetime(2026, 12, 20, 8, tzinfo=UTC)


def test_no_attempt_begins_in_a_closed_course(client, course, awa, exam, give) -> None:
    give(closes=soon(-1))
    answer = client.post(f"{exam.get_absolute_url()}commencer/")
    assert answer.url == exam.get_absolute_url()
    assert not Attempt.objects.exists()
    page = quiz_page(user=awa, quiz=exam, kind=Attempt.Kind.GRADED, now=timezone.now())
    assert page.obstacle == "over"
    with pytest.raises(CannotStart):
        start_attempt(
            user=awa,
            quiz=exam,
            kind=Attempt.Kind.GRADED,
            now=timezone.now(),
            terms=page.terms,
        )


# --- why a date holds


def test_a_date_tells_who_set_it_and_what_else_is_said(
    client, course, awa, exam, give, cohort, teacher
) -> None:
    give(exam.slug, closes="2027-01-01T08:00")
    give(exam.slug, closes="2027-01-02T08:00", cohort=cohort)
    give(exam.slug, closes="2027-01-03T08:00", user=awa)
    closes = dates_of_person(awa, course).of(exam.slug).closes
    assert closes is not None
    reasons = [(each.moment.day, each.said.whom) for each in (closes, *closes.others)]
    assert reasons == [(3, str(awa)), (2, cohort.name), (1, "")]
    assert {each.said.by for each in (closes, *closes.others)} == {str(teacher)}
    html = client.get(exam.get_absolute_url()).content.decode()
    words = strip_tags(html)
    assert "fixée pour Awa Diop seulement par Fatou Sarr le 22 novembre 2026" in words
    assert "fixée pour la cohorte GLSI 3 par Fatou Sarr le 22 novembre 2026" in words


@pytest.mark.parametrize("shown", ["quiz", "course"])
def test_dates_are_told_on_the_cohort_s_clock(client, course, exam, give, cohort, shown) -> None:
    """Across the change to summer time, on 28 March 2027 in Paris."""
    Cohort.objects.update(time_zone=PARIS)
    year = timezone.now().year + 1
    give(exam.slug, due=f"{year}-07-01T10:00", closes=f"{year}-12-01T10:00", zone=PARIS)
    page = exam if shown == "quiz" else course
    html = client.get(page.get_absolute_url()).content.decode()
    assert f"1er juillet {year} à 10:00 (Paris)" in html
    held = dates_of_person(Membership.objects.get().user, course).of(exam.slug)
    assert held.due is not None
    assert held.closes is not None
    moments = (held.due.moment, held.closes.moment)
    assert [each.astimezone(UTC).hour for each in moments] == [8, 9]


def test_in_cohorts_of_two_zones_the_site_s_clock_holds(course, awa, cohort) -> None:
    assert dates_of_person(awa, course).zone == "Africa/Dakar"
    Cohort.objects.update(time_zone=PARIS)
    assert dates_of_person(awa, course).zone == PARIS
    other = Cohort.objects.create(name="B", slug="b", created_at=NOW, time_zone="Asia/Tokyo")
    other.given.create(course=course, given_at=NOW)
    make_member(awa, other)
    assert dates_of_person(awa, course).zone == "Africa/Dakar"
