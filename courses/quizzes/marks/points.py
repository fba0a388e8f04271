"""What an answer earns: the share its verdict gives, less what hints and further tries cost."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from courses.quizzes.grading import after_hints

SMALLEST = Decimal("0.0001")  # what Mark.points stores


def earned(
    verdict_fraction: Fraction,
    points: Decimal,
    hint_costs: Sequence[Decimal] = (),
    tries_used: int = 1,
    try_cost: Decimal = Decimal(0),
) -> Decimal:
    """Points for an answer worth `verdict_fraction` of `points`, never below 0.

    `hint_costs` are the points of the hints that were read. Of `tries_used`, the answers marked
    so far, the first is free and each further one costs the share `try_cost` of the points.
    """
    further = max(0, tries_used - 1) * Fraction(try_cost)
    left = max(Fraction(0), after_hints(verdict_fraction, points, hint_costs) - further)
    exact = Decimal(left.numerator) * points / Decimal(left.denominator)
    return exact.quantize(SMALLEST)
