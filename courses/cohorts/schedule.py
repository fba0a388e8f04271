"""Which dates hold for a person, and why: pure values, without a database.

What is said for a student wins over what is said for their cohorts, which wins over what is said
for everybody; each date for itself. Of two cohorts of one student, the more generous holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import IntEnum


class Level(IntEnum):
    """For whom a row of dates was written; the higher wins."""

    EVERYBODY = 0
    COHORT = 1
    STUDENT = 2


@dataclass(frozen=True)
class Said:
    """How a row of dates came to be; "" where it is not known.

    `whom`: the cohort's or the student's name; `of_course`: it dates the course, not the quiz.
    """

    whom: str = ""
    by: str = ""
    at: datetime | None = None
    of_course: bool = False


UNTOLD = Said()


@dataclass(frozen=True)
class Row:
    """Dates written at one level; None says nothing."""

    level: Level
    opens: datetime | None = None
    due: datetime | None = None
    closes: datetime | None = None
    said: Said = UNTOLD


@dataclass(frozen=True)
class Dated:
    """A date that holds, and the level that says so.

    Why it holds is no part of what it is: `said` how it came, `others` the dates it won over.
    """

    moment: datetime
    level: Level
    said: Said = field(default=UNTOLD, compare=False)
    others: tuple["Dated", ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class PersonDates:
    """What holds for one person; None is no limit.

    `closes_for_all` is when the last person's time is over.
    """

    opens: Dated | None = None
    due: Dated | None = None
    closes: Dated | None = None
    closes_for_all: datetime | None = None

    def within(self, course: "PersonDates") -> "PersonDates":
        """The dates of a quiz, in a course that has its own: it is open only while both are."""
        ends = [self.closes_for_all, course.closes_for_all]
        return PersonDates(
            opens=_stricter(self.opens, course.opens, latest=True),
            due=_stricter(self.due, course.closes) if self.due else None,
            closes=_stricter(self.closes, course.closes),
            closes_for_all=min((end for end in ends if end is not None), default=None),
        )

    def is_before_opening(self, now: datetime) -> bool:
        return self.opens is not None and now < self.opens.moment

    def is_after_closing(self, now: datetime) -> bool:
        return self.closes is not None and self.closes.moment <= now


def resolve(own: Iterable[Row], everyone: Iterable[Row]) -> PersonDates:
    """What holds for a person whom the rows `own` concern; `everyone`: the rows of all people."""
    rows = list(own)
    return PersonDates(
        opens=_winner([_dated(row, row.opens) for row in rows], earliest=True),
        due=_winner([_dated(row, row.due) for row in rows]),
        closes=_winner([_dated(row, row.closes) for row in rows]),
        closes_for_all=last_closing(everyone),
    )


def last_closing(rows: Iterable[Row]) -> datetime | None:
    """When it is closed for the last person; None if it never closes for those nobody named."""
    closings = [(row.level, row.closes) for row in rows if row.closes]
    if Level.EVERYBODY not in {level for level, _closes in closings}:
        return None
    return max(closes for _level, closes in closings)


def _dated(row: Row, moment: datetime | None) -> Dated | None:
    return None if moment is None else Dated(moment, row.level, row.said)


def _winner(said: Iterable[Dated | None], *, earliest: bool = False) -> Dated | None:
    dates = [each for each in said if each is not None]
    highest = max((each.level for each in dates), default=None)
    rivals = [each for each in dates if each.level == highest]
    choose = min if earliest else max
    winner = choose(rivals, key=lambda each: each.moment, default=None)
    if winner is None:
        return None
    others = sorted((each for each in dates if each is not winner), key=lambda each: -each.level)
    return replace(winner, others=tuple(others))


def _stricter(one: Dated | None, two: Dated | None, *, latest: bool = False) -> Dated | None:
    """The one that leaves less time; the other stands among those it won over."""
    if one is None or two is None:
        return one or two
    ordered = sorted((one, two), key=lambda each: each.moment, reverse=latest)
    winner, loser = ordered
    return replace(winner, others=(*winner.others, replace(loser, others=()), *loser.others))
