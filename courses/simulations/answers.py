"""What a person's form says, read: a prediction, settings; nothing in it is believed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from courses.simulations.parts import Control, Explorable, Question

MOST_STEPS = 10_000


def read_prediction(question: Question, sent: Sequence[str]) -> Any:
    """A number, an option's value or a sorted list of them; None when it is no answer."""
    known = [option.value for option in question.options]
    if question.kind == "set":
        # An empty set is an answer (“nothing survives”); the form sends "" along to say so.
        return sorted(set(sent) & set(known)) if sent else None
    first = sent[0] if sent else ""
    if question.kind == "choice":
        return first if first in known else None
    number = _number(first)
    if number is None or not question.low <= number <= question.high:
        return None
    return number


def read_choice(explorable: Explorable, given: Any, before: Any, sent: Mapping[str, str]) -> Any:
    """The settings of the form; what it leaves out or gets wrong stays as it was `before`.

    A flag that is left out is off when the form names it in `flags`, as browsers send nothing for
    an empty box.
    """
    changed = {
        control.name: _setting(control, sent, getattr(before, control.name))
        for control in explorable.controls(given)
    }
    choice = replace(before, **changed)
    if not hasattr(choice, "step"):
        return choice
    steps = explorable.scene(given, replace(choice, step=0)).steps
    return replace(choice, step=_step(sent.get("do", ""), choice.step, steps))


def is_good(question: Question, prediction: Any, answer: Any) -> bool:
    """Whether the prediction is the answer, or near enough."""
    if question.kind == "number":
        return bool(abs(prediction - answer) <= question.near + 1e-9)
    if question.kind == "set":
        return sorted(prediction) == sorted(answer)
    return bool(prediction == answer)


def _setting(control: Control, sent: Mapping[str, str], before: Any) -> Any:
    value = sent.get(control.name)
    if control.kind == "flag":
        named = control.name in sent.get("flags", "").split()
        return value is not None if named else before
    if control.kind == "choice":
        return value if value in [option.value for option in control.options] else before
    number = _number(value or "")
    if number is None:
        return before
    if control.kind == "step":
        return max(0, min(int(number), MOST_STEPS))
    return max(control.low, min(number, control.high))


def _step(asked: str, step: int, steps: int) -> int:
    """Where the button that was pressed leads."""
    led = {"next": step + 1, "end": steps, "again": 0}.get(asked, step)
    return max(0, min(led, steps))


def _number(text: str) -> int | float | None:
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return int(number) if number == int(number) else number
