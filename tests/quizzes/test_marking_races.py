"""Marks given, corrected and handed in at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from courses.quizzes.actions.closing import submit_attempt
from courses.quizzes.actions.marking import Decision, MarkedMeanwhile, give_mark
from courses.quizzes.actions.regrading import PlanChanged, apply_regrade, undo_regrade
from courses.quizzes.marks.drift import key_marks
from courses.quizzes.marks.regrading import regrade_plan
from courses.quizzes.models import Mark, Regrade
from tests.make import NOW, make_student, make_teacher
from tests.quizzes.marking import correct_key, hand_in, make_marked_quiz

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each of the works returned or raised, all having begun together."""
    barrier = Barrier(len(works))

    def begin(work: Callable[[], Any]) -> Any:
        try:
            barrier.wait()
            return work()
        except (MarkedMeanwhile, PlanChanged) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def test_of_two_teachers_at_once_one_is_asked() -> None:
    quiz, people = make_marked_quiz(), [make_teacher("fatou"), make_teacher("moussa")]
    for number in range(ROUNDS):
        response = hand_in(quiz, make_student(f"e{number}")).responses.all()[0]
        known = response.marks.get().pk

        def give(person: int, response: Any = response, known: int = known) -> Mark:
            return give_mark(
                response_id=response.pk,
                decision=Decision(Decimal(person + 1)),
                author=people[person],
                known=known,
                now=NOW,
            )

        told = at_once(lambda give=give: give(0), lambda give=give: give(1))
        assert sorted(type(each).__name__ for each in told) == ["Mark", "MarkedMeanwhile"]
        winner = next(each for each in told if isinstance(each, Mark))
        loser = next(each for each in told if isinstance(each, MarkedMeanwhile))
        assert (loser.standing, response.marks.count()) == (winner, 2)


def test_a_correction_and_a_handing_in_at_once_leave_no_answer_half_marked() -> None:
    fatou = make_teacher()
    for number in range(ROUNDS):
        quiz = make_marked_quiz(f"cours-{number}")
        hand_in(quiz, make_student(f"a{number}"), says="false")
        late = hand_in(quiz, make_student(f"b{number}"), says="false", submit=False)
        question = correct_key(quiz)
        digest = regrade_plan(question).digest
        _, done = at_once(
            lambda late=late: submit_attempt(attempt=late, now=NOW),
            lambda question=question, digest=digest: apply_regrade(
                question=question, digest=digest, signed=(), reason="x", author=fatou, now=NOW
            ),
        )
        if isinstance(done, PlanChanged):  # handed in first: the teacher sees it before
            digest = done.plan.digest
        else:  # handed in after: it is in the next plan
            digest = regrade_plan(question).digest
        apply_regrade(
            question=question, digest=digest, signed=(), reason="x", author=fatou, now=NOW
        )
        marks = Mark.objects.filter(response__question=question)
        assert sorted(marks.values_list("points", flat=True)) == [0, 0, 1, 1]
    assert [drift for _, drift in key_marks() if drift] == []


def test_two_corrections_or_two_undoings_at_once_count_once() -> None:
    fatou = make_teacher()
    quiz = make_marked_quiz()
    attempt = hand_in(quiz, make_student(), says="false")
    question = correct_key(quiz)
    digest = regrade_plan(question).digest

    def correct() -> Any:
        return apply_regrade(
            question=question, digest=digest, signed=(), reason="x", author=fatou, now=NOW
        )

    told = at_once(correct, correct)
    assert sorted(type(each).__name__ for each in told) == ["PlanChanged", "Regrade"]
    regrade = Regrade.objects.get()

    def undo() -> Any:
        try:
            return undo_regrade(regrade=regrade, author=fatou, now=NOW)
        except Exception as refused:
            return type(refused).__name__

    assert sorted(map(str, at_once(undo, undo))) == ["1", "NothingToUndo"]
    marks = Mark.objects.filter(response__attempt=attempt, response__question=question)
    assert [mark.points for mark in marks] == [0, 1, 0]
