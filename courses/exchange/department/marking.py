"""The department's teacher marks open answers a few days after they are handed in."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from courses.accounts.models import User
from courses.quizzes.actions.marking import rubric_of
from courses.quizzes.models import Mark
from courses.quizzes.verdict import state_of

AFTER = timedelta(days=4)
SHARES = (Decimal(0), Decimal("0.5"), Decimal(1), Decimal(1))  # of a criterion, what is won


@dataclass(frozen=True)
class Marker:
    """Who marks, until `now`: answers handed in less than four days ago wait."""

    author: User
    now: datetime
    chance: random.Random

    def marks(self, given: Iterable[Mark]) -> list[tuple[Mark, Mark]]:
        """What the key left to a person, and the mark that this one gives."""
        return [
            (mark, self._mark(mark))
            for mark in given
            if mark.verdict["state"] == "manual" and mark.created_at + AFTER <= self.now
        ]

    def _mark(self, mark: Mark) -> Mark:
        """As `give_mark` writes it."""
        criteria = [
            {
                "text": each["text"],
                "points": str(Decimal(each["points"]) * self.chance.choice(SHARES)),
                "out_of": each["points"],
            }
            for each in rubric_of(mark.response)
        ]
        points = sum((Decimal(each["points"]) for each in criteria), Decimal(0))
        state = state_of(points, mark.out_of)
        return Mark(
            response=mark.response,
            origin=Mark.Origin.TEACHER,
            points=points,
            out_of=mark.out_of,
            verdict={**mark.verdict, "state": state, "criteria": criteria, "comment": ""},
            author=self.author,
            created_at=mark.created_at + AFTER,
        )
