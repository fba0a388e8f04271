"""Units of numerical questions: here they convert by themselves, in Moodle by multipliers."""

from decimal import Decimal
from fractions import Fraction

from courses.exchange.answers import number_of
from courses.exchange.drafting import Incoming
from courses.exchange.moodle_tree import Element
from courses.quizzes.messages import gettext_noop
from courses.quizzes.quantities import LONGEST_UNIT, read_unit


def multipliers(units: tuple[str, ...]) -> list[Decimal]:
    """By what a number in the first unit is multiplied to be in each."""
    known = [read_unit(unit) for unit in units]
    first = known[0]
    if first is None:
        return [Decimal(1)]
    ratios = [first.factor / each.factor for each in known if each]
    return [Decimal(each.numerator) / Decimal(each.denominator) for each in ratios]


def units_of(incoming: Incoming, element: Element) -> tuple[str, ...]:
    """The units of a question, the one of its answers first; what does not convert is noted."""
    found = element.first("units")
    given = [
        (each.value("unit_name"), number_of(each.value("multiplier", "1")))
        for each in (found.all("unit") if found else [])
    ]
    base = next((name for name, factor in given if factor == 1), "")
    names = tuple(dict.fromkeys([base, *(name for name, _ in given)])) if base else ()
    kept = tuple(name for name in names if _converts(base, name, dict(given).get(name)))
    lost = [name for name, _ in given if name not in kept]
    if lost:
        incoming.lost(
            gettext_noop("Units that do not convert by themselves are left out: {units}."),
            gettext_noop("Name the unit wanted in the stem."),
            units=", ".join(lost)[:100],
        )
    return kept


def _converts(base: str, name: str, factor: Decimal | None) -> bool:
    if not name or len(name) > LONGEST_UNIT or set(name) & set(",[]\n"):
        return False
    if name == base:
        return True
    one, other = read_unit(base), read_unit(name)
    if one is None or other is None or one.base != other.base or not factor:
        return False
    meant = one.factor / other.factor
    return abs(Fraction(factor) / meant - 1) < Fraction(1, 10**6)
