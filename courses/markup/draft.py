"""What is known while one source is being rendered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from courses.markup.labels import Labels, is_french, labels_for
from courses.markup.page import Fence, FigureImage, Heading, Message, Problem

Drawer = Callable[[Fence], str]
"""Turns a fenced block into HTML; raises CannotDraw if it cannot."""

MAX_PROBLEMS = 100


@dataclass(frozen=True)
class CodeBlock:
    """Fenced text: `language` is the word the author wrote after the fence, perhaps nothing.

    `info` is what follows that word on its line; `indent` is how many characters of a list or
    quote stand before the block.
    """

    language: str
    text: str
    line: int
    source: str
    info: str = ""
    indent: int = 0


@dataclass(frozen=True)
class DisplayFormula:
    """LaTeX between `$$` or `\\[ \\]` on lines of its own."""

    latex: str
    line: int
    source: str


@dataclass
class Draft:
    """The material of one rendering: the text, what it may refer to, what was found."""

    source: str
    language: str
    figures: Callable[[str], FigureImage | None]
    notions: Callable[[str], str | None]
    fences: Mapping[str, Drawer]
    aside: list[CodeBlock | DisplayFormula] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    linked: dict[str, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _searched: dict[str, int] = field(default_factory=dict)

    @property
    def labels(self) -> Labels:
        return labels_for(self.language)

    @property
    def french(self) -> bool:
        return is_french(self.language)

    def report(self, template: str, at: int | str, **params: str | int | Message) -> None:
        """Add a problem at a line, or where the piece of source `at` is next found."""
        if len(self.problems) >= MAX_PROBLEMS:
            return
        message = Message(template, params)
        line = at if isinstance(at, int) else self._line_of(at)
        told = line is None and any(message == problem.message for problem in self.problems)
        if not told:
            self.problems.append(Problem(line, message))

    def _line_of(self, piece: str) -> int | None:
        found = self.source.find(piece, self._searched.get(piece, 0))
        if found < 0:
            return None
        self._searched[piece] = found + len(piece)
        return self.source.count("\n", 0, found) + 1
