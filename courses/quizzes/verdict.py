"""What marking an answer gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

State = Literal["right", "partly", "wrong", "blank", "manual", "retry"]
Reason = Literal["", "typo", "unit", "unreadable"]


class InvalidAnswer(ValueError):
    """The answer is not one this question can receive (wrong shape, unknown option, too long)."""


@dataclass(frozen=True)
class FeedbackRef:
    """A feedback to show: `key["feedback"][index]`, beside `target` (an option, a gap, or "")."""

    target: str
    index: int


@dataclass(frozen=True)
class Verdict:
    """A mark between 0 and 1, and what may be shown with it once it is due.

    `retry` means almost right, for `reason`: where a second try is offered it is free; where it
    is not, `fraction` stands. `manual` waits for a person. `right` is an answer worth full marks
    (None when no single one exists); `parts` says which gaps, pairs or options are right.
    """

    fraction: Fraction
    state: State
    feedback: tuple[FeedbackRef, ...] = ()
    right: Any = None
    parts: tuple[tuple[str, bool], ...] = ()
    reason: Reason = ""


def verdict(
    fraction: Fraction,
    feedback: tuple[FeedbackRef, ...] = (),
    right: Any = None,
    parts: tuple[tuple[str, bool], ...] = (),
) -> Verdict:
    """The verdict of an answer that was given: its state follows from its fraction."""
    return Verdict(fraction, state_of(fraction, 1), feedback, right, parts)


def state_of(points: Fraction | Decimal, out_of: Decimal | int) -> State:
    """How an answer that was given is called, by the points it got."""
    return "right" if points == out_of else "partly" if points > 0 else "wrong"


def blank(right: Any = None) -> Verdict:
    """The verdict of no answer."""
    return Verdict(Fraction(0), "blank", right=right)


def ref(target: str, rule: Mapping[str, Any]) -> tuple[FeedbackRef, ...]:
    """The feedback an option or rule of a key names, if it has one."""
    index = rule.get("feedback")
    return () if index is None else (FeedbackRef(target, index),)
