"""Why a teacher might contact a student: rules over values, each with a name and a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy

INACTIVE_AFTER = timedelta(days=7)
EXAM_WITHIN = timedelta(days=7)
FAILURES = 2
INACTIVE, NEVER_STARTED, FAILING, UNPREPARED = "inactive", "never-started", "failing", "unprepared"
NAMES = {
    UNPREPARED: gettext_lazy("Exam soon, under half mastered"),
    FAILING: gettext_lazy("Two failures on a notion"),
    INACTIVE: gettext_lazy("Seven days without activity"),
    NEVER_STARTED: gettext_lazy("Nothing begun"),
}


@dataclass(frozen=True)
class Signal:
    """`code` names the rule that fired, `at` is the date it rests on.

    `about` is the notion or the exam, "" for none. `count` is the number of failures or of
    notions acquired, `total` the number of notions of the course.
    """

    code: str
    at: datetime
    about: str = ""
    count: int = 0
    total: int = 0

    @property
    def name(self) -> Any:
        return NAMES[self.code]


@dataclass(frozen=True)
class Tries:
    """The wrong answers of one person about one notion, and when they last answered right."""

    notion: str
    wrong: int
    last_wrong: datetime | None
    last_right: datetime | None


def inactivity(last: datetime | None, joined: datetime, now: datetime) -> list[Signal]:
    """Nothing done for seven days, or nothing at all seven days after joining."""
    if now - (last or joined) < INACTIVE_AFTER:
        return []
    return [Signal(INACTIVE if last else NEVER_STARTED, last or joined)]


def failures(tries: Iterable[Tries]) -> list[Signal]:
    """Notions with two wrong answers, of which the last was not followed by a right one."""
    return [
        Signal(FAILING, each.last_wrong, each.notion, each.wrong)
        for each in tries
        if each.last_wrong is not None
        and each.wrong >= FAILURES
        and (each.last_right is None or each.last_right < each.last_wrong)
    ]


def enough(total: int) -> int:
    """How many notions of a course make whoever acquired them ready for an exam: half of them."""
    return (total + 1) // 2


def unprepared(
    exams: Iterable[tuple[str, datetime]], acquired: int, total: int, now: datetime
) -> list[Signal]:
    """Exams, by title and date, within seven days, with under half of the notions acquired."""
    if acquired >= enough(total):
        return []
    return [
        Signal(UNPREPARED, at, title, acquired, total)
        for title, at in exams
        if now <= at <= now + EXAM_WITHIN
    ]
