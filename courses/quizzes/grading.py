"""An answer becomes a mark: a pure function of the question and the answer."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from courses.quizzes.formulas import FormulaError
from courses.quizzes.kinds.base import Described, Form
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.verdict import Verdict

NO_VALUES: Mapping[str, str] = {}


def grade(
    kind: str,
    public: Mapping[str, Any],
    key: Mapping[str, Any],
    answer: Any,
    values: Mapping[str, str] = NO_VALUES,
) -> Verdict:
    """The verdict on `answer`, any JSON; None is no answer.

    `public` and `key` are the parts of the question, `values` the numbers drawn for the student.
    Raises InvalidAnswer, and nothing else, if the question cannot receive this answer. Where a
    formula has no value for the numbers drawn, a person must mark.
    """
    try:
        return KINDS[kind].grade(public, key, answer, values)
    except FormulaError:
        return Verdict(Fraction(0), "manual")


def read_answer(kind: str, form: Form) -> Any:
    """The answer that a plain HTML form posted (lists of values by field name), as JSON."""
    return KINDS[kind].read_answer(form)


def describe(kind: str, public: Mapping[str, Any], answer: Any) -> Described:
    """A stored answer in the words of the question, one piece a line; texts or messages."""
    return KINDS[kind].describe(public, answer)


def after_hints(fraction: Fraction, points: Decimal, costs: Sequence[Decimal]) -> Fraction:
    """What is left of `fraction` of `points` once hints of these `costs` (points) were read."""
    return max(Fraction(0), fraction - Fraction(sum(costs, Decimal(0))) / Fraction(points))
