"""A question as its author wrote it: what the text, the form and the exchange formats share."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from courses.quizzes.messages import Problem


@dataclass(frozen=True)
class Hint:
    """A hint and what it costs, in points of its question."""

    text: str
    cost: Decimal = Decimal(0)


@dataclass(frozen=True)
class Range:
    """A number drawn for each student: from `low` to `high`, both included, by `step`."""

    name: str
    low: Decimal
    high: Decimal
    step: Decimal


@dataclass(frozen=True)
class QuestionText:
    """One question. `body` is the dataclass of its kind; texts are Markdown.

    `anchor` is the part of the lesson, as its address says it, that explains the question.
    `kind` and `bloom` carry English names. `line` and `source` say where it was read and are no
    part of what it means, so they do not count when two questions are compared.
    """

    id: str
    kind: str
    stem: str
    body: Any
    lesson: str | None = None
    anchor: str = ""
    section: int | None = None
    objective: str | None = None
    bloom: str | None = None
    notions: tuple[str, ...] = ()
    points: Decimal = Decimal(1)
    fixed_order: bool = False
    figure: str | None = None
    ranges: tuple[Range, ...] = ()
    hints: tuple[Hint, ...] = ()
    explanation: str = ""
    line: int = field(default=0, compare=False)
    source: str = field(default="", compare=False)


@dataclass(frozen=True)
class QuizEntry:
    """A line of a quiz: one question by its id, or questions chosen by filters.

    `count` is how many to draw among those the filters keep; None takes them all.
    """

    question: str | None = None
    filters: tuple[tuple[str, str], ...] = ()
    count: int | None = None


@dataclass(frozen=True)
class QuizText:
    """A `## quiz` block."""

    id: str
    title: str = ""
    lesson: str | None = None
    section: int | None = None
    entries: tuple[QuizEntry, ...] = ()
    line: int = field(default=0, compare=False)
    source: str = field(default="", compare=False)


@dataclass(frozen=True)
class QuizFile:
    """What a file holds: the questions and quizzes without an error, and all that is wrong."""

    title: str
    questions: tuple[QuestionText, ...]
    quizzes: tuple[QuizText, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
