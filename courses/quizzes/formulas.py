"""Numbers as the format writes them, and formulas over + − × ÷ of drawn numbers.

Everything is an exact fraction; nothing is ever evaluated as code.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from courses.quizzes.question import Range
from courses.quizzes.text.attributes import RANGE

LONGEST_FORMULA = 200
_OPERAND, _NAME = "number", "name"
_NUMBER = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_TOKEN = re.compile(rf"\s*(?:({_NUMBER})(?!\w)|([^\W\d_]\w*)|([-−–+×*÷/()]))")
_SIGNS = {"−": "-", "–": "-", "*": "×", "/": "÷"}
_MINUSES = ("-", "−", "–")
_RANKS = {"+": 1, "-": 1, "×": 2, "÷": 2, "neg": 3}
_SPAN = re.compile(
    r"([-−]?\d{1,9}(?:[.,]\d{1,6})?)\s*+\.\.\s*+([-−]?\d{1,9}(?:[.,]\d{1,6})?)"
    r"(?:\s++(?:pas|step)\s++(\d{1,9}(?:[.,]\d{1,6})?))?"
)


def read_decimal(text: str) -> Decimal:
    """The number that `text` writes with a comma or a point."""
    return Decimal(text.replace(",", ".").replace("−", "-"))


def write_decimal(number: Decimal) -> str:
    """`number` with a comma and no useless zero: what `read_decimal` reads."""
    return format(number.normalize(), "f").replace(".", ",")


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


class FormulaError(ValueError):
    """The formula cannot be read, names an unknown variable or divides by zero."""


def evaluate(formula: str, values: Mapping[str, str]) -> Fraction:
    """The value of `formula` where each name has its value; FormulaError if it has none."""
    stack = list[Fraction]()
    for kind, text in _postfix(formula):
        if kind == _OPERAND:
            stack.append(Fraction(text))
        elif kind == _NAME:
            if text not in values:
                raise FormulaError(text)
            stack.append(Fraction(values[text]))
        elif text == "neg":
            stack.append(-stack.pop())
        else:
            right = stack.pop()
            stack.append(_apply(text, stack.pop(), right))
    return stack.pop()


def names_in(formula: str) -> frozenset[str]:
    """The names that `formula` uses; FormulaError if it cannot be read."""
    return frozenset(text for kind, text in _postfix(formula) if kind == _NAME)


def canonical_formula(formula: str) -> str:
    """`formula` with the format's own signs and one way of spacing."""
    names_in(formula)
    text = ""
    for kind, piece in _tokens(formula):
        if kind == _OPERAND:
            text += write_decimal(Decimal(piece))
        elif piece == "neg":
            text += "−"
        elif kind == _NAME or piece in "()":
            text += piece
        else:
            text += f" {piece.replace('-', '−')} "
    return text


def _apply(sign: str, left: Fraction, right: Fraction) -> Fraction:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "×":
        return left * right
    if right == 0:
        raise FormulaError("÷ 0")
    return left / right


def _tokens(formula: str) -> Iterator[tuple[str, str]]:
    """The numbers, names and signs of `formula`; a minus that negates is "neg"."""
    if len(formula) > LONGEST_FORMULA:
        raise FormulaError(formula)
    place, operand = 0, True  # whether an operand comes next
    while place < len(formula.rstrip()):
        found = _TOKEN.match(formula, place)
        if not found:
            raise FormulaError(formula)
        place = found.end()
        number, name, sign = found.groups()
        if operand != bool(number or name or sign == "(" or (sign in _MINUSES and operand)):
            raise FormulaError(formula)
        if number:
            yield _OPERAND, re.sub(r"\s", "", number).replace(",", ".")
        elif name:
            yield _NAME, name
        else:
            yield "sign", "neg" if operand and sign != "(" else _SIGNS.get(sign, sign)
        operand = bool(sign) and sign != ")"
    if operand:
        raise FormulaError(formula)


@lru_cache(maxsize=1024)
def _postfix(formula: str) -> tuple[tuple[str, str], ...]:
    """`formula` with each sign after its operands (Dijkstra's shunting yard)."""
    out, signs = list[tuple[str, str]](), list[str]()
    for kind, text in _tokens(formula):
        if kind != "sign":
            out.append((kind, text))
        elif text in ("(", "neg"):
            signs.append(text)
        elif text == ")":
            while signs and signs[-1] != "(":
                out.append(("sign", signs.pop()))
            if not signs:
                raise FormulaError(formula)
            signs.pop()
        else:
            while signs and _RANKS.get(signs[-1], 0) >= _RANKS[text]:
                out.append(("sign", signs.pop()))
            signs.append(text)
    if "(" in signs:
        raise FormulaError(formula)
    return (*out, *(("sign", sign) for sign in reversed(signs)))
