"""Which of a person's attempts at a quiz counts."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeVar

from courses.quizzes.models import Quiz

Result = TypeVar("Result")


def share_won(points: Any, out_of: Any) -> Fraction:
    """Of what could be won; 0 where nothing could."""
    return Fraction(points) / Fraction(out_of) if out_of else Fraction(0)


def counting(
    counts: str, handed_in: Sequence[Result], share: Callable[[Result], Fraction]
) -> Result | None:
    """Of what was handed in, in the order it was begun; of equal ones the first. None: none was.

    `counts` is the quiz's, `share` what a result won of all that could be won.
    """
    if not handed_in:
        return None
    if counts == Quiz.Counts.BEST and len(handed_in) > 1:
        return max(handed_in, key=share)
    return handed_in[0 if counts == Quiz.Counts.FIRST else -1]
