"""What a deck becomes: sections, lessons, and the account of everything else."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Lines = tuple[tuple[int, int], ...]
"""Ranges of source lines, counted from 1, both ends included."""


@dataclass(frozen=True)
class Message:
    """A sentence for a person: an English template with ``%(name)s``, and its values."""

    template: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.params


@dataclass(frozen=True)
class Problem:
    """Something the teacher should look at, and the source line where it stands."""

    line: int
    message: Message


@dataclass(frozen=True)
class Drop:
    """Source lines (or a part of them) that no lesson shows, and why."""

    first: int
    last: int
    text: str
    reason: Message


@dataclass(frozen=True)
class BlockNode:
    """A part of a lesson that can stand by itself: a sub-heading, a paragraph, a table, code,
    a formula, a lost figure, or a point of a list with all that stands below it.

    `lines` are those it came from, empty for what came from no line of its own.
    """

    is_heading: bool
    is_point: bool
    markdown: str
    text: str
    points: int
    nested: int
    missing_figure: bool
    lines: Lines


@dataclass(frozen=True)
class LessonNode:
    """One lesson: its Markdown body, the same as plain text, and what was counted in it.

    `blocks` are the parts of the body, in order; joined, they are `markdown` again.
    `points` are the list items of the first level, `nested` those below. `tables` holds
    (data rows, columns) for each table. A lost figure is a line ``![](figure:missing)``.
    """

    title: str
    slug: str
    points: int
    nested: int
    missing_figure: bool
    markdown: str
    text: str
    code: tuple[str, ...]
    maths: tuple[str, ...]
    tables: tuple[tuple[int, int], ...]
    lines: Lines
    blocks: tuple[BlockNode, ...] = ()


@dataclass(frozen=True)
class SectionNode:
    """A section; `lines` are those of the recap slide or heading that opened it."""

    title: str
    slug: str
    implicit: bool
    lines: Lines
    lessons: tuple[LessonNode, ...]


@dataclass(frozen=True)
class DeckTree:
    """A whole deck. Every non-blank source line is in a lesson, a section, or here."""

    title: str
    author: str
    sections: tuple[SectionNode, ...]
    warnings: tuple[Problem, ...]
    drops: tuple[Drop, ...]
    metadata_lines: Lines


class DeckRefused(ValueError):
    """The file cannot become a course; `message` says why and what to do about it."""

    def __init__(self, message: Message, line: int | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.line = line
