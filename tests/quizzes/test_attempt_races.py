"""Thirty-two at the same moment: started, saved, marked, handed in, and late."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from courses.accounts.models import User
from courses.quizzes.actions.answers import (
    AttemptClosed,
    NewerAnswer,
    check_response,
    save_response,
)
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.actions.closing import close_late, submit_attempt
from courses.quizzes.models import Attempt, Mark, Quiz, QuizItem, Response
from courses.quizzes.receipts import is_intact
from tests.make import NOW, make_lesson, make_student
from tests.quizzes.answering import ask

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 32
ROUNDS = 3
LATE = NOW + timedelta(minutes=31)


def at_once(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each work returned, or the refusal it met, all having begun together."""
    barrier = Barrier(len(works))

    def begin(work: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait()
            return work()
        except (AttemptClosed, NewerAnswer) as refused:
            return type(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


@pytest.fixture
def quiz() -> Quiz:
    course = make_lesson().course
    quiz = Quiz.objects.create(
        course=course, kind=Quiz.Kind.EXAM, title="Examen", slug="examen", minutes=30
    )
    text = "\n".join(f"### courte q{n}\nsection: 1\nQuel mot ?\n= oui\n" for n in range(2))
    for position, question in enumerate(ask(course, text).values()):
        QuizItem.objects.create(quiz=quiz, question=question, position=position)
    return quiz


def begin(quiz: Quiz, user: User) -> Attempt:
    return start_attempt(user=user, quiz=quiz, kind=Attempt.Kind.GRADED, now=NOW)


def save(attempt: Attempt, answer: str, base: int | None = None) -> Response:
    question = attempt.responses.all()[0].question_id
    return save_response(
        attempt=attempt, question_id=question, answer=answer, operation=uuid4(), now=NOW, base=base
    )


def points(attempt: Attempt) -> list[int]:
    marks = Mark.objects.filter(response__attempt=attempt).order_by("response__position")
    return [int(mark.points) for mark in marks]


def test_thirty_two_starts_are_one_attempt(quiz: Quiz) -> None:
    for number in range(ROUNDS):
        awa = make_student(f"awa-{number}")
        begun = at_once([lambda awa=awa: begin(quiz, awa)] * THREADS)
        assert len({attempt.pk for attempt in begun}) == 1
        assert Attempt.objects.get(user=awa).responses.count() == 2


def test_thirty_two_students_save_and_none_is_refused(quiz: Quiz) -> None:
    attempts = [begin(quiz, make_student(f"e{number}")) for number in range(THREADS)]
    for number in range(ROUNDS):
        answered = at_once([lambda a=a, n=number: save(a, f"mot {n}") for a in attempts])
        assert [response.saves for response in answered] == [number + 1] * THREADS
    stored = Response.objects.filter(saves=ROUNDS).values_list("answer", flat=True)
    assert list(stored) == [f"mot {ROUNDS - 1}"] * THREADS


def test_of_thirty_two_pages_that_know_the_same_one_saves(quiz: Quiz) -> None:
    for number in range(ROUNDS):
        attempt = begin(quiz, make_student(f"e{number}"))
        works = [lambda n=n, a=attempt: save(a, f"page {n}", base=0) for n in range(THREADS)]
        told = at_once(works)
        winners = [each for each in told if each is not NewerAnswer]
        stored = attempt.responses.all()[0]
        assert [(each.answer, each.saves) for each in winners] == [(stored.answer, 1)]
        assert told.count(NewerAnswer) == THREADS - 1


def test_every_save_is_counted(quiz: Quiz) -> None:
    """Saves that name no page are all stored, one after the other."""
    attempt = begin(quiz, make_student())
    told = at_once([lambda n=n: save(attempt, f"{n}") for n in range(THREADS)])
    assert sorted(each.saves for each in told) == list(range(1, THREADS + 1))
    last = max(told, key=lambda each: each.saves)
    assert attempt.responses.all()[0].answer == last.answer


def test_thirty_two_handings_in_mark_once(quiz: Quiz) -> None:
    for number in range(ROUNDS):
        attempt = begin(quiz, make_student(f"e{number}"))
        save(attempt, "oui")
        told = at_once([lambda a=attempt: submit_attempt(attempt=a, now=NOW).receipt] * THREADS)
        assert (len(set(told)), points(attempt)) == (1, [1, 0])


def test_what_is_acknowledged_while_it_is_handed_in_is_what_is_marked(quiz: Quiz) -> None:
    """A save is either stored and marked, or refused: never acknowledged and forgotten."""
    for number in range(ROUNDS):
        attempt = begin(quiz, make_student(f"e{number}"))
        saves = [lambda a=attempt: save(a, "oui")] * (THREADS - 2)
        told = at_once([*saves, *[lambda a=attempt: submit_attempt(attempt=a, now=NOW)] * 2])
        kept = [each for each in told[:-2] if each is not AttemptClosed]
        assert points(attempt) == [1 if kept else 0, 0]
        attempt.refresh_from_db()
        assert attempt.responses.all()[0].saves == len(kept)
        assert is_intact(attempt, attempt.responses.all())


def test_the_end_of_the_time_and_the_student_hand_in_once(quiz: Quiz) -> None:
    for number in range(ROUNDS):
        attempt = begin(quiz, make_student(f"e{number}"))
        save(attempt, "oui")
        works: list[Callable[[], Any]] = []
        for _ in range(THREADS // 2):
            works.append(lambda a=attempt: close_late(attempts=[a], now=LATE))
            works.append(lambda a=attempt: submit_attempt(attempt=a, now=LATE))
        told = at_once(works)
        attempt.refresh_from_db()
        assert sum(told[::2]) == attempt.ended_by_time
        assert {each.receipt for each in told[1::2]} == {attempt.receipt}
        assert points(attempt) == [1, 0]


def test_an_answer_checked_thirty_two_times_is_marked_once(quiz: Quiz) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(feedback=Quiz.Feedback.IMMEDIATE)
    for number in range(ROUNDS):
        attempt = begin(quiz, make_student(f"e{number}"))
        question = attempt.responses.all()[0].question_id

        def check(n: int, a: Attempt = attempt, q: int = question) -> Response:
            return check_response(
                attempt=a, question_id=q, answer=f"mot {n}", operation=uuid4(), now=NOW
            )

        told = at_once([lambda n=n: check(n) for n in range(THREADS)])
        stored = attempt.responses.all()[0]
        assert {each.answer for each in told} == {stored.answer}
        assert (stored.saves, points(attempt)) == (1, [0])
