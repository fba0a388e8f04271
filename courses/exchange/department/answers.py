"""Attempts by the hundred: the rows that answering and handing in would have written.

What an answer wins is a function of the question, the answer and the numbers drawn; it is
computed once for each answer of a small stock, from which every student takes.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from courses.accounts.models import User
from courses.exchange.demonstration_answers import believable_answer
from courses.exchange.department.difficulty import MIDDLING, Difficulty
from courses.exchange.department.marking import Marker
from courses.quizzes.actions.attempts import draw_questions, question_pools
from courses.quizzes.actions.closing import try_cost
from courses.quizzes.actions.marking import tell_mark
from courses.quizzes.actions.marks import standing_at
from courses.quizzes.drawing import attempt_seed, drawn_values
from courses.quizzes.marks.automatic import AutomaticMark, automatic_mark, verdict_on
from courses.quizzes.marks.receipts import fingerprint
from courses.quizzes.models import Attempt, Mark, Question, QuestionRevision, Quiz, Response

STOCK = 12  # answers kept of each question of each quiz, right and wrong ones
MOST_DRAWN = 30  # to find an answer that is not asked again
MENDED = 0.9  # of the answers that may be tried again, those right at the second try
HINTED = 0.05
SECONDS = (15, 150)  # between two answers
AT_ONCE = 500
KINDS = {Quiz.Kind.EXAM: Attempt.Kind.GRADED, Quiz.Kind.REVIEW: Attempt.Kind.REVIEW}


@dataclass(frozen=True)
class Given:
    """An answer with its mark, at the last of its tries."""

    answer: object
    hints_seen: int
    tries: int
    mark: AutomaticMark


@dataclass(frozen=True)
class Go:
    """Somebody's `number`th attempt at a quiz, begun at a moment.

    `questions` are chosen for it; without any, the quiz draws its own. `is_again`: its questions
    were explained to them before.
    """

    user: User
    skill: float
    number: int
    began: datetime
    questions: Sequence[Question] = ()
    is_again: bool = False


class Asking:
    """A quiz that students take; it answers for them."""

    def __init__(
        self,
        quiz: Quiz,
        difficulties: Mapping[int, Difficulty],
        marker: Marker,
        chance: random.Random,
    ) -> None:
        self.quiz = quiz
        self.pools = question_pools(quiz)
        self.questions = draw_questions(self.pools, "", shuffles=False)
        self.difficulties = difficulties
        self.marker = marker
        self.chance = chance
        self.stock: dict[tuple[int, bool, int], list[Given]] = {}

    def take(self, goes: Sequence[Go], most: int) -> list[list[Response]]:
        """The attempts of `goes`, handed in, as far as `most` answers reach; all their answers.

        Each answer has the mark that its key gave as `verdict`, for the reviews that follow.
        """
        begun, left = [], most
        for go in goes:
            seed = attempt_seed(go.user.pk, self.quiz.pk, go.number)
            drawn = draw_questions(self.pools, seed, shuffles=self.quiz.shuffles_questions)
            questions = go.questions or drawn
            if not questions or len(questions) > left:
                break
            left -= len(questions)
            begun.append((self._attempt(go), go, questions))
        answered = [self._answers(*each) for each in begun]
        self._store([attempt for attempt, _, _ in begun], answered)
        return [[response for response, _ in each] for each in answered]

    def _attempt(self, go: Go) -> Attempt:
        return Attempt(
            user=go.user,
            quiz=self.quiz,
            number=go.number,
            kind=KINDS.get(Quiz.Kind(self.quiz.kind), Attempt.Kind.PRACTICE),
            state=Attempt.State.SUBMITTED,
            started_at=go.began,
        )

    def _answers(
        self, attempt: Attempt, go: Go, questions: Sequence[Question]
    ) -> list[tuple[Response, Given]]:
        """One answer a question; one that is explained at once stands from then on."""
        at, answered = attempt.started_at, []
        seed = attempt_seed(attempt.user_id, self.quiz.pk, attempt.number)
        for position, question in enumerate(questions, 1):
            revision = question.published
            assert revision is not None  # only such are drawn
            at += timedelta(seconds=self.chance.randint(*SECONDS))
            values = drawn_values(revision.public, seed)
            given = self._given(question, revision, values, go)
            response = Response(
                attempt=attempt,
                question=question,
                revision=revision,
                position=position,
                values=values,
                answer=given.answer,
                hints_seen=given.hints_seen,
                tries=given.tries,
                saves=1 + given.tries,
                saved_at=at,
                released_at=at if self.quiz.answers_at_once else None,
            )
            answered.append((response, given))
        attempt.submitted_at = at
        for response, _ in answered:
            response.released_at = response.released_at or at
        return answered

    def _given(
        self, question: Question, revision: QuestionRevision, values: dict[str, str], go: Go
    ) -> Given:
        asked = self.difficulties.get(question.pk, MIDDLING)
        kind = Quiz.Kind.REVIEW if go.is_again else Quiz.Kind(self.quiz.kind)
        right = self.chance.random() < asked.chance_of(go.skill, kind)
        tries = 0
        if not right and self.quiz.feedback == Quiz.Feedback.INTERACTIVE:
            right = self.chance.random() < MENDED
            tries = 1 if right else self.quiz.tries - 1
        if values:  # these numbers are of one attempt alone
            return self._make(revision, values, right, tries)
        if (revision.pk, right, tries) not in self.stock:
            made = [self._make(revision, {}, right, tries) for _ in range(STOCK)]
            if asked.asked_wrongly and not right:
                made = made[:1]  # the one answer that looks right
            self.stock[revision.pk, right, tries] = made
        return self.chance.choice(self.stock[revision.pk, right, tries])

    def _make(
        self, revision: QuestionRevision, values: dict[str, str], right: bool, tries: int
    ) -> Given:
        """An answer that is told at once: one that is almost right would be asked again."""
        hinted = bool(revision.public["hints"]) and self.chance.random() < HINTED
        response = Response(revision=revision, values=values, hints_seen=int(hinted), tries=tries)
        for drawn in range(MOST_DRAWN):
            share = 1.0 if right or drawn == MOST_DRAWN - 1 else 0.0
            answer = believable_answer(revision, values, self.chance, share)
            verdict = verdict_on(response, revision, answer)
            if verdict.state != "retry":
                break
        mark = automatic_mark(response, revision, verdict, try_cost(self.quiz))
        return Given(answer, response.hints_seen, tries, mark)

    def _store(self, attempts: list[Attempt], answered: list[list[tuple[Response, Given]]]) -> None:
        Attempt.objects.bulk_create(attempts, batch_size=AT_ONCE)
        flat = [pair for each in answered for pair in each]
        marks = [_mark(*pair) for pair in flat]
        by_person = self.marker.marks(marks)
        every = [*marks, *(after for _, after in by_person)]
        for mark in every:
            mark.response.points, mark.response.out_of = standing_at(mark)
        Response.objects.bulk_create([response for response, _ in flat], batch_size=AT_ONCE)
        Mark.objects.bulk_create(every, batch_size=AT_ONCE)
        receipts = [
            (fingerprint(attempt, [response for response, _ in each]), attempt.pk)
            for attempt, each in zip(attempts, answered, strict=True)
        ]
        for before, after in by_person:
            tell_mark(after.response, before, after)
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
