"""Attempts by the hundred: the rows that answering and handing in would have written.

What an answer wins is a function of the question, the answer and the numbers drawn; it is
computed once for each answer of a small stock, from which every student takes.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from courses.exchange.demonstration_answers import believable_answer
from courses.progress.models import ReviewCard
from courses.progress.review_actions import count_answer
from courses.quizzes.actions.attempts import draw_questions, question_pools
from courses.quizzes.actions.closing import try_cost
from courses.quizzes.actions.marks import standing_at
from courses.quizzes.drawing import attempt_seed, drawn_values
from courses.quizzes.marks.automatic import AutomaticMark, automatic_mark, verdict_on
from courses.quizzes.marks.receipts import fingerprint
from courses.quizzes.models import Attempt, Mark, Question, QuestionRevision, Quiz, Response

STOCK = 12  # answers kept of each question of each quiz
HINTED = 0.1
SECONDS = (15, 150)  # between two answers
AT_ONCE = 500


@dataclass(frozen=True)
class Given:
    """An answer with its mark."""

    answer: object
    hints_seen: int
    mark: AutomaticMark


@dataclass(frozen=True)
class Go:
    """Somebody's `number`th attempt at a quiz, begun at a moment."""

    user_id: int
    number: int
    began: datetime


class Asking:
    """A quiz that students take; it answers for them."""

    def __init__(self, quiz: Quiz, chance: random.Random) -> None:
        self.quiz = quiz
        self.pools = question_pools(quiz)
        self.chance = chance
        self.stock: dict[int, list[Given]] = {}

    def take(self, goes: Sequence[Go], most: int) -> list[list[Response]]:
        """The attempts of `goes`, handed in, as far as `most` answers reach; all their answers.

        Each answer has its newest mark as `verdict`, for the reviews that follow from it.
        """
        attempts, asked, left = [], [], most
        for go in goes:
            seed = attempt_seed(go.user_id, self.quiz.pk, go.number)
            questions = draw_questions(self.pools, seed, shuffles=self.quiz.shuffles_questions)
            if not questions or len(questions) > left:
                break
            left -= len(questions)
            attempts.append(self._attempt(go))
            asked.append(questions)
        answered = [self._answers(*each) for each in zip(attempts, asked, strict=True)]
        _store(attempts, answered)
        return [[response for response, _ in each] for each in answered]

    def _attempt(self, go: Go) -> Attempt:
        exam = self.quiz.kind == Quiz.Kind.EXAM
        return Attempt(
            user_id=go.user_id,
            quiz=self.quiz,
            number=go.number,
            kind=Attempt.Kind.GRADED if exam else Attempt.Kind.PRACTICE,
            state=Attempt.State.SUBMITTED,
            started_at=go.began,
        )

    def _answers(
        self, attempt: Attempt, questions: Sequence[Question]
    ) -> list[tuple[Response, Given]]:
        """One answer a question; one that is explained at once stands from then on."""
        at, answered = attempt.started_at, []
        seed = attempt_seed(attempt.user_id, self.quiz.pk, attempt.number)
        for position, question in enumerate(questions, 1):
            revision = question.published
            assert revision is not None  # only such are drawn
            at += timedelta(seconds=self.chance.randint(*SECONDS))
            values = drawn_values(revision.public, seed)
            given = self._given(revision, values)
            response = Response(
                attempt=attempt,
                question=question,
                revision=revision,
                position=position,
                values=values,
                answer=given.answer,
                hints_seen=given.hints_seen,
                saves=1,
                saved_at=at,
                released_at=at if self.quiz.answers_at_once else None,
            )
            answered.append((response, given))
        attempt.submitted_at = at
        for response, _ in answered:
            response.released_at = response.released_at or at
        return answered

    def _given(self, revision: QuestionRevision, values: dict[str, str]) -> Given:
        if values:  # these numbers are of one attempt alone
            return self._make(revision, values)
        if revision.pk not in self.stock:
            self.stock[revision.pk] = [self._make(revision, {}) for _ in range(STOCK)]
        return self.chance.choice(self.stock[revision.pk])

    def _make(self, revision: QuestionRevision, values: dict[str, str]) -> Given:
        """An answer that is told at once: one that is almost right would be asked again."""
        hinted = bool(revision.public["hints"]) and self.chance.random() < HINTED
        response = Response(revision=revision, values=values, hints_seen=int(hinted))
        while True:
            answer = believable_answer(revision, values, self.chance)
            verdict = verdict_on(response, revision, answer)
            if verdict.state != "retry":
                break
        mark = automatic_mark(response, revision, verdict, try_cost(self.quiz))
        return Given(answer, response.hints_seen, mark)


def _store(attempts: list[Attempt], answered: list[list[tuple[Response, Given]]]) -> None:
    Attempt.objects.bulk_create(attempts, batch_size=AT_ONCE)
    flat = [pair for each in answered for pair in each]
    marks = [_mark(*pair) for pair in flat]
    for mark in marks:
        mark.response.points, mark.response.out_of = standing_at(mark)
    Response.objects.bulk_create([response for response, _ in flat], batch_size=AT_ONCE)
    Mark.objects.bulk_create(marks, batch_size=AT_ONCE)
    receipts = [
        (fingerprint(attempt, [response for response, _ in each]), attempt.pk)
        for attempt, each in zip(attempts, answered, strict=True)
    ]
    with connection.cursor() as cursor:  # a tenth of the time that bulk_update takes
        cursor.executemany("UPDATE quizzes_attempt SET receipt = %s WHERE id = %s", receipts)


def _mark(response: Response, given: Given) -> Mark:
    assert response.released_at is not None
    response.verdict = given.mark.verdict  # type: ignore[attr-defined]  # what reviews read
    return Mark(
        response=response,
        origin=Mark.Origin.AUTOMATIC,
        points=given.mark.points,
        out_of=given.mark.out_of,
        verdict=given.mark.verdict,
        revision=response.revision,
        created_at=response.released_at,
    )


class Memories:
    """When each student should meet each notion again, as their answers come in."""

    def __init__(self, notions: dict[int, list[int]]) -> None:
        """`notions`: those of each question."""
        self.notions = notions
        self.cards: dict[tuple[int, int], ReviewCard] = {}

    def hear(self, user_id: int, responses: Sequence[Response]) -> None:
        """Counts the answers of one attempt, in the order they were released."""
        given = defaultdict(list)
        for response in responses:
            for notion in self.notions.get(response.question_id, ()):
                given[notion].append(response)
        for notion, each in given.items():
            card = self.cards.get((user_id, notion)) or ReviewCard(
                user_id=user_id, notion_id=notion, state={}
            )
            moved = [count_answer(card, response) for response in each]
            if any(moved):
                self.cards[user_id, notion] = card

    def store(self) -> None:
        ReviewCard.objects.bulk_create(self.cards.values(), batch_size=AT_ONCE)
        self.cards.clear()
