"""Which dates hold for a person, and why: pure values, without a database.

What is said for a student wins over what is said for their cohorts, which wins over what is said
for everybody; each date for itself. Of two cohorts of one student, the more generous holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Level(IntEnum):
    """For whom a row of dates was written; the higher wins."""

    EVERYBODY = 0
    COHORT = 1
    STUDENT = 2


@dataclass(frozen=True)
class Row:
    """Dates written at one level; None says nothing."""

    level: Level
    opens: datetime | None = None
    due: datetime | None = None
    closes: datetime | None = None


@dataclass(frozen=True)
class Dated:
    """A date that holds, and the level that says so."""

    moment: datetime
    level: Level


@dataclass(frozen=True)
class PersonDates:
    """What holds for one person; None is no limit.

    `closes_for_all` is when the last person's time is over.
    """

    opens: Dated | None = None
    due: Dated | None = None
    closes: Dated | None = None
    closes_for_all: datetime | None = None


def resolve(own: Iterable[Row], everyone: Iterable[Row]) -> PersonDates:
    """What holds for a person whom the rows `own` concern; `everyone`: the rows of all people."""
    rows = list(own)
    return PersonDates(
        opens=_winner([Dated(row.opens, row.level) for row in rows if row.opens], earliest=True),
        due=_winner([Dated(row.due, row.level) for row in rows if row.due]),
        closes=_winner([Dated(row.closes, row.level) for row in rows if row.closes]),
        closes_for_all=last_closing(everyone),
    )


def last_closing(rows: Iterable[Row]) -> datetime | None:
    """When it is closed for the last person; None if it never closes for those nobody named."""
    closings = [(row.level, row.closes) for row in rows if row.closes]
    if Level.EVERYBODY not in {level for level, _closes in closings}:
        return None
    return max(closes for _level, closes in closings)


def _winner(dates: list[Dated], *, earliest: bool = False) -> Dated | None:
    highest = max((each.level for each in dates), default=None)
    rivals = [each for each in dates if each.level == highest]
    choose = min if earliest else max
    return choose(rivals, key=lambda each: each.moment, default=None)
