"""Attempts begun, answered and handed in by many at the same moment: one row, one mark."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from courses.quizzes.actions.answers import (
    AttemptClosed,
    NewerAnswer,
    check_response,
    save_response,
)
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.actions.closing import close_late, submit_attempt
from courses.quizzes.marks.drift import key_marks
from courses.quizzes.marks.receipts import is_intact
from courses.quizzes.models import Attempt, Mark, Quiz, QuizItem, Response
from tests.make import NOW, make_lesson, make_student
from tests.quizzes.answering import ask

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, ROUNDS = 32, 4


def make_quiz(**settings: Any) -> Quiz:
    course = make_lesson().course
    given = {"kind": Quiz.Kind.EXAM, "title": "Examen", "slug": "examen", **settings}
    quiz = Quiz.objects.create(course=course, **given)
    text = "\n".join(f"### courte q{n}\nsection: 1\nQuel mot ?\n= oui\n" for n in range(2))
    for position, question in enumerate(ask(course, text).values()):
        QuizItem.objects.create(quiz=quiz, question=question, position=position)
    return quiz


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each of the works returned, or how it was refused, all having begun together."""
    barrier = Barrier(len(works))

    def begin(work: Callable[[], Any]) -> Any:
        try:
            barrier.wait()
            return work()
        except (AttemptClosed, NewerAnswer) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def begin(quiz: Quiz, number: int = 0) -> Attempt:
    student = make_student(f"e{number}")
    return start_attempt(user=student, quiz=quiz, kind=Attempt.Kind.GRADED, now=NOW)


def save(attempt: Attempt, answer: str, **said: Any) -> Response:
    question = Response.objects.filter(attempt=attempt).order_by("position")[0].question_id
    return save_response(
        attempt=attempt, question_id=question, answer=answer, operation=uuid4(), now=NOW, **said
    )


def test_of_many_starts_all_get_the_same_attempt() -> None:
    quiz = make_quiz(max_attempts=1)
    for number in range(ROUNDS):
        student = make_student(f"e{number}")

        def start(student: Any = student) -> Attempt:
            return start_attempt(user=student, quiz=quiz, kind=Attempt.Kind.GRADED, now=NOW)

        assert len({attempt.pk for attempt in at_once(*[start] * WRITERS)}) == 1
        assert Response.objects.filter(attempt__user=student).count() == 2
    assert Attempt.objects.count() == ROUNDS


def test_of_many_handing_in_one_marks_and_all_get_the_same() -> None:
    quiz = make_quiz()
    for number in range(ROUNDS):
        attempt = begin(quiz, number)
        save(attempt, "oui")
        works = [lambda: submit_attempt(attempt=attempt, now=NOW)] * WRITERS  # noqa: B023
        assert len({each.receipt for each in at_once(*works)}) == 1
    assert Mark.objects.count() == 2 * ROUNDS
    assert set(Mark.objects.values_list("points", flat=True)) == {0, 1}


def test_many_students_save_at_once_and_nobody_is_locked_out() -> None:
    quiz = make_quiz()
    attempts = [begin(quiz, number) for number in range(WRITERS)]

    def answer(attempt: Attempt) -> list[int]:
        return [save(attempt, f"mot {turn}").saves for turn in range(5)]

    told = at_once(*[lambda each=each: answer(each) for each in attempts])
    assert told == [[1, 2, 3, 4, 5]] * WRITERS
    assert {row.answer for row in Response.objects.exclude(answer=None)} == {"mot 4"}


def test_of_two_pages_of_one_answer_the_first_stands() -> None:
    quiz = make_quiz()
    for number in range(ROUNDS):
        attempt = begin(quiz, number)
        told = at_once(*[lambda n=n: save(attempt, f"page {n}", base=0) for n in range(8)])  # noqa: B023
        winners = [each for each in told if isinstance(each, Response)]
        assert [type(each) for each in told].count(NewerAnswer) == 7
        assert attempt.responses.order_by("position")[0].answer == winners[0].answer


@pytest.mark.parametrize("by_time", [False, True])
def test_what_is_marked_is_what_is_stored(by_time: bool) -> None:
    """Eight pages save while the attempt is handed in, by its student or by the clock."""
    quiz = make_quiz()
    for number in range(ROUNDS):
        attempt = begin(quiz, number)
        if by_time:
            Attempt.objects.filter(pk=attempt.pk).update(deadline=NOW)
            attempt.refresh_from_db()

        def close(attempt: Attempt = attempt) -> None:
            if by_time:
                close_late(attempts=[attempt], now=NOW + timedelta(seconds=1))
            else:
                submit_attempt(attempt=attempt, now=NOW)

        works = [lambda n=n: save(attempt, "oui" if n % 2 else "non") for n in range(8)]  # noqa: B023
        at_once(*works, close)
        attempt.refresh_from_db()
        assert attempt.state == Attempt.State.SUBMITTED
        assert is_intact(attempt, attempt.responses.all())
        first = attempt.responses.order_by("position")[0]
        assert first.marks.get().points == (1 if first.answer == "oui" else 0)


def test_an_answer_marked_at_once_is_marked_once() -> None:
    quiz = make_quiz(feedback=Quiz.Feedback.IMMEDIATE)
    for number in range(ROUNDS):
        attempt = begin(quiz, number)
        first = attempt.responses.order_by("position")[0]

        def check(answer: str, attempt: Attempt = attempt, first: Response = first) -> Response:
            return check_response(
                attempt=attempt,
                question_id=first.question_id,
                answer=answer,
                operation=uuid4(),
                now=NOW,
            )

        told = at_once(*[lambda n=n: check("oui" if n % 2 else "jamais") for n in range(8)])
        assert len({each.answer for each in told}) == 1
        assert first.marks.count() == 1


def test_marks_are_those_of_a_recomputation() -> None:
    quiz = make_quiz()
    attempt = begin(quiz)
    at_once(*[lambda n=n: save(attempt, f"{n}") for n in range(8)], lambda: save(attempt, "oui"))
    submit_attempt(attempt=attempt, now=NOW)
    assert [drift for _mark, drift in key_marks()] == [None, None]
