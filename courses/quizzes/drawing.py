"""Numbers drawn for a student, and the texts that quote them."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from courses.quizzes.formulas import write_decimal
from courses.quizzes.grading import grade
from courses.quizzes.messages import Problem, Problems, gettext_noop
from courses.quizzes.question import QuestionText, Range
from courses.quizzes.split import key_part, public_part

DRAWS = 100
# Braces after a LaTeX command, _ or ^ are its own: `\frac{x}{2}` keeps them.
_NAMES = re.compile(r"(\\[A-Za-z]+|[_^])?((?:\{\w{1,20}\})+)")
_BRACED = re.compile(r"\{(\w+)\}")


def draw(ranges: Iterable[Range], seed: str) -> dict[str, str]:
    """A value for each range, always the same for one seed, as decimal text by name."""
    return {each.name: str(_draw(each, seed)) for each in ranges}


def attempt_seed(user_id: int, quiz_id: int, number: int) -> str:
    """What is drawn and shuffled for one attempt, always in the same way."""
    return f"{user_id}-{quiz_id}-{number}"


def drawn_values(public: Mapping[str, Any], seed: str) -> dict[str, str]:
    """The numbers of a question, as its public part is stored, drawn with a seed; by name."""
    ranges = [
        Range(each["name"], *(Decimal(each[end]) for end in ("low", "high", "step")))
        for each in public["ranges"]
    ]
    return draw(ranges, f"{seed} {public['id']}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with each `{name}` replaced by its value, written with a comma."""
    if not values:
        return text

    def replaced(found: re.Match[str]) -> str:
        inner = "{{{}}}" if found[1] else "{}"
        numbers = _BRACED.sub(
            lambda name: (
                inner.format(write_decimal(Decimal(values[name[1]])))
                if name[1] in values
                else name[0]
            ),
            found[2],
        )
        return (found[1] or "") + numbers

    return _NAMES.sub(replaced, text)


def check_draws(question: QuestionText) -> list[Problem]:
    """What goes wrong on 100 draws: a question is fit to publish when nothing does.

    Each draw must give the formulas a value, and its right answer full marks.
    """
    public, key = public_part(question), key_part(question)
    for count in range(DRAWS if question.ranges else 0):
        values = draw(question.ranges, f"{question.id}-{count}")
        blank = grade(question.kind, public, key, None, values)
        if blank.state == "blank" and blank.right is None:
            return []  # no answer is known to be right
        if grade(question.kind, public, key, blank.right, values).fraction < 1:
            return [_bad_draw(question, values)]
    return []


def _bad_draw(question: QuestionText, values: Mapping[str, str]) -> Problem:
    problems = Problems()
    problems.error(
        question.line,
        1,
        gettext_noop("No answer can be right when {values}."),
        gettext_noop("Change the ranges so that nothing is divided by 0, or add a tolerance."),
        values=", ".join(f"{name} = {value}" for name, value in values.items()),
    )
    return problems.errors[0]


def _draw(drawn: Range, seed: str) -> Decimal:
    digest = hashlib.sha256(f"{seed}\0{drawn.name}".encode()).digest()
    steps = int((drawn.high - drawn.low) // drawn.step) + 1
    return drawn.low + drawn.step * (int.from_bytes(digest[:8]) % steps)
