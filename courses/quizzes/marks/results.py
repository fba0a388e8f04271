"""The results of a quiz and one attempt of it, as its teacher sees them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Count, Q, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce, Round
from django.utils.translation import gettext

from courses.accounts.models import User
from courses.quizzes.analysis.durations import in_words as duration_in_words
from courses.quizzes.grading import describe
from courses.quizzes.marks.counting import counting, share_won
from courses.quizzes.marks.queries import in_words
from courses.quizzes.messages import Message
from courses.quizzes.models import Attempt, Mark, Quiz, Response
from courses.quizzes.placeholders import stem_to_read
from courses.quizzes.verdict import InvalidAnswer

SHOWN_KINDS = (Attempt.Kind.PRACTICE, Attempt.Kind.GRADED)
POINT = 10_000  # in one point, so many of the smallest parts of it that a mark counts


@dataclass(frozen=True)
class ResultRow:
    """A student's attempt, or a student without one (`attempt` None).

    `waiting` answers have no mark yet; `counts`: this attempt is the one that counts.
    `untold`: what it won is not told while its quiz is marked without names, for whoever marks
    would see whose points change.
    """

    user: User
    attempt: Attempt | None = None
    points: Decimal = Decimal(0)
    out_of: Decimal = Decimal(0)
    waiting: int = 0
    counts: bool = False
    untold: bool = False

    @property
    def is_handed_in(self) -> bool:
        return self.attempt is not None and self.attempt.state == Attempt.State.SUBMITTED

    @property
    def state(self) -> str:
        """ "none", "open", "waiting" or "marked"."""
        if self.attempt is None:
            return "none"
        if not self.is_handed_in:
            return "open"
        return "waiting" if self.waiting or self.untold else "marked"

    @property
    def percent(self) -> Decimal | None:
        if not self.is_handed_in or self.untold or not self.out_of:
            return None
        return 100 * self.points / self.out_of

    @property
    def seconds(self) -> int | None:
        """From the start to the handing in."""
        if self.attempt is None or self.attempt.submitted_at is None:
            return None
        return int((self.attempt.submitted_at - self.attempt.started_at).total_seconds())

    @property
    def time(self) -> str:
        return "" if self.seconds is None else duration_in_words(self.seconds)


def quiz_results(quiz: Quiz, students: QuerySet[User], *, untold: bool = False) -> list[ResultRow]:
    """Every student with their attempts, previews and reviews apart, in three queries."""
    people = list(students.order_by("last_name", "first_name", "identifier"))
    attempts = Attempt.objects.filter(quiz=quiz, user__in=students, kind__in=SHOWN_KINDS)
    totals = attempt_totals(attempts)
    rows: dict[int, list[ResultRow]] = {}
    by_id = {person.pk: person for person in people}
    for attempt in attempts.order_by("number"):
        user = by_id[attempt.user_id]
        rows.setdefault(user.pk, []).append(ResultRow(user, attempt, *totals[attempt.pk]))
    return [
        row
        for person in people
        for row in _with_counting(quiz, rows.get(person.pk, [ResultRow(person)]), untold)
    ]


def attempt_totals(attempts: QuerySet[Attempt]) -> dict[int, tuple[Decimal, Decimal, int]]:
    """Points, out of how many, and how many answers wait, by attempt, in one query."""
    return {
        pk: (Decimal(won) / POINT, Decimal(out_of) / POINT, waiting)
        for pk, won, out_of, waiting in with_sums(attempts, "pk")
    }


def with_sums(attempts: QuerySet[Attempt], *columns: str) -> QuerySet[Any]:
    """The `columns` of each attempt, what it won, out of how much, how many of its answers wait.

    In one query. Points are whole numbers, in ten-thousandths, as fine as marks are kept: a
    gradebook adds up tens of thousands of them while somebody waits.
    """
    waits = Q(responses__points=None, responses__out_of__isnull=False)
    summed: QuerySet[Any] = attempts.order_by().values(*columns)
    sums: QuerySet[Any] = summed.annotate(
        won=_whole("responses__points"),
        won_out_of=_whole("responses__revision__points"),
        waiting=Count("responses", filter=waits),
    ).values_list(*columns, "won", "won_out_of", "waiting")
    return sums


def _whole(points: str) -> Coalesce:
    return Coalesce(Cast(Round(Sum(points) * POINT), BigIntegerField()), 0)


def _with_counting(quiz: Quiz, rows: Sequence[ResultRow], untold: bool) -> Iterable[ResultRow]:
    """The attempts of one student, the one that counts told apart."""
    handed_in = [row for row in rows if row.is_handed_in]
    chosen = counting(quiz.counts, handed_in, lambda row: share_won(row.points, row.out_of))
    for row in rows:
        yield replace(row, counts=row is chosen and not untold, untold=untold)


@dataclass(frozen=True)
class Change:
    """A mark of an answer's history, and the one it replaced (None: the first)."""

    mark: Mark
    before: Mark | None


@dataclass(frozen=True)
class AnswerOfAttempt:
    """One question of an attempt with its answer and marks; `history` is newest first."""

    response: Response
    pieces: Sequence[str]
    expected: Sequence[str]
    history: Sequence[Change]

    @property
    def standing(self) -> Mark | None:
        return self.history[0].mark if self.history else None

    @property
    def waits(self) -> bool:
        return self.standing is not None and bool(self.standing.verdict["state"] == "manual")

    @property
    def by_hand(self) -> bool:
        """Whether a person marks it, did, or will once it is handed in."""
        if not self.history:
            return self.response.revision.kind == "open"
        return any(change.mark.verdict["state"] == "manual" for change in self.history)

    @property
    def stem(self) -> str:
        """What the student read, with the numbers drawn for them."""
        return stem_to_read(self.response.revision.html["stem"], self.response.values)


def answers_of(attempt: Attempt) -> list[AnswerOfAttempt]:
    """The questions of an attempt, in two queries."""
    marks: dict[int, list[Mark]] = {}
    for mark in (
        Mark.objects.filter(response__attempt=attempt).select_related("author").order_by("pk")
    ):
        marks.setdefault(mark.response_id, []).append(mark)
    responses = attempt.responses.select_related("revision", "question")
    return [_answer(response, marks.get(response.pk, [])) for response in responses]


def _answer(response: Response, marks: Sequence[Mark]) -> AnswerOfAttempt:
    history = [Change(mark, before) for before, mark in zip([None, *marks], marks, strict=False)]
    expected: Sequence[str] = ()
    if marks and marks[-1].verdict.get("right") is not None:
        expected = _words(response, marks[-1].verdict["right"])
    return AnswerOfAttempt(response, in_words(response), expected, history[::-1])


def _words(response: Response, answer: Any) -> list[str]:
    try:
        pieces = describe(response.revision.kind, response.revision.public, answer)
    except InvalidAnswer:  # the right answer of a later text, by which this one was marked again
        return []
    return [piece.text(gettext) if isinstance(piece, Message) else piece for piece in pieces]
