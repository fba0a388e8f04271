"""What the answers of a class say of each student and notion, in one pass over them.

A class has tens of thousands of answers, so each is a tuple of plain values here, and few are kept:
a moment stays the text the database keeps, which sorts as the moments do, until somebody reads it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Case, F, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Cast

from courses.content.models import Notion
from courses.progress.mastery import ACQUIRED, APART, MEMORY, Answer, mastery
from courses.progress.signals import FAILURES, Tries
from courses.quizzes.models import Attempt, Quiz, Response

Notions = Mapping[int, Iterable[Notion]]
_Of = tuple[int, int]  # a student and a notion
# Of what `mastery` weighs: its moment, the question, its Bloom level.
_Told = tuple[str, int, str]

# The outcome of an answer, as bits: under half was won; all, without a hint; not all, of a review.
_FAILED, _PROVES, _MISSED = 1, 2, 4
_HALF_LOST = Q(out_of__gt=F("points") * 2)  # a division of whole numbers loses its rest
_ALL_WON = Q(points__gte=F("out_of"))
_REVIEWED = Q(attempt__kind=Attempt.Kind.REVIEW)


class _Heard:
    """What one student answered about one notion; "" is a moment that never was.

    `proofs` won all, and speak for the notion; `missed` are reviews that did not.
    """

    __slots__ = ("last_right", "last_wrong", "missed", "proofs", "wrong")

    def __init__(self) -> None:
        self.wrong = 0
        self.last_wrong = self.last_right = ""
        self.proofs: list[_Told] = []
        self.missed: list[_Told] = []


class ClassAnswers:
    """The answers of some students to what some quizzes ask about notions, previews left out."""

    def __init__(self, quizzes: list[Quiz], students: list[int], notions: Notions) -> None:
        """In one query. `notions` are those each question is about.

        An answer fails that won under half of its points.
        """
        self._terms = {each.pk: each.term for about in notions.values() for each in about}
        self._heard = all_heard = defaultdict[_Of, _Heard](_Heard)
        ids = {question: [each.pk for each in about] for question, about in notions.items()}
        for user, question, at, outcome, bloom in _rows(quizzes, students):
            told = (at, question, bloom)
            for notion in ids.get(question, ()):
                heard = all_heard[user, notion]
                if outcome & _FAILED:
                    heard.wrong += 1
                    if at > heard.last_wrong:
                        heard.last_wrong = at
                elif at > heard.last_right:
                    heard.last_right = at
                if outcome & _PROVES:
                    heard.proofs.append(told)
                elif outcome & _MISSED:
                    heard.missed.append(told)

    @cached_property
    def tries(self) -> dict[int, list[Tries]]:
        """By student: what they failed often enough, in the order of the notions' names."""
        found: defaultdict[int, list[Tries]] = defaultdict(list)
        for (user, notion), heard in self._heard.items():
            if heard.wrong >= FAILURES:
                right = _moment(heard.last_right) if heard.last_right else None
                wrong = _moment(heard.last_wrong)
                found[user].append(Tries(self._terms[notion], heard.wrong, wrong, right))
        for tries in found.values():
            tries.sort(key=lambda each: each.notion)
        return found

    def acquired(
        self, students: Iterable[int], notions: set[int], *, at_most: int
    ) -> dict[int, int]:
        """How many of the notions each of the students has acquired, by the rule of `mastery`.

        Nobody's are counted beyond `at_most`.
        """
        left = dict.fromkeys(students, at_most)
        for (user, notion), heard in self._heard.items():
            if left.get(user) and notion in notions:
                left[user] -= len(heard.proofs) > 1 and _is_acquired(heard.proofs, heard.missed)
        return {user: at_most - each for user, each in left.items()}


def _rows(quizzes: list[Quiz], students: list[int]) -> list[tuple[Any, ...]]:
    """(student, question, moment, outcome, Bloom level) of each answer.

    As the database gives them: making Python values of all would take as long as finding them.
    """
    marked = Response.objects.filter(
        attempt__user__in=students,
        attempt__quiz__in=quizzes,
        points__isnull=False,
        released_at__isnull=False,
    )
    counted = marked.exclude(attempt__kind=Attempt.Kind.PREVIEW)
    rows = counted.order_by().values_list(
        "attempt__user",
        "question",
        Cast("released_at", TextField()),
        _bit(_FAILED, _HALF_LOST)
        + _bit(_PROVES, _ALL_WON & Q(hints_seen=0))
        + _bit(_MISSED, ~_ALL_WON & _REVIEWED),
        "revision__bloom",
    )
    if not (students and quizzes):
        return []
    with connection.cursor() as cursor:
        cursor.execute(*rows.query.sql_with_params())
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _bit(bit: int, condition: Q) -> Case:
    return Case(When(condition, then=Value(bit)), default=Value(0), output_field=IntegerField())


def _is_acquired(proofs: Sequence[_Told], missed: Sequence[_Told]) -> bool:
    """By the rule of `mastery`, which is asked only where the first and last proofs leave doubt."""
    first, last = min(proofs), max(proofs)
    if datetime.fromisoformat(last[0]) - datetime.fromisoformat(first[0]) < APART:
        return False
    if len({each[1] for each in proofs}) < 2 or all(each[2] in MEMORY for each in proofs):
        return False
    is_deep = first[2] not in MEMORY or last[2] not in MEMORY
    if not missed and first[1] != last[1] and is_deep:
        return True
    answers = [
        Answer(question, _moment(at), won, False, bloom, not won)
        for won, told in ((True, proofs), (False, missed))
        for at, question, bloom in told
    ]
    return mastery(answers).state == ACQUIRED


def _moment(text: str) -> datetime:
    """SQLite leaves out the zone, which is always UTC."""
    return datetime.fromisoformat(text if text.endswith("+00") else f"{text}+00:00")
