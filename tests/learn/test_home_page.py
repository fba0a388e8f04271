import re
from datetime import timedelta

import pytest
from django.test import Client

from courses.cohorts.models import Membership
from courses.content.models import Lesson
from courses.progress.actions import finish_lesson, record_visit
from tests.make import (
    NOW,
    make_cohort,
    make_course,
    make_lesson,
    make_manager,
    make_member,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db
RESUME = re.compile(r'id="resume-link"[^>]*href="([^"]+)"')


def home(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def home_of(user) -> str:
    client = Client()
    client.force_login(user)
    return home(client)


@pytest.fixture
def lesson(section) -> Lesson:
    lesson = make_lesson(section)
    lesson.published.headings = [{"level": 2, "id": "t-segments", "text": "Segments"}]
    lesson.published.save()
    return lesson


def test_resume_opens_the_lesson_read_last_at_its_heading(client, awa, section, lesson):
    other = make_lesson(section, "Autre", "autre")
    record_visit(user=awa, lesson=other, place="", now=NOW - timedelta(days=1))
    record_visit(user=awa, lesson=lesson, place="t-segments~4", now=NOW)
    html = home(client)
    assert RESUME.findall(html) == [lesson.get_absolute_url() + "#t-segments"]
    assert '<p class="resume-lesson" id="resume-lesson">La connexion TCP</p>' in html
    assert "22 novembre 2026 à 18:05 (Dakar)</time>" in html


@pytest.mark.parametrize("place", ["", "~3", "t-partie~1"])
def test_without_a_heading_resume_opens_the_lesson(client, awa, lesson, place):
    record_visit(user=awa, lesson=lesson, place=place, now=NOW)
    assert RESUME.findall(home(client)) == [lesson.get_absolute_url()]


def test_resume_opens_the_questions_at_the_end(client, awa, lesson):
    record_visit(user=awa, lesson=lesson, place="check~0", now=NOW)
    assert RESUME.findall(home(client)) == [lesson.get_absolute_url() + "#check"]


def test_nothing_to_resume_at_first(client, lesson):
    assert "resume" not in home(client)


def test_a_lesson_that_cannot_be_read_any_more_is_not_resumed(client, awa, lesson, course):
    record_visit(user=awa, lesson=lesson, place="", now=NOW)
    Membership.objects.update(left_at=NOW)
    html = home(client)
    assert RESUME.findall(html) == []
    assert "Pas encore de cours" in html


def test_courses_with_their_share(client, awa, section, lesson):
    make_lesson(section, "Autre", "autre")
    finish_lesson(user=awa, lesson=lesson, now=NOW)
    html = home(client)
    assert html.count('<li class="card">') == 1
    assert (
        '<div class="strip" role="img" aria-label="1 leçon terminée sur 2"><i class="d"></i>'
        in html
    )


def test_without_a_course_home_says_what_to_do():
    html = home_of(make_student("seul"))
    assert "Demandez à votre enseignant" in html
    assert 'class="card"' not in html


def test_ways_to_the_other_pages_of_teachers_and_administrators(awa, course):
    def ways(user) -> list[str]:
        section = home_of(user).partition('aria-labelledby="work"')[2].partition("</section>")[0]
        return re.findall(r'href="([^"]+)"', section)

    assert ways(awa) == []
    assert ways(make_teacher()) == ["/enseigner/"]
    assert ways(make_manager()) == ["/cohortes/"]
    helper = make_student("helper")
    course.teachers.add(helper)
    assert ways(helper) == ["/enseigner/"]
    make_member(helper, make_cohort("SSI", "ssi"), Membership.Role.ADMINISTRATOR)
    assert ways(helper) == ["/enseigner/", "/cohortes/"]


@pytest.mark.parametrize("courses", [1, 30])
def test_queries_do_not_grow_with_courses(client, awa, courses, django_assert_num_queries):
    cohort = make_cohort("SSI", "ssi")
    make_member(awa, cohort)
    for number in range(courses):
        given = make_course(f"C{number}", f"c{number}")
        cohort.courses.add(given, through_defaults={"given_at": NOW})
    with django_assert_num_queries(8):
        assert client.get("/").status_code == 200


def test_anybody_may_read_the_list_of_keys():
    html = Client().get("/clavier/").content.decode()
    assert re.findall(r"<kbd>([^<]+)</kbd>", html) == ["←", "→", "/", "?", "Échap"]


def test_keys_turned_off_are_said_to_be(client, awa):
    assert "Désactivez ces touches" in client.get("/clavier/").content.decode()
    awa.single_key_shortcuts = False
    awa.save()
    assert "Ces touches sont désactivées" in client.get("/clavier/").content.decode()
