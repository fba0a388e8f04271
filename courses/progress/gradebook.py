"""How the marks of a student become a total out of 20: pure values, without a database.

A mark is out of 20, rounded to hundredths, a half always upwards; so are the means and the total,
each from what was rounded before it, so that anybody can do the sum again by hand. Each category
(exams, quizzes) has its mean, weighted, and the total is the mean of these means, each with the
weight of all that counts in it: what is left out of a category gives its weight to the rest of
it. Left out are those whose absence helps the student most: with equal weights, the lowest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

OUT_OF = 20
CENT = 100  # marks and weights are computed as whole hundredths
MARKS = tuple(Decimal(cents).scaleb(-2) for cents in range(OUT_OF * CENT + 1))
"""Every mark there is, by its hundredths: a gradebook holds each ten thousand times."""
# What a column says of a student.
MARKED, WAITING, MISSING, LATER = "marked", "waiting", "missing", "later"
OPEN_ENDED = (WAITING, LATER)
# The lowest total of each mention; below all of them it is "insufficient".
MENTIONS = ((16, "very good"), (14, "good"), (12, "fairly good"), (10, "passable"))
INSUFFICIENT = "insufficient"


class Entry(NamedTuple):
    """What one student has in one item: `mark` out of 20, None while there is none.

    `state`: "marked", "waiting" (answers wait for a person's mark: provisional), "missing"
    (closed without an attempt: 0) or "later" (may still be taken: not counted yet).
    """

    item: int
    category: str
    weight: Decimal
    state: str
    mark: Decimal | None = None
    is_dropped: bool = False

    @property
    def counts(self) -> bool:
        """Whether it has a part in the total, were it not dropped."""
        return self.mark is not None and self.weight > 0


@dataclass(frozen=True)
class CategoryMean:
    """The mean out of 20 of what is kept in a category, and what it weighs in the total."""

    category: str
    mean: Decimal
    weight: Decimal


@dataclass(frozen=True)
class Total:
    """A total out of 20 with how it came about; `value` None: nothing counts yet.

    `is_provisional`: something waits for its mark, or may still be taken.
    """

    value: Decimal | None
    entries: tuple[Entry, ...]
    means: tuple[CategoryMean, ...]
    is_provisional: bool

    @property
    def mention(self) -> str:
        return mention(self.value)


def mark_of(points: Decimal | int, out_of: Decimal | int) -> Decimal:
    """A result as a mark out of 20; points beyond what can be won count as all of them."""
    if out_of <= 0:
        return MARKS[0]
    won, of_won = points.as_integer_ratio()
    best, of_best = out_of.as_integer_ratio()
    cents = _rounded(OUT_OF * won * of_best, of_won * best)
    return MARKS[min(OUT_OF * CENT, max(0, cents))]


def hundredths(exact: Fraction) -> Decimal:
    """To two decimals, a half upwards: 9.995 is 10.00."""
    return Decimal(_rounded(exact.numerator, exact.denominator)).scaleb(-2)


def _rounded(numerator: int, denominator: int) -> int:
    """In whole hundredths."""
    return (2 * CENT * numerator + denominator) // (2 * denominator)


def mention(total: Decimal | None) -> str:
    """The mention of a total, "" without one."""
    if total is None:
        return ""
    return next((name for least, name in MENTIONS if total >= least), INSUFFICIENT)


def total(entries: Iterable[Entry], dropped: Mapping[str, int]) -> Total:
    """The total of one student; `dropped`: how many to leave out, by category.

    At least one mark of a category is kept.
    """
    listed = list(entries)
    categories: dict[str, list[Piece]] = {}
    for place, entry in enumerate(listed):
        if entry.counts:
            categories.setdefault(entry.category, []).append(_piece(place, entry))
    means = []
    for category, pieces in sorted(categories.items()):
        out = _left_out(pieces, dropped.get(category, 0))
        for piece in out:
            listed[piece.place] = listed[piece.place]._replace(is_dropped=True)
        means.append(_mean(category, pieces, out))
    open_ended = any(each.state in OPEN_ENDED and each.weight > 0 for each in listed)
    return Total(_value(means), tuple(listed), tuple(means), is_provisional=open_ended)


class Piece(NamedTuple):
    """What an entry adds to a mean: mark and weight in hundredths; `place` is the entry's."""

    mark: int
    weight: int
    item: int
    place: int


def _piece(place: int, entry: Entry) -> Piece:
    assert entry.mark is not None
    return Piece(int(entry.mark * CENT), int(entry.weight * CENT), entry.item, place)


def _value(means: Sequence[CategoryMean]) -> Decimal | None:
    weight = sum(Fraction(mean.weight) for mean in means)
    if not weight:
        return None
    return hundredths(sum(Fraction(mean.mean) * Fraction(mean.weight) for mean in means) / weight)


def _mean(category: str, pieces: Sequence[Piece], out: Sequence[Piece]) -> CategoryMean:
    """Its weight is that of all its pieces; what is left out gives its own to the rest."""
    won, weight = _sums(pieces)
    lost, unweighed = _sums(out)
    mean = Decimal(_rounded(won - lost, (weight - unweighed) * CENT)).scaleb(-2)
    return CategoryMean(category, mean, Decimal(weight) / CENT)


def _sums(pieces: Iterable[Piece]) -> tuple[int, int]:
    won = weighed = 0
    for mark, weight, _item, _place in pieces:
        won += mark * weight
        weighed += weight
    return won, weighed


def _left_out(pieces: Sequence[Piece], count: int) -> Sequence[Piece]:
    """Those whose absence gives the best mean, exactly `count` of them if one remains.

    Found step by step: against a mean, each mark is worth its weight times its distance to it;
    keeping those worth most gives a better mean, until none is better.
    """
    count = min(count, len(pieces) - 1)
    if count <= 0:
        return ()
    # The lowest go first where nothing else decides, and of equal marks the last item.
    kept = sorted(pieces, key=lambda piece: (piece.mark, -piece.item))
    won, weight = _sums(kept[count:])
    while True:
        kept.sort(key=lambda piece: piece.weight * (piece.mark * weight - won))
        better_won, better_weight = _sums(kept[count:])
        if better_won * weight <= won * better_weight:
            return kept[:count]
        won, weight = better_won, better_weight
