"""The notes of a question: hints and their cost, explanation, what to say to true or false."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from courses.quizzes.formulas import write_decimal
from courses.quizzes.messages import Problems, gettext_noop
from courses.quizzes.question import Hint
from courses.quizzes.text import words
from courses.quizzes.text.parts import Note

_COST = re.compile(r"([^\W\d_]+)\s*+:\s*+(\d{1,4})(?:[.,](\d{1,2}))?\s*+(%)?")


@dataclass(frozen=True)
class Notes:
    """The notes by name; `says` under "true" and "false"."""

    says: Mapping[str, str]
    explanation: str
    raw_hints: tuple[Note, ...]

    def hints(self, points: Decimal, problems: Problems) -> tuple[Hint, ...]:
        """The hints, their cost in points of a question worth `points`."""
        return tuple(_read_hint(note, points, problems) for note in self.raw_hints)


def read_notes(notes: list[Note], problems: Problems) -> Notes:
    """The notes by name; empty, repeated and priced ones that should not be are reported."""
    texts = dict[str, str]()
    for note in notes:
        if not note.text:
            problems.error(
                note.line,
                1,
                gettext_noop("Nothing is written after this colon."),
                gettext_noop("Write the text of the note, or delete the line."),
            )
        if note.name == "hint":
            continue
        if note.cost:
            problems.error(
                note.line,
                1,
                gettext_noop("Only a hint has a cost."),
                gettext_noop("Delete the parentheses."),
            )
        if note.name in texts:
            problems.error(
                note.line,
                1,
                gettext_noop("This note stands twice in the question."),
                gettext_noop("Join the two."),
            )
        texts.setdefault(note.name, note.text)
    says = {name: texts[name] for name in ("true", "false") if name in texts}
    hints = tuple(note for note in notes if note.name == "hint")
    return Notes(says, texts.get("explanation", ""), hints)


def _read_hint(note: Note, points: Decimal, problems: Problems) -> Hint:
    if not note.cost:
        return Hint(note.text)
    found = _COST.fullmatch(note.cost)
    if not found or not words.is_word(found[1], words.COST):
        problems.error(
            note.line,
            1,
            gettext_noop("“{cost}” is no cost."),
            gettext_noop("Write it as “> Indice (coût : 0,5) :”, in points, or “(coût : 25 %)”."),
            cost=note.cost,
        )
        return Hint(note.text)
    cost = Decimal(f"{found[2]}.{found[3] or 0}")
    cost = cost * points / 100 if found[4] else cost
    if cost > points:
        problems.error(
            note.line,
            1,
            gettext_noop("This hint costs more than the question is worth."),
            gettext_noop("Lower its cost to {points} or less."),
            points=write_decimal(points),
        )
    return Hint(note.text, cost.quantize(Decimal("0.0001")))
