"""Numbers expected, `1010 ± 3 % [W, kW]`, shared by the kinds that compare numbers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from courses.quizzes.formulas import (
    FormulaError,
    canonical_formula,
    evaluate,
    names_in,
    read_decimal,
    write_decimal,
)
from courses.quizzes.kinds.base import Draft, Json, Values, text_answer
from courses.quizzes.messages import gettext_noop
from courses.quizzes.quantities import Given, read_quantity, read_unit, same_unit
from courses.quizzes.verdict import InvalidAnswer, Reason

Judgement = Literal["right", "wrong", "unit", "unreadable"]
_TOLERANCE = re.compile(r"([0-9]{1,12}(?:[.,][0-9]{1,9})?)\s*+(%?)")
_EXACT = {"tolerance": "0", "relative": False}
_SIGN = re.compile(r"±|\+/-|\+-")


@dataclass(frozen=True)
class Expected:
    """A number: its formula, how far off is right (percent if `relative`), the units offered.

    The value and an absolute tolerance are in the first unit.
    """

    value: str
    tolerance: Decimal
    relative: bool = False
    units: tuple[str, ...] = ()


def read_expected(draft: Draft, text: str, line: int, column: int) -> Expected | None:
    """The number that `text` expects; None after noting what is wrong with it."""
    units, text = _read_units(draft, text.strip(), line, column)
    formula, *tolerances = _SIGN.split(text)
    found = _TOLERANCE.fullmatch(tolerances[0].strip()) if len(tolerances) == 1 else None
    if not found:
        draft.problems.error(
            line,
            column,
            gettext_noop("This number has no tolerance, or one that cannot be read."),
            gettext_noop("Write “± 3 %”, “± 0,5”, or “± 0” for an exact number, after it."),
        )
        return None
    value = _read_formula(draft, formula, line, column)
    if value is None or units is None:
        return None
    return Expected(value, read_decimal(found[1]), bool(found[2]), units)


def write_expected(expected: Expected) -> str:
    """The text that `read_expected` reads."""
    percent = " %" if expected.relative else ""
    units = f" [{', '.join(expected.units)}]" if expected.units else ""
    return f"{expected.value} ± {write_decimal(expected.tolerance)}{percent}{units}"


def expected_key(expected: Expected) -> dict[str, Json]:
    """`expected` as part of a key."""
    return {
        "value": expected.value,
        "tolerance": str(expected.tolerance),
        "relative": expected.relative,
        "units": list(expected.units),
    }


def offered_units(expected: Iterable[Expected]) -> list[str]:
    """Every unit offered, in an order that does not tell which one comes first in the key."""
    return sorted({unit for each in expected for unit in each.units}, key=_size)


def number_answer(answer: Json) -> tuple[str, str]:
    """The text and the unit of an answer (a text, or `{value, unit}`), "" for none."""
    if not isinstance(answer, Mapping):
        return text_answer(answer).strip(), ""
    if not set(answer) <= {"value", "unit"}:
        raise InvalidAnswer("a value and a unit are expected")
    value, unit = text_answer(answer.get("value")), text_answer(answer.get("unit"))
    return value.strip(), unit.strip()


def judge(
    value: str, unit: str, expected: Sequence[Mapping[str, Any]], values: Values
) -> Judgement:
    """Whether a number given is one of those of a key; "unit" when its unit is not clear.

    A unit typed with the number stands before the one chosen beside it.
    """
    given = read_quantity(value)
    if given is None:
        return "unreadable"
    given = Given(given.number, given.unit or unit)
    judgements = {_judge(given, each, values) for each in expected}
    return next(each for each in _BEST_FIRST if each in judgements)


def number_doubt(value: str, unit: str, units: Sequence[str]) -> Reason:
    """Why a number deserves a second try, which its units alone tell; "" if it does not."""
    judgement = judge(value, unit, [{"value": "0", **_EXACT, "units": units}], {})
    return judgement if judgement == "unit" or judgement == "unreadable" else ""


def number_right(expected: Mapping[str, Any], values: Values) -> Json:
    """The right answer of a key: its value, and its first unit."""
    return {"value": _number_text(expected, values), "unit": (expected["units"] or [""])[0]}


def _number_text(expected: Mapping[str, Any], values: Values) -> str:
    """The value of a key as a student would write it: exact, or to 12 significant digits."""
    value = evaluate(expected["value"], values)
    exact = value * 10**12
    if exact.denominator == 1:
        return write_decimal(Decimal(exact.numerator).scaleb(-12))
    return write_decimal(Decimal(f"{Decimal(value.numerator) / Decimal(value.denominator):.12g}"))


_BEST_FIRST: tuple[Judgement, ...] = ("right", "unit", "wrong")


def _judge(given: Given, expected: Mapping[str, Any], values: Values) -> Judgement:
    amount = _in_first_unit(given, expected["units"])
    if not isinstance(amount, Fraction):
        return amount
    value, tolerance = evaluate(expected["value"], values), Fraction(expected["tolerance"])
    reach = abs(value) * tolerance / 100 if expected["relative"] else tolerance
    return "right" if abs(amount - value) <= reach else "wrong"


def _in_first_unit(given: Given, units: Sequence[str]) -> Fraction | Judgement:
    named = read_unit(given.unit)
    if not units:
        return given.number * (named.factor if given.unit and named and not named.base else 1)
    if not given.unit:
        return given.number if len(units) == 1 else "unit"
    if given.unit == units[0]:
        return given.number
    if not named:
        meant = [unit for unit in units if same_unit(unit, given.unit)]
        if not meant:
            return "unit"
        return _in_first_unit(Given(given.number, meant[0]), units) if meant[0] else "unit"
    wanted = read_unit(units[0])
    if not wanted or wanted.base != named.base:
        return "wrong"
    return given.number * named.factor / wanted.factor


def _size(unit: str) -> tuple[Fraction, str]:
    known = read_unit(unit)
    return (known.factor if known else Fraction(0)), unit


def _read_units(
    draft: Draft, text: str, line: int, column: int
) -> tuple[tuple[str, ...] | None, str]:
    """The units in brackets at the end of `text` (None if they do not suit), and what is before."""
    if not text.endswith("]") or "[" not in text:
        return (), text
    before, _, inside = text[:-1].rpartition("[")
    units = tuple(dict.fromkeys(unit.strip() for unit in inside.split(",")))
    known = [read_unit(unit) for unit in units]
    if len(units) == 1 and units[0] and not known[0]:
        draft.problems.warn(
            line,
            column,
            gettext_noop("“{unit}” is no unit known here: it is compared as a word."),
            gettext_noop("Check its capitals: kbit/s, Mo, GHz, kWh, ms, %."),
            unit=units[0],
        )
    elif len({each.base if each else None for each in known}) > 1 or None in known:
        draft.problems.error(
            line,
            column,
            gettext_noop("These units do not convert into one another: {units}."),
            gettext_noop("Keep units of one quantity, such as [W, kW] or [Mo, Go]."),
            units=inside.strip(),
        )
        return None, before
    return units, before


def _read_formula(draft: Draft, text: str, line: int, column: int) -> str | None:
    mend = gettext_noop("Write a number, or a formula over + − × ÷ and drawn numbers.")
    try:
        unknown = sorted(names_in(text) - draft.variables)
        if unknown:
            draft.problems.error(
                line,
                column,
                gettext_noop("“{name}” is drawn nowhere."),
                gettext_noop("Add a line “{name} ∈ 2..9” under the heading."),
                name=unknown[0],
            )
            return None
        if not names_in(text):
            evaluate(text, {})
        return canonical_formula(text)
    except FormulaError:
        message = gettext_noop("“{formula}” is no number.")
        draft.problems.error(line, column, message, mend, formula=text.strip())
        return None
