"""Who teaches a course: colleagues come and go, one stays, every change is told."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.accounts.audit import course_scope
from courses.accounts.models import AuditEvent, User
from courses.content.actions.courses import LastTeacher, remove_teacher
from courses.content.models import Course
from tests.make import NOW, make_course, make_person, make_student, make_teacher

pytestmark = pytest.mark.django_db
NOBODY = "Personne ne peut être ajouté ici sous cet identifiant ou cette adresse."


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def fatou(course: Course) -> User:
    return make_teacher(course=course)


@pytest.fixture
def teaching(client: Client, fatou: User) -> Client:
    client.force_login(fatou)
    return client


def post(client: Client, course: Course, **sent: Any) -> Any:
    return client.post(reverse("course_teachers", args=[course.slug]), sent)


def told() -> list[tuple[str, str, str, str]]:
    events = AuditEvent.objects.order_by("pk")
    return [(event.scope, event.subject, event.before, event.after) for event in events]


@pytest.mark.parametrize("called", ["MOUSSA", " moussa ", "Moussa@ucad.sn"])
def test_a_colleague_is_added_once_and_told(
    teaching: Client, course: Course, fatou: User, called: str
) -> None:
    moussa = make_teacher("moussa", email="moussa@ucad.sn", first_name="Moussa")
    for _ in range(2):
        assert post(teaching, course, called=called).status_code == 302
    assert set(course.teachers.all()) == {fatou, moussa}
    scope = course_scope(course.pk)
    assert told() == [(scope, "Moussa Sarr (moussa)", "", "enseignant")]


@pytest.mark.parametrize("called", ["personne", "17", "partie", "mous", "m.sn", "x" * 200])
def test_who_may_not_teach_and_who_is_nobody_give_the_same_words(
    teaching: Client, course: Course, fatou: User, called: str
) -> None:
    make_student("17")
    make_teacher("partie", is_active=False)
    make_teacher("moussa", email="moussa@ucad.sn")
    page = post(teaching, course, called=called)
    assert page.status_code == 422
    (error,) = page.context["form"].errors["called"]
    assert error.replace("\u00a0", " ").startswith(NOBODY)
    assert list(course.teachers.all()) == [fatou]
    assert told() == []


def test_who_leaves_a_course_to_others_goes_home(
    teaching: Client, course: Course, fatou: User
) -> None:
    course.teachers.add(make_teacher("moussa"))
    assert post(teaching, course, remove=fatou.pk)["Location"] == reverse("teach_home")
    assert teaching.get(reverse("teach_course", args=[course.slug])).status_code == 404
    assert told() == [(course_scope(course.pk), "Fatou Sarr (fatou)", "enseignant", "")]


def test_the_last_teacher_stays_and_closed_accounts_do_not_count(
    teaching: Client, course: Course, fatou: User
) -> None:
    course.teachers.add(make_person("partie", is_active=False))
    page = teaching.post(
        reverse("course_teachers", args=[course.slug]), {"remove": fatou.pk}, follow=True
    )
    assert "Un cours garde au moins un enseignant" in page.content.decode()
    with pytest.raises(LastTeacher):
        remove_teacher(course=course, user=fatou, by=fatou, now=NOW)
    assert fatou in course.teachers.all()
    assert told() == []


@pytest.mark.parametrize("number", ["", "x", "999999", "²"])
def test_removing_who_does_not_teach_changes_nothing(
    teaching: Client, course: Course, number: str
) -> None:
    assert post(teaching, course, remove=number).status_code == 302
    assert told() == []
