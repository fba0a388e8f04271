"""The pieces a deck is cut into before slides are seen in it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from courses.slides.tree import Drop, Lines, Message, Problem

SHORT = 200


class Kind(Enum):
    """What a piece is."""

    RAW = auto()  # a line nobody has looked at yet
    BLANK = auto()
    VOID = auto()  # a line that holds marks only: nothing to show, yet not blank
    BREAK = auto()  # the end of a page
    CODE = auto()
    MATHS = auto()
    FIGURE = auto()  # a lost figure
    HEADING = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of the deck, or several for code and formulas.

    `level` is that of a heading; `indent` counts columns. `strong` marks a page break that
    carries a number or a form feed, which no ornament does. `figures` counts the lost figures
    that stood inside the line. `furniture` is set on headers, footers and page numbers.
    """

    kind: Kind
    first: int
    last: int
    text: str = ""
    indent: int = 0
    level: int = 0
    strong: bool = False
    figures: int = 0
    furniture: bool = False

    @property
    def shows_nothing(self) -> bool:
        """Whether no one would see it on a slide."""
        return self.furniture or self.kind in (Kind.BLANK, Kind.VOID, Kind.BREAK)


@dataclass
class Findings:
    """What is gathered on the way: problems to show, and lines that are let go."""

    source: Sequence[str]
    problems: list[Problem] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)
    dropped: set[int] = field(default_factory=set)
    marks: int = 0  # marks of emphasis, code, formulas and links met so far

    def warn(self, line: int, template: str, **params: object) -> None:
        """Keep a problem; a text in it is shortened."""
        for name, value in params.items():
            if isinstance(value, str):
                params[name] = shorten(value)
        self.problems.append(Problem(line, Message(template, params)))

    def drop(self, first: int, last: int, reason: str, **params: object) -> None:
        """Let source lines go."""
        self.dropped.update(range(first, last + 1))
        text = "\n".join(self.source[first - 1 : last])
        self.drops.append(Drop(first, last, text, Message(reason, params)))

    def drop_part(self, line: int, text: str, reason: str) -> None:
        """Let go a part of a line."""
        self.drops.append(Drop(line, line, text, Message(reason)))


def shorten(text: str) -> str:
    """At most SHORT characters on one line."""
    line = " ".join(text[: SHORT * 4].split())
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"


def ranges(numbers: Iterable[int], blank: Collection[int] = ()) -> Lines:
    """Line numbers as ranges, in order; `blank` lines between two of them cut nothing."""
    return tuple(_ranges(sorted(set(numbers)), blank))


def _ranges(numbers: Sequence[int], blank: Collection[int]) -> Iterator[tuple[int, int]]:
    first = last = numbers[0] if numbers else 0
    for number in numbers[1:]:
        if any(n not in blank for n in range(last + 1, number)):
            yield first, last
            first = number
        last = number
    if numbers:
        yield first, last
