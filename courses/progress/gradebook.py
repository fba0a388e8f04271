"""How the marks of a student become a total out of 20: pure values, without a database.

A mark is out of 20, rounded to hundredths, a half always upwards; so are the means and the total,
each from what was rounded before it, so that anybody can do the sum again by hand. Each category
(exams, quizzes) has its mean, weighted, and the total is the mean of these means, each with the
weight of all that counts in it: what is left out of a category gives its weight to the rest of
it. Left out are those whose absence helps the student most: with equal weights, the lowest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

OUT_OF = 20
CENT = 100  # marks and weights are computed as whole hundredths
# What a column says of a student.
MARKED, WAITING, MISSING, LATER = "marked", "waiting", "missing", "later"
# The lowest total of each mention; below all of them it is "insufficient".
MENTIONS = ((16, "very good"), (14, "good"), (12, "fairly good"), (10, "passable"))
INSUFFICIENT = "insufficient"


@dataclass(frozen=True)
class Entry:
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


def mark_of(points: Decimal, out_of: Decimal) -> Decimal:
    """A result as a mark out of 20; points beyond what can be won count as all of them."""
    if out_of <= 0:
        return Decimal(0)
    won, of_won = points.as_integer_ratio()
    best, of_best = out_of.as_integer_ratio()
    mark = _rounded(OUT_OF * won * of_best, of_won * best)
    return min(Decimal(OUT_OF), max(Decimal(0), mark))


def hundredths(exact: Fraction) -> Decimal:
    """To two decimals, a half upwards: 9.995 is 10.00."""
    return _rounded(exact.numerator, exact.denominator)


def _rounded(numerator: int, denominator: int) -> Decimal:
    """In whole numbers: a gradebook rounds ten thousand marks while somebody waits."""
    cents = (2 * CENT * numerator + denominator) // (2 * denominator)
    return Decimal(cents).scaleb(-2)


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
    categories: dict[str, list[int]] = {}
    for place, entry in enumerate(listed):
        if entry.counts:
            categories.setdefault(entry.category, []).append(place)
    means = []
    for category, places in sorted(categories.items()):
        out = _left_out([listed[place] for place in places], dropped.get(category, 0))
        for place in places:
            if listed[place].item in out:
                listed[place] = replace(listed[place], is_dropped=True)
        means.append(_mean(category, [listed[place] for place in places]))
    open_ended = any(each.weight > 0 and each.state in (WAITING, LATER) for each in listed)
    return Total(_value(means), tuple(listed), tuple(means), is_provisional=open_ended)


def _value(means: Sequence[CategoryMean]) -> Decimal | None:
    weight = sum(Fraction(mean.weight) for mean in means)
    if not weight:
        return None
    return hundredths(sum(Fraction(mean.mean) * Fraction(mean.weight) for mean in means) / weight)


def _mean(category: str, entries: Sequence[Entry]) -> CategoryMean:
    won, weight = _sums(_cents(entry) for entry in entries if not entry.is_dropped)
    everything = sum((entry.weight for entry in entries), Decimal(0))
    return CategoryMean(category, _rounded(won, weight * CENT), everything)


def _cents(entry: Entry) -> tuple[int, int, int]:
    """Its mark and its weight in hundredths, and its item."""
    assert entry.mark is not None
    return int(entry.mark * CENT), int(entry.weight * CENT), entry.item


def _sums(kept: Iterable[tuple[int, int, int]]) -> tuple[int, int]:
    pairs = [(mark * weight, weight) for mark, weight, _item in kept]
    return sum(won for won, _weight in pairs), sum(weight for _won, weight in pairs)


def _left_out(entries: Sequence[Entry], count: int) -> frozenset[int]:
    """The items whose absence gives the best mean, exactly `count` of them if one remains.

    Found step by step: against a mean, each mark is worth its weight times its distance to it;
    keeping those worth most gives a better mean, until none is better.
    """
    count = min(count, len(entries) - 1)
    if count <= 0:
        return frozenset()
    # The lowest go first where nothing else decides, and of equal marks the last item.
    kept = sorted((_cents(entry) for entry in entries), key=lambda cents: (cents[0], -cents[2]))
    won, weight = _sums(kept[count:])
    while True:
        kept.sort(key=lambda cents: cents[1] * (cents[0] * weight - won))
        better_won, better_weight = _sums(kept[count:])
        if better_won * weight <= won * better_weight:
            return frozenset(item for _mark, _weight, item in kept[:count])
        won, weight = better_won, better_weight
