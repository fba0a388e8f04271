"""The page that gives an attempt back to its student."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.accounts.models import AuditEvent
from courses.quizzes.models import Attempt, Mark, Quiz
from tests.make import make_cohort, make_mark, make_member, make_student, make_teacher
from tests.quizzes.marking import hand_in, make_marked_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt() -> Attempt:
    quiz, awa = make_marked_quiz(), make_student()
    make_member(awa, make_cohort(course=quiz.course))
    return hand_in(quiz, awa, now=timezone.now())


@pytest.fixture
def teaching(client: Client, attempt: Attempt) -> Client:
    client.force_login(make_teacher(course=attempt.quiz.course))
    return client


def address(attempt: Attempt, name: str = "attempt_reopen") -> str:
    return reverse(name, args=[attempt.quiz.course.slug, attempt.quiz.slug, attempt.pk])


def posted(hours: int = 2, reason: str = "Coupure.") -> dict[str, str]:
    until = timezone.now() + timedelta(hours=hours)
    return {"until": until.strftime("%Y-%m-%dT%H:%M"), "reason": reason, "known": "on"}


def test_an_attempt_is_given_back_and_its_student_reads_why(
    teaching: Client, attempt: Attempt
) -> None:
    assert address(attempt) in teaching.get(address(attempt, "student_attempt")).content.decode()
    page = teaching.get(address(attempt))
    assert "a peut-être déjà lu les bonnes réponses" in page.content.decode()
    answer = teaching.post(address(attempt), posted())
    assert answer.url == address(attempt, "student_attempt")
    told = teaching.get(answer.url).content.decode()
    assert "Rouverte jusqu’au" in told
    student = Client()
    student.force_login(attempt.user)
    page = student.get(attempt.get_absolute_url())
    assert (page.status_code, page.context["attempt"].state) == (200, "open")
    assert "Votre enseignant a rouvert cette tentative\xa0: Coupure." in page.content.decode()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"reason": "x", "known": "on"}, "until"),
        ({**posted(-1)}, "until"),
        ({**posted(), "until": "demain"}, "until"),
        ({**posted(), "reason": ""}, "reason"),
        ({**posted(), "known": ""}, "known"),
    ],
)
def test_without_a_time_to_come_and_a_reason_nothing_changes(
    teaching: Client, attempt: Attempt, said: dict[str, str], field: str
) -> None:
    page = teaching.post(address(attempt), said)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.SUBMITTED


def test_results_that_wait_ask_for_nothing_more(teaching: Client, attempt: Attempt) -> None:
    Quiz.objects.update(waits_for_closing=True)
    assert "known" not in teaching.get(address(attempt)).context["form"].fields
    assert teaching.post(address(attempt), {**posted(), "known": ""}).status_code == 302
    event = AuditEvent.objects.get(action=AuditEvent.Action.REOPENED)
    assert event.after.endswith(" – Coupure.")


def test_the_log_tells_that_results_had_been_told(teaching: Client, attempt: Attempt) -> None:
    teaching.post(address(attempt), posted())
    event = AuditEvent.objects.get(action=AuditEvent.Action.REOPENED)
    assert event.after.endswith(" – Coupure. (ses résultats avaient été donnés)")


def test_nothing_is_given_back_while_names_are_hidden(teaching: Client, attempt: Attempt) -> None:
    Quiz.objects.update(marks_anonymously=True)
    refused = teaching.post(address(attempt), posted())
    assert refused.status_code == 409
    assert "en train d’être noté sans les noms" in refused.content.decode()
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.SUBMITTED
    response = attempt.responses.get(question__slug="ouverte")
    make_mark(response, origin=Mark.Origin.TEACHER, verdict={"state": "right"})
    assert teaching.post(address(attempt), posted()).status_code == 302


def test_what_stands_in_the_way_is_said(teaching: Client, attempt: Attempt) -> None:
    teaching.post(address(attempt), posted())
    again = teaching.post(address(attempt), posted())
    assert again.status_code == 409
    assert "Cette tentative est en cours." in again.content.decode()
    Quiz.objects.update(feedback=Quiz.Feedback.IMMEDIATE)
    Attempt.objects.update(state=Attempt.State.SUBMITTED, submitted_at=timezone.now())
    assert "accordez plutôt une tentative" in teaching.get(address(attempt)).content.decode()
