"""What the answers of a class say of each student and notion, in one pass over them.

A class has tens of thousands of answers, so each is a tuple of plain values here: its moment stays
the text the database keeps, which sorts as the moments do, until somebody has to read it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Case, F, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Cast

from courses.content.models import Course, Notion
from courses.progress.mastery import ACQUIRED, APART, MEMORY, Answer, mastery
from courses.progress.signals import FAILURES, Tries
from courses.quizzes.analysis.queries import marked_responses
from courses.quizzes.models import Attempt

Notions = Mapping[int, Iterable[Notion]]

_WRONG = Q(out_of__gt=F("points") * 2)  # a division of whole numbers loses its rest
_RIGHT = Q(points__gte=F("out_of"))
_REVIEW = Q(attempt__kind=Attempt.Kind.REVIEW)


@dataclass
class _Heard:
    """Of one student and one notion: what failed, and what may prove that it is acquired.

    `told`, of what `mastery` weighs: (moment, question, whether all was won, Bloom level).
    """

    wrong: int = 0
    last_wrong: str = ""
    last_right: str = ""
    told: list[tuple[str, int, int, str]] = field(default_factory=list)

    def may_be_acquired(self) -> bool:
        """What `mastery` needs at least, said with few dates read."""
        if len(self.told) < 2:
            return False
        proofs = [each for each in self.told if each[2]]
        if len(proofs) < 2 or all(each[3] in MEMORY for each in proofs):
            return False
        if len({each[1] for each in proofs}) < 2:
            return False
        return _moment(max(proofs)[0]) - _moment(min(proofs)[0]) >= APART


class ClassAnswers:
    """The answers of some students to what a course asks about its notions, previews apart."""

    def __init__(self, course: Course, students: Iterable[int], notions: Notions) -> None:
        """In one query. `notions` are those each question is about.

        An answer fails that won under half of its points.
        """
        self._terms = {each.pk: each.term for about in notions.values() for each in about}
        ids = {question: [each.pk for each in about] for question, about in notions.items()}
        self._heard: defaultdict[tuple[int, int], _Heard] = defaultdict(_Heard)
        for user, question, at, wrong, right, helped, bloom, review in _rows(
            course, list(students)
        ):
            for notion in ids.get(question, ()):
                heard = self._heard[user, notion]
                if wrong:
                    heard.wrong += 1
                    heard.last_wrong = max(heard.last_wrong, at)
                else:
                    heard.last_right = max(heard.last_right, at)
                if (review and not right) or (right and not helped):
                    heard.told.append((at, question, right, bloom))

    @cached_property
    def tries(self) -> dict[int, list[Tries]]:
        """By student: what they failed often enough, in the order of the notions' names."""
        found: defaultdict[int, list[Tries]] = defaultdict(list)
        for (user, notion), heard in self._heard.items():
            if heard.wrong >= FAILURES:
                last_right = _moment(heard.last_right) if heard.last_right else None
                found[user].append(
                    Tries(self._terms[notion], heard.wrong, _moment(heard.last_wrong), last_right)
                )
        for tries in found.values():
            tries.sort(key=lambda each: each.notion)
        return found

    def acquired(self, students: Iterable[int], notions: set[int]) -> dict[int, int]:
        """How many of the notions each of the students has acquired, by the rule of `mastery`."""
        wanted = set(students)
        found: dict[int, int] = defaultdict(int)
        for (user, notion), heard in self._heard.items():
            if user in wanted and notion in notions and heard.may_be_acquired():
                found[user] += _is_acquired(heard)
        return found


def _rows(course: Course, students: list[int]) -> list[tuple[Any, ...]]:
    """(student, question, and what `_Heard` keeps, `wrong` after the moment) of each answer.

    As the database gives them: making Python values of all would take as long as finding them.
    """
    attempts = Attempt.objects.filter(user__in=students, quiz__course=course)
    marked = marked_responses(attempts.exclude(kind=Attempt.Kind.PREVIEW))
    rows = marked.filter(released_at__isnull=False).values_list(
        "attempt__user",
        "question",
        Cast("released_at", TextField()),
        _flag(_WRONG),
        _flag(_RIGHT),
        _flag(Q(hints_seen__gt=0)),
        "revision__bloom",
        _flag(_REVIEW),
    )
    if not students:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*rows.query.sql_with_params())
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _is_acquired(heard: _Heard) -> bool:
    answers = [
        Answer(question, _moment(at), bool(right), False, bloom, not right)
        for at, question, right, bloom in heard.told
    ]
    return mastery(answers).state == ACQUIRED


def _moment(text: str) -> datetime:
    """SQLite leaves out the zone, which is always UTC."""
    return datetime.fromisoformat(text if text.endswith("+00") else f"{text}+00:00")
