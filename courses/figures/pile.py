"""The text of a stack of layers -> a grid of cells."""

import re
from dataclasses import dataclass, replace

from courses.figures import messages as say
from courses.figures.messages import FigureRefused

MAX_TEXT, MAX_ROWS, MAX_COLUMNS, MAX_LABEL = 4096, 20, 6, 80
KINDS = ("app", "os", "hv", "hote", "mat")
"""The first word of a layer; it gives its colour."""

_HEADER = re.compile(r"pile\s+(?P<name>[\w-]+)\s*:\s*(?P<title>\S.*)")
_ID = re.compile(r"\s#([\w-]+)$")
_SPAN = re.compile(r"\s\*(\w*)$")


@dataclass(frozen=True)
class Cell:
    """A layer: its place counts rows and columns from 0, top left; `id` is "" without anchor."""

    kind: str
    label: str
    id: str
    row: int
    column: int
    width: int = 1
    height: int = 1


@dataclass(frozen=True)
class Pile:
    """A stack as written, its cells in reading order."""

    name: str
    title: str
    rows: int
    columns: int
    cells: tuple[Cell, ...]


def read_pile(text: str) -> Pile:
    """The stack that a text describes; raises FigureRefused with the first mistake's place."""
    if len(text) > MAX_TEXT:
        raise FigureRefused(1, 1, say.TOO_LONG, limit=MAX_TEXT)
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    header = _HEADER.fullmatch(lines[0][1].strip()) if lines else None
    if header is None:
        raise FigureRefused(lines[0][0] if lines else 1, 1, say.NO_HEADER)
    if len(lines) == 1:
        raise FigureRefused(lines[0][0], 1, say.NO_LAYER)
    grid = _Grid()
    for number, line in lines[1:]:
        grid.add_line(number, line)
    title = header["title"].rstrip()
    return Pile(header["name"], title, grid.rows, grid.columns, tuple(grid.cells))


class _Grid:
    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self.rows = self.columns = 0
        self._ids: set[str] = set()
        self._above: list[int | None] = []

    def add_line(self, number: int, line: str) -> None:
        """Add one line of layers, checked against the width of the first."""
        row: list[int | None] = []
        start = 1
        for piece in line.split("|"):
            column = start + len(piece) - len(piece.lstrip())
            row += self._place(piece.strip(), number, column, len(row))
            start += len(piece) + 1
        if self.rows >= MAX_ROWS or len(row) > MAX_COLUMNS:
            raise FigureRefused(number, 1, say.TOO_MANY, rows=MAX_ROWS, columns=MAX_COLUMNS)
        if self.rows and len(row) != self.columns:
            raise FigureRefused(number, 1, say.UNEVEN, found=len(row), expected=self.columns)
        self._above, self.columns = row, len(row)
        self.rows += 1

    def _place(self, text: str, line: int, column: int, at: int) -> list[int | None]:
        if text == ".":
            return [None]
        if text == "^":
            return self._extend(line, column, at)
        cell = self._cell(text, line, column, at)
        self.cells.append(cell)
        return [len(self.cells) - 1] * cell.width

    def _extend(self, line: int, column: int, at: int) -> list[int | None]:
        above = self._above[at] if at < len(self._above) else None
        if above is None or self.cells[above].column != at:
            raise FigureRefused(line, column, say.NOTHING_ABOVE)
        cell = self.cells[above]
        self.cells[above] = replace(cell, height=cell.height + 1)
        return [above] * cell.width

    def _cell(self, text: str, line: int, column: int, at: int) -> Cell:
        kind, _, rest = text.partition(" ")
        if kind not in KINDS:
            raise FigureRefused(line, column, say.UNKNOWN_KIND, kind=kind, kinds=", ".join(KINDS))
        rest, width = " " + rest, 1
        if span := _SPAN.search(rest):
            if not re.fullmatch(rf"[1-{MAX_COLUMNS}]", span[1]):
                raise FigureRefused(line, column, say.BAD_SPAN, limit=MAX_COLUMNS)
            rest, width = rest[: span.start()], int(span[1])
        anchor = _ID.search(rest)
        name = anchor[1] if anchor else ""
        label = (rest[: anchor.start()] if anchor else rest).strip()
        self._check(kind, label, name, line, column)
        return Cell(kind, label, name, self.rows, at, width)

    def _check(self, kind: str, label: str, name: str, line: int, column: int) -> None:
        if not label:
            raise FigureRefused(line, column, say.NO_LABEL, kind=kind)
        if len(label) > MAX_LABEL:
            raise FigureRefused(line, column, say.LONG_LABEL, limit=MAX_LABEL)
        if name in self._ids:
            raise FigureRefused(line, column, say.ID_TWICE, id=name)
        if name:
            self._ids.add(name)
