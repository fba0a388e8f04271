"""The copy of a person's data, and their erasure."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.accounts.audit import Change, named, record_changes
from courses.accounts.models import AuditEvent, OneTimeCode, Session, User
from courses.cohorts.models import Accommodation, Membership
from courses.exchange.person_erasure import HasDuties, erase_person
from courses.exchange.person_export import person_json
from courses.progress.models import LessonProgress
from courses.quizzes.actions.marking import Decision, give_mark
from courses.quizzes.analysis.queries import (
    answer_rows,
    facilities,
    revisions_read_alike,
    seconds_taken,
)
from courses.quizzes.marks.drift import key_marks
from courses.quizzes.models import Mark, Quiz, Response
from tests.make import (
    NOW,
    make_cohort,
    make_course,
    make_manager,
    make_member,
    make_person,
    make_student,
    make_teacher,
)
from tests.quizzes.marking import hand_in, make_marked_quiz
from tests.walks.world import make_side

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> Quiz:
    return make_marked_quiz()


@pytest.fixture
def awa(quiz: Quiz) -> User:
    awa = make_student("17", email="awa@ucad.sn", password="un cours de réseaux")
    make_member(awa, make_cohort(course=quiz.course))
    return awa


@pytest.fixture
def site() -> User:
    return make_person("site", is_superuser=True)


def exported(user: User, now: Any = NOW) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads("".join(person_json(user, now)))
    return whole


def mark_by_hand(response: Response) -> Mark:
    return give_mark(
        response_id=response.pk,
        decision=Decision(Decimal(2), criteria=(Decimal(2), Decimal(0)), comment="Bien."),
        author=make_teacher("correctrice"),
        known=response.marks.all()[0].pk,
        now=NOW,
    )


def test_the_copy_holds_what_the_person_did_and_no_password(quiz: Quiz, awa: User) -> None:
    attempt = hand_in(quiz, awa, says="false", essay="TCP ordonne.")
    hand_in(quiz, make_student("18"), essay="Réponse d'une autre.")
    mark_by_hand(attempt.responses.get(question__slug="ouverte"))
    text = "".join(person_json(awa, NOW))
    assert awa.password not in text
    assert "Réponse d'une autre" not in text
    whole = json.loads(text)
    assert whole["account"]["identifier"] == "17"
    assert [row["cohort__name"] for row in whole["cohorts"]] == ["GLSI 3"]
    (told,) = whole["attempts"]
    assert [answer["answer"] for answer in told["answers"]] == ["TCP ordonne.", "false"]
    assert [mark["points"] for mark in told["answers"][0]["marks"]] == ["2.0000", "0.0000"]
    assert [mark["comment"] for mark in told["answers"][0]["marks"]] == ["Bien.", ""]


def test_marks_that_the_quiz_does_not_tell_yet_are_not_in_the_copy(quiz: Quiz, awa: User) -> None:
    Quiz.objects.update(waits_for_closing=True)
    attempt = hand_in(quiz, awa)
    mark_by_hand(attempt.responses.get(question__slug="ouverte"))
    (told,) = exported(awa)["attempts"]
    assert [answer["marks"] for answer in told["answers"]] == [None, None]
    assert [line for line in exported(awa)["log"] if line["what"] == "mark"] == []


def test_marks_of_an_attempt_under_way_are_not_in_the_copy(quiz: Quiz, awa: User) -> None:
    hand_in(quiz, awa, submit=False)
    (told,) = exported(awa)["attempts"]
    assert [answer["marks"] for answer in told["answers"]] == [None, None]


def test_the_copy_tells_the_log_of_this_person_alone(awa: User) -> None:
    other = make_student("117", first_name="Ali")
    changes = [Change(named(awa)), Change(named(other)), Change("Groupe (17) du lundi")]
    record_changes(by=None, action="joined", scope="cohort:1", changes=changes, now=NOW)
    assert [line["about"] for line in exported(awa)["log"]] == ["Awa Diop (17)"]


def test_the_copy_is_one_click_and_writes_nothing(client: Client, awa: User) -> None:
    client.force_login(awa)
    assert reverse("my_data") in client.get(reverse("account_settings")).content.decode()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("my_data"))
        whole = json.loads(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    assert whole["account"]["email"] == "awa@ucad.sn"
    assert response["Content-Disposition"] == 'attachment; filename="mes-donnees.json"'
    assert [q["sql"] for q in queries if not q["sql"].startswith("SELECT")] == []


def statistics(quiz: Quiz) -> list[Any]:
    alike = revisions_read_alike(quiz.course_id)
    return [
        facilities(quiz.course, ()),
        sorted(map(repr, answer_rows(Q(quiz=quiz), answers="none"))),
        sorted(map(repr, answer_rows(Q(quiz=quiz), answers="ticked"))),
        seconds_taken(Q(quiz=quiz), alike),
    ]


def test_an_erasure_leaves_the_statistics_of_questions_as_they_were(
    quiz: Quiz, awa: User, site: User
) -> None:
    attempt = hand_in(quiz, awa, says="false", essay="Moi, Awa Diop, je dis que TCP ordonne.")
    mark_by_hand(attempt.responses.get(question__slug="ouverte"))
    for number, says in enumerate(["true", "false", "true"]):
        hand_in(quiz, make_student(f"autre-{number}"), says=says)
    before, marks = statistics(quiz), list(Mark.objects.values())
    erase_person(person=awa, by=site, now=NOW)
    assert (statistics(quiz), list(Mark.objects.values())) == (before, marks)
    assert [drift for _, drift in key_marks() if drift] == []
    answers = attempt.responses.order_by("position").values_list("answer", flat=True)
    assert list(answers) == ["[…]", "false"]


def test_a_blank_answer_stays_blank(quiz: Quiz, awa: User, site: User) -> None:
    attempt = hand_in(quiz, awa, essay="  ")
    erase_person(person=awa, by=site, now=NOW)
    assert attempt.responses.get(question__slug="ouverte").answer.strip() == ""
    assert [drift for _, drift in key_marks() if drift] == []


def test_an_erasure_takes_the_person_out_of_everything(awa: User, site: User) -> None:
    side = make_side("ici")
    LessonProgress.objects.create(user=awa, lesson=side.lesson, visited_at=NOW)
    Accommodation.objects.create(user=awa, time_factor=2, set_at=NOW)
    OneTimeCode.objects.create(user=awa, digest="d", created_at=NOW, expires_at=NOW)
    browser = Client()
    browser.force_login(awa)
    change = Change(f"{named(awa)} – Partiel – vf", before="0 / 1", after="1 / 1")
    record_changes(by=site, action="mark", scope="course:1", changes=[change], now=NOW)
    erased = erase_person(person=awa, by=site, now=NOW)
    person = User.objects.get(pk=awa.pk)
    assert (person, str(person)) == (erased, f"efface-{awa.pk}")
    assert (person.email, person.is_active, person.has_usable_password()) == (None, False, False)
    assert not LessonProgress.objects.filter(user=awa).exists()
    for rows in (Accommodation, OneTimeCode, Session):
        assert not rows.objects.filter(user=awa).exists()
    assert not Membership.objects.filter(user=awa, left_at=None).exists()
    assert browser.get(reverse("home")).status_code == 302
    told = AuditEvent.objects.order_by("pk").values_list("action", "subject", "before", "after")
    name = f"efface-{awa.pk}"
    assert list(told) == [
        ("mark", f"{name} – Partiel – vf", "0 / 1", "1 / 1"),
        ("erased", name, "", ""),
    ]


def test_who_has_duties_is_not_erased(site: User) -> None:
    course, cohort = make_course(), make_cohort()
    teaching, looking_after = make_person("a"), make_person("b")
    course.teachers.add(teaching)
    make_member(looking_after, cohort, Membership.Role.ADMINISTRATOR)
    for person in (site, make_teacher(), make_manager(), teaching, looking_after):
        with pytest.raises(HasDuties):
            erase_person(person=person, by=site, now=NOW)
    assert not User.objects.filter(is_active=False).exists()


@pytest.mark.parametrize("typed", ["", "18", "Awa Diop", "17 bis"])
def test_the_erasure_asks_for_the_identifier(
    client: Client, awa: User, site: User, typed: str
) -> None:
    client.force_login(site)
    url = reverse("person_erase", args=[awa.pk])
    assert client.post(url, {"identifier": typed}).status_code == 422
    assert User.objects.filter(identifier="17", is_active=True).exists()
    assert client.post(url, {"identifier": "17"}).status_code == 302
    assert not User.objects.filter(identifier="17").exists()
    assert AuditEvent.objects.get().by == site


def test_the_erasure_of_who_has_duties_is_refused_on_the_page(client: Client, site: User) -> None:
    fatou = make_teacher()
    client.force_login(site)
    url = reverse("person_erase", args=[fatou.pk])
    assert client.post(url, {"identifier": "fatou"}).status_code == 422
    assert User.objects.filter(identifier="fatou", is_active=True).exists()
