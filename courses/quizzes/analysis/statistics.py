"""What answers say of a question: how easy it is, whom it tells apart, how its options are used.

Values only, made by `quizzes.analysis.queries`; docs/item-analysis.md gives the formulas and
where they come from. A score is a share of points, from 0 to 1.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

FEW = 30  # under so many answers, counts are shown instead of decimals
FEWEST = 10  # under so many, nothing is said to look wrong
TOO_HARD, TOO_EASY = 0.20, 0.95
TICKED_KINDS = ("choice", "multiple", "true-false")


@dataclass(frozen=True)
class Sums:
    """Answers added up; two sums add up to a third.

    `rest` is the share of points won on the other questions of the same attempt: `paired`
    answers have one, and the sums after it are theirs alone.
    """

    answers: int = 0
    score: float = 0.0
    paired: int = 0
    paired_score: float = 0.0
    paired_squares: float = 0.0
    rest: float = 0.0
    rest_squares: float = 0.0
    products: float = 0.0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.answers + other.answers,
            self.score + other.score,
            self.paired + other.paired,
            self.paired_score + other.paired_score,
            self.paired_squares + other.paired_squares,
            self.rest + other.rest,
            self.rest_squares + other.rest_squares,
            self.products + other.products,
        )

    @property
    def mean_rest(self) -> float | None:
        return self.rest / self.paired if self.paired else None


@dataclass(frozen=True)
class Facility:
    """Of `answers` first answers, the mean share of points won."""

    answers: int
    facility: float


def facility(sums: Sums) -> float | None:
    """The mean share of points won; None without answers."""
    return sums.score / sums.answers if sums.answers else None


def discrimination(sums: Sums) -> float | None:
    """The corrected item-rest correlation, from -1 to 1; None where nothing varies."""
    n = sums.paired
    own = n * sums.paired_squares - sums.paired_score**2
    rest = n * sums.rest_squares - sums.rest**2
    # Scores lie between 0 and 1: below this only rounding is left.
    if min(own, rest) < 1e-9 * max(n, 1) ** 2:
        return None
    both = n * sums.products - sums.paired_score * sums.rest
    return max(-1.0, min(1.0, both / sqrt(own * rest)))


def median(counts: Mapping[int, int]) -> int | None:
    """The middle value of `counts` (value: how often); the lower one of two; None of none."""
    left = (sum(counts.values()) + 1) // 2
    for value in sorted(counts):
        left -= counts[value]
        if left <= 0:
            return value
    return None


@dataclass(frozen=True)
class OptionUse:
    """How often an option was chosen, and the rest won by those who chose it."""

    id: str
    right: bool
    chosen: int
    mean_rest: float | None


@dataclass(frozen=True)
class Reason:
    """Why a question looks wrong, by `code`.

    "discrimination", "hard", "easy"; "dead", "beats" and "attracts" are about `option`, a wrong
    one: chosen by nobody, by more people than what is right, by the better students.
    """

    code: str
    option: str = ""


def option_uses(
    rights: Mapping[str, bool], answers: Iterable[tuple[Any, Sums]]
) -> tuple[OptionUse, ...]:
    """The use of each option of `rights` (id: whether it is right), in its order.

    `answers`: what was answered (an id, or a list of ids) with the sums of who answered so.
    """
    sums = dict.fromkeys(rights, Sums())
    for answer, of_answer in answers:
        chosen = set(answer) if isinstance(answer, list) else {answer}
        for option in chosen & sums.keys():
            sums[option] += of_answer
    return tuple(
        OptionUse(option, rights[option], each.answers, each.mean_rest)
        for option, each in sums.items()
    )


def reasons(kind: str, sums: Sums, uses: Sequence[OptionUse]) -> tuple[Reason, ...]:
    """Why a question of `kind` looks wrong, the gravest first; () if nothing can be said."""
    share = facility(sums)
    if share is None or sums.answers < FEWEST:
        return ()
    found = [Reason("discrimination")] if _is_negative(sums) else []
    found += [Reason("beats", each.id) for each in _beating(uses)]
    if sums.paired >= FEW:
        found += [Reason("attracts", each.id) for each in _attracting(uses)]
    found += [Reason("hard")] if share < TOO_HARD else []
    found += [Reason("easy")] if share > TOO_EASY else []
    if kind != "true-false":
        found += [Reason("dead", each.id) for each in uses if not each.right and not each.chosen]
    return tuple(found)


def _is_negative(sums: Sums) -> bool:
    value = discrimination(sums)
    return sums.paired >= FEW and value is not None and value < 0


def _beating(uses: Sequence[OptionUse]) -> list[OptionUse]:
    most = max((each.chosen for each in uses if each.right), default=0)
    return [each for each in uses if not each.right and each.chosen > most]


def _attracting(uses: Sequence[OptionUse]) -> list[OptionUse]:
    """Wrong options whose choosers do better elsewhere than those of every right one."""
    rests = [each.mean_rest for each in uses if each.right and each.mean_rest is not None]
    return [
        each
        for each in uses
        if not each.right
        and each.chosen >= FEWEST
        and rests
        and each.mean_rest is not None
        and each.mean_rest > max(rests)
    ]
