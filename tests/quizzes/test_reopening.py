"""An attempt given back to its student: what it holds stays, and is marked once more."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command

from courses.accounts.models import AuditEvent, User
from courses.progress.attempt_actions import submit_and_record
from courses.progress.deadlines import renew_deadlines
from courses.quizzes.actions.answers import save_response
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.actions.closing import close_late, submit_attempt
from courses.quizzes.actions.marking import Decision, NotHandedIn, give_mark
from courses.quizzes.actions.regrading import apply_regrade, undo_regrade
from courses.quizzes.actions.reopening import CannotReopen, reopen_attempt
from courses.quizzes.marks.regrading import regrade_plan
from courses.quizzes.marks.results import attempt_totals
from courses.quizzes.models import Attempt, Mark, Quiz
from tests.make import NOW, make_student, make_teacher
from tests.quizzes.marking import correct_key, hand_in, make_marked_quiz

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
UNTIL = NOW + timedelta(hours=2)


@pytest.fixture
def quiz() -> Quiz:
    return make_marked_quiz()


@pytest.fixture
def fatou() -> User:
    return make_teacher()


@pytest.fixture
def attempt(quiz: Quiz) -> Attempt:
    return hand_in(quiz, make_student("17"), says="false")


def reopen(attempt: Attempt, by: User, *, was_told: bool = False) -> Attempt:
    return reopen_attempt(
        attempt=attempt,
        students=User.objects.all(),
        deadline=UNTIL,
        reason="Coupure de courant.",
        was_told=was_told,
        author=by,
        now=LATER,
    )


def answer(attempt: Attempt, says: str) -> None:
    asked = attempt.responses.get(question__slug="vf").question_id
    save_response(attempt=attempt, question_id=asked, answer=says, operation=None, now=LATER)


def points(attempt: Attempt) -> Decimal:
    return attempt_totals(Attempt.objects.filter(pk=attempt.pk))[attempt.pk][0]


def test_what_it_held_is_found_again_changed_and_marked_anew(attempt: Attempt, fatou: User) -> None:
    first = attempt.receipt
    given = reopen(attempt, fatou)
    assert (given.state, given.deadline, given.receipt) == (Attempt.State.OPEN, UNTIL, "")
    assert [each.answer for each in given.responses.all()] == ["TCP ordonne, UDP non.", "false"]
    answer(given, "true")
    again = submit_and_record(attempt=given, now=LATER)
    assert points(again) == 1
    assert again.receipt not in (first, "")
    marks = Mark.objects.filter(response__question__slug="vf").order_by("pk")
    assert [(mark.sitting, mark.points) for mark in marks] == [(1, 0), (2, 1)]
    call_command("check_marks")


def test_the_log_tells_who_why_until_when_and_of_what_receipt(
    attempt: Attempt, fatou: User
) -> None:
    shown = attempt.receipt[:4]
    reopen(attempt, fatou)
    event = AuditEvent.objects.get(action=AuditEvent.Action.REOPENED)
    assert (event.by, event.subject) == (fatou, "Awa Diop (17) – Examen blanc")
    assert f"reçu {shown}" in event.before
    assert event.after.endswith("– Coupure de courant.")


def test_the_new_deadline_hands_it_in_and_no_change_of_dates_moves_it(
    attempt: Attempt, fatou: User
) -> None:
    given = reopen(attempt, fatou)
    assert renew_deadlines(attempts=[given]) == 0
    assert close_late(attempts=[given], now=UNTIL + timedelta(minutes=1)) == 1
    given.refresh_from_db()
    assert (given.state, given.submitted_at) == (Attempt.State.SUBMITTED, UNTIL)


def test_of_two_teachers_one_reopens(attempt: Attempt, fatou: User) -> None:
    stale = Attempt.objects.get(pk=attempt.pk)
    reopen(attempt, fatou)
    with pytest.raises(CannotReopen, match="open"):
        reopen(stale, fatou)
    assert AuditEvent.objects.filter(action=AuditEvent.Action.REOPENED).count() == 1
    assert Attempt.objects.get().sitting == 2


def test_an_attempt_waits_while_another_is_under_way(attempt: Attempt, fatou: User) -> None:
    start_attempt(user=attempt.user, quiz=attempt.quiz, kind="practice", now=NOW)
    with pytest.raises(CannotReopen, match="another"):
        reopen(attempt, fatou)


def test_what_was_told_after_each_answer_is_not_asked_again(attempt: Attempt, fatou: User) -> None:
    attempt.quiz.feedback = Quiz.Feedback.IMMEDIATE
    with pytest.raises(CannotReopen, match="told"):
        reopen(attempt, fatou)


def test_nobody_marks_what_can_change(attempt: Attempt, quiz: Quiz, fatou: User) -> None:
    response = attempt.responses.get(question__slug="vf")
    standing = response.marks.get()
    reopen(attempt, fatou)
    with pytest.raises(NotHandedIn):
        give_mark(
            response_id=response.pk,
            decision=Decision(Decimal(1)),
            author=fatou,
            known=standing.pk,
            now=LATER,
        )
    plan = regrade_plan(correct_key(quiz))
    assert (list(plan.rows), plan.under_way) == ([], 1)


def test_a_correction_made_before_is_not_undone_into_the_new_marks(
    attempt: Attempt, quiz: Quiz, fatou: User
) -> None:
    question = correct_key(quiz)
    digest = regrade_plan(question).digest
    said = {"signed": (), "reason": "Clé fausse.", "author": fatou, "now": NOW}
    regrade = apply_regrade(question=question, digest=digest, **said)
    assert points(attempt) == 1
    given = reopen(attempt, fatou)
    assert regrade is not None
    undo_regrade(regrade=regrade, author=fatou, now=LATER)
    answer(given, "true")
    assert points(submit_attempt(attempt=given, now=LATER)) == 1
    call_command("check_marks")
