"""Slips of paper, or links to send, by which students enter for the first time or again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.accounts.codes import link_of
from courses.accounts.models import User
from courses.cohorts.actions import give_codes
from courses.cohorts.models import Cohort


@dataclass(frozen=True)
class Slip:
    """`link` enters by the same code, for who gets it by a message."""

    person: User
    code: str
    link: str


def make_slips(
    *,
    cohort: Cohort,
    people: Sequence[User],
    by: User,
    now: datetime,
    absolute: Callable[[str], str],
) -> list[Slip]:
    """A new code for each, shown this once; `absolute` makes a whole address of a path."""
    codes = give_codes(cohort=cohort, people=people, by=by, now=now)
    return [
        Slip(person, code, absolute(link_of(person.identifier, code)))
        for person, code in zip(people, codes, strict=True)
    ]
