"""Ranges drawn for each student, and formulas over + − × ÷ that use what is drawn.

Numbers are exact fractions; nothing is ever evaluated as code.
"""

import re
from decimal import Decimal

from courses.quizzes.attributes import RANGE
from courses.quizzes.question import Range

LONGEST_FORMULA = 200
_NUMBER = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_TOKEN = re.compile(rf"\s*(?:({_NUMBER})(?!\w)|([^\W\d_]\w*)|([-−–+×*÷/()]))")
_SIGNS = {"−": "-", "–": "-", "*": "×", "/": "÷"}
_RANKS = {"+": 1, "-": 1, "×": 2, "÷": 2, "neg": 3}
_SPAN = re.compile(
    r"([-−]?\d{1,9}(?:[.,]\d{1,6})?)\s*+\.\.\s*+([-−]?\d{1,9}(?:[.,]\d{1,6})?)"
    r"(?:\s++(?:pas|step)\s++(\d{1,9}(?:[.,]\d{1,6})?))?"
)


def write_decimal(number: Decimal) -> str:
    """`number` with a comma and no useless zero: what `read_decimal` reads."""
    return format(number.normalize(), "f").replace(".", ",")


class FormulaError(ValueError):
    """The formula cannot be read, names an unknown variable or divides by zero."""


def read_decimal(text: str) -> Decimal:
    """The number that `text` writes with a comma or a point."""
    return Decimal(text.replace(",", ".").replace("−", "-"))


def read_range(text: str) -> Range:
    """The range of `x ∈ 2..9` or `x ∈ 0,5..2,5 pas 0,5`; ValueError if it is none.

    Without a step, the step is one unit of the last decimal written.
    """
    found = RANGE.fullmatch(text)
    span = _SPAN.fullmatch(found[2].strip()) if found else None
    if not found or not span:
        raise ValueError(text)
    low, high = read_decimal(span[1]), read_decimal(span[2])
    places = min(int(low.as_tuple().exponent), int(high.as_tuple().exponent))
    step = read_decimal(span[3]) if span[3] else Decimal(1).scaleb(places)
    if low >= high or step <= 0 or (high - low) / step > 1_000_000:
        raise ValueError(text)
    return Range(found[1], low, high, step)
