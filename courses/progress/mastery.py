"""When a notion is mastered: a rule over the answers one person gave, values only.

A notion is acquired after two different questions answered right without a hint, at least
20 hours apart, one of them asking for more than memory. A missed review takes it back: what was
answered before no longer counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

APART = timedelta(hours=20)
ACQUIRED, UNDER_WAY, TO_REVIEW, UNSEEN = "acquired", "under-way", "to-review", "unseen"
MEMORY = ("", "remember")  # Bloom levels that only ask to remember; "" says none


class Answer(NamedTuple):
    """A marked answer to a question about the notion; a class gives tens of thousands of them.

    `right`: all its points were won; `helped`: after a hint; `review`: asked as a review.
    """

    question: int
    at: datetime
    right: bool
    helped: bool
    bloom: str
    review: bool

    @property
    def counts(self) -> bool:
        return self.right and not self.helped

    @property
    def is_deep(self) -> bool:
        return self.bloom not in MEMORY


@dataclass(frozen=True)
class Mastery:
    """Where one person is with a notion, and why.

    `proofs` are the answers that count: two of them once it is acquired, otherwise at most one.
    `missed_at` is the last missed review. `missing` says what is left to do: "answer" (a right
    one without a hint), "another" (a different question), "later" (not before `from_`), "deeper"
    (one that asks to understand); () once it is acquired.
    """

    state: str
    proofs: tuple[Answer, ...] = ()
    missed_at: datetime | None = None
    missing: tuple[str, ...] = ()
    from_: datetime | None = None


def mastery(answers: Iterable[Answer]) -> Mastery:
    """The rule applied to every marked answer a person gave about one notion, in any order."""
    given = sorted(answers, key=lambda each: (each.at, each.question))
    if not given:
        return Mastery(UNSEEN, missing=("answer",))
    missed_at = max((each.at for each in given if each.review and not each.right), default=None)
    proofs = [each for each in given if each.counts and (missed_at is None or each.at > missed_at)]
    pair = _pair(proofs)
    if pair:
        return Mastery(ACQUIRED, pair, missed_at)
    if not proofs:
        state = TO_REVIEW if missed_at else UNDER_WAY
        return Mastery(state, missed_at=missed_at, missing=("answer",))
    # The oldest proof leaves the shortest wait; one that asks to understand leaves less to do.
    kept = next((each for each in proofs if each.is_deep), proofs[0])
    missing = ("another", "later") if kept.is_deep else ("another", "later", "deeper")
    return Mastery(UNDER_WAY, (kept,), missed_at, missing, kept.at + APART)


def _pair(proofs: Sequence[Answer]) -> tuple[Answer, Answer] | None:
    """The two answers that first made the notion acquired."""
    for place, second in enumerate(proofs):
        for first in proofs[:place]:
            apart = second.at - first.at >= APART and second.question != first.question
            if apart and (first.is_deep or second.is_deep):
                return first, second
    return None
