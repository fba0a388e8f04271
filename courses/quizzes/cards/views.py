"""A question as a page shows it to one person: values for a template, nothing else."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

PENDING = ("open", "retry", "again")
"""States in which an answer may be given."""


@dataclass(frozen=True)
class OptionView:
    """An option to tick; `right` and `feedback` are empty until the answer is released.

    `shape`: of a part of a figure, the classes that say its layer and its size.
    """

    id: str
    html: str
    chosen: bool
    shape: str = ""
    right: bool | None = None
    feedback: tuple[str, ...] = ()


@dataclass(frozen=True)
class FieldView:
    """A place to write or choose in, for the item `label` says (HTML).

    `given` is what stands there, as HTML; once released, `won` says whether that is right (None
    when the field is not judged by itself) and `right` what should stand there.
    """

    id: str
    label: str
    value: str
    unit: str
    units: tuple[str, ...]
    given: str
    number: bool = False
    won: bool | None = None
    right: str = ""
    feedback: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A piece of a stem, and the gap that follows it."""

    html: str
    gap: FieldView | None


@dataclass(frozen=True)
class CriterionView:
    """What an open answer must do, the points it is worth and, once marked, those it won."""

    html: str
    points: Decimal
    won: Decimal | None = None

    @property
    def plural(self) -> int:
        """The number that says whether its points are many."""
        return int(self.points)


@dataclass(frozen=True)
class Change:
    """Why a mark is no longer the first one: "teacher" or "correction", and in what words."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class LessonLink:
    """Where the question is explained."""

    title: str
    url: str
    anchored: bool = False


@dataclass(frozen=True)
class QuestionCard:
    """One question as it stands for one person.

    `state`: "open", "retry" (almost right, for `reason`: one more free try), "again" (not right:
    `tries_left` tries, each for `try_percent` of the points less); "given" (handed in, what is
    right is told later); or, once released, "right", "partly", "wrong", "blank", "manual" (a
    person will mark). `operation` names the next save, so that sending it twice stores it once.
    `error` is a refusal to show. `choices` are what fields are filled from: (id, words);
    `in_order` the fields as they should stand.
    """

    number: int
    total: int
    question_id: int
    kind: str
    stem: str
    points: Decimal
    options: tuple[OptionView, ...]
    answer: Any
    state: str
    operation: UUID
    saves: int = 0
    fields: tuple[FieldView, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    in_order: tuple[FieldView, ...] = ()
    pieces: tuple[Piece, ...] = ()
    columns: int = 1
    reason: str = ""
    tries_left: int = 0
    try_percent: int = 0
    hints: tuple[str, ...] = ()
    hints_left: int = 0
    hint_cost: Decimal = Decimal(0)
    feedback: tuple[str, ...] = ()
    explanation: str = ""
    lesson: LessonLink | None = None
    criteria: tuple[CriterionView, ...] = ()
    comment: str = ""
    change: Change | None = None
    won: Decimal = Decimal(0)
    error: str = ""

    @property
    def released(self) -> bool:
        """Whether the answer stands and can be changed no more."""
        return self.state not in PENDING

    @property
    def judged(self) -> bool:
        """Whether the page says what is right."""
        return self.released and self.state not in ("given", "manual")

    @property
    def right_answer(self) -> str:
        """What the only place to write in should hold."""
        alone = len(self.fields) == 1 and not self.fields[0].id
        return self.fields[0].right if alone else ""

    @property
    def field(self) -> FieldView | None:
        """The only place to write in."""
        return self.fields[0] if self.fields else None

    @property
    def plural(self) -> int:
        """The number that says whether its points are many."""
        return int(self.points)

    @property
    def hint_plural(self) -> int:
        return int(self.hint_cost)

    @property
    def template(self) -> str:
        return f"quizzes/kinds/{self.kind}.html"

    @property
    def prefix(self) -> str:
        """What the names of its form fields begin with."""
        return f"q{self.question_id}-"

    @property
    def version(self) -> str:
        """Changes whenever the card looks different."""
        return f"{self.question_id}.{self.operation.hex}.{self.state}.{len(self.hints)}.{self.won}"
