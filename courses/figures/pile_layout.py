"""Where the parts of a pile stand."""

from dataclasses import dataclass, replace
from itertools import pairwise

from courses.figures.pile import Boundary, Cell, Path, Pile, Stack
from courses.figures.shapes import PAD, Area, Box, Drawing, Line, Style, Text, block

GAP = 6
BETWEEN = 28
"""Between two stacks side by side, or one under the other."""
LANE = 14
"""From the left of a column to the path that goes down it."""
LEAST = 44
"""Least height of a layer."""
LABEL = 14
"""What an arrow needs beyond its label, between two layers."""


def lay_pile(pile: Pile, style: Style) -> Drawing:
    """Stacks side by side on one floor, or one under the other where they would be narrow."""
    columns = sum(stack.columns for stack in pile.stacks)
    beside = len(pile.stacks) == 1 or style.name == "wide"
    room = style.width - BETWEEN * (len(pile.stacks) - 1) if beside else style.width
    laid, first = [], 0
    for stack in pile.stacks:
        wide = room * stack.columns / columns if beside else room
        paths = tuple(
            replace(path, column=path.column - first)
            for path in pile.paths
            if first <= path.column < first + stack.columns
        )
        laid.append(_Stack(stack, paths, wide, style).lay())
        first += stack.columns
    return _placed(laid, beside=beside, style=style)


def _placed(laid: list[Drawing], *, beside: bool, style: Style) -> Drawing:
    tallest = max(each.height for each in laid)
    boxes: list[Box] = []
    texts: list[Text] = []
    lines: list[Line] = []
    x = y = 0.0
    for each in laid:
        down = tallest - each.height if beside else y
        boxes += [box.moved(x, down) for box in each.boxes]
        texts += [text.moved(x, down) for text in each.texts]
        lines += [line.moved(x, down) for line in each.lines]
        if beside:
            x += each.width + BETWEEN
        else:
            y += each.height + BETWEEN
    height = tallest if beside else y - BETWEEN
    return Drawing(style.width, height, tuple(boxes), tuple(texts), tuple(lines))


@dataclass
class _Stack:
    stack: Stack
    paths: tuple[Path, ...]
    width: float
    style: Style

    def lay(self) -> Drawing:
        title = self.style.wrapped(self.stack.title, self.width, bold=True)
        head = self.style.tall(title) + 8 if title else 0
        tops, heights = self._rows(head)
        self.boxes: list[Box] = []
        self.texts = [Text(title, self.width / 2, 0, self.style.size, "title")] if title else []
        self.lines: list[Line] = []
        for cell in self.stack.cells:
            self._put_cell(cell, tops, heights)
        for boundary in self.stack.boundaries:
            self._put_boundary(boundary, tops, heights)
        for path in self.paths:
            self._put_path(path, tops, heights)
        return Drawing(
            self.width,
            tops[-1] + heights[-1],
            tuple(self.boxes),
            tuple(self.texts),
            tuple(self.lines),
        )

    def _rows(self, head: float) -> tuple[list[float], list[float]]:
        """Top and height of each layer."""
        heights = [float(LEAST)] * self.stack.rows
        gaps = [self._gap(row) for row in range(self.stack.rows)]
        for cell in sorted(self.stack.cells, key=lambda cell: cell.rows):
            needs = block(cell.label, cell.mark, self._room(cell)[1], self.style).height + 2 * PAD
            last = cell.bottom - 1
            has = sum(heights[cell.row : last + 1]) + sum(gaps[cell.row : last])
            heights[last] += max(0, needs - has)
        tops = [head]
        for row in range(1, self.stack.rows):
            tops.append(tops[-1] + heights[row - 1] + gaps[row - 1])
        return tops, heights

    def _gap(self, row: int) -> float:
        """Between a layer and the one below it."""
        return max(GAP, self._boundary_height(row) + self._label_height(row))

    def _boundary_height(self, row: int) -> float:
        for boundary in self.stack.boundaries:
            if boundary.row == row:
                above, below = self._sides(boundary)
                return self.style.tall(above) + self.style.tall(below) + 20
        return 0

    def _label_height(self, row: int) -> float:
        labels = [self.style.tall(self._label(p)) for p in self.paths if self._starts(p) == row]
        return max(labels) + LABEL if labels else 0

    def _starts(self, path: Path) -> int:
        """The layer below which a path's label stands."""
        one, two = (self._cell(id_) for id_ in path.ids[:2])
        return min(one.bottom, two.bottom) - 1

    def _cell(self, id_: str) -> Cell:
        return next(cell for cell in self.stack.cells if cell.id == id_)

    def _left(self, column: int) -> float:
        """Left of a column."""
        return column * (self.width + GAP) / self.stack.columns

    def _lane(self, path: Path) -> float:
        return self._left(path.column) + LANE

    def _label(self, path: Path) -> tuple[str, ...]:
        """Beside the arrow, within its column: the next one may have an arrow of its own."""
        cells = [self._cell(id_) for id_ in path.ids[:2]]
        end = min(cell.column + cell.columns for cell in cells)
        others = [other.column for other in self.paths if other.column > path.column]
        end = min([end, *others])
        return self.style.wrapped(path.label, self._left(end) - GAP - self._lane(path) - 12) or (
            "",
        )

    def _sides(self, boundary: Boundary) -> tuple[tuple[str, ...], tuple[str, ...]]:
        wide = self._clear(0, self.width, self._lanes(boundary.row))[1]
        sides = (boundary.above, boundary.below)
        above, below = (self.style.wrapped(side, wide - 2 * PAD) for side in sides)
        return above, below

    def _lanes(self, row: int) -> list[float]:
        """Where paths go down between a layer and the one below it."""
        return [
            self._lane(path)
            for path in self.paths
            if min(self._cell(id_).row for id_ in path.ids)
            <= row
            < max(self._cell(id_).bottom for id_ in path.ids) - 1
        ]

    def _room(self, cell: Cell) -> tuple[float, float]:
        """Where the text of a cell begins and how wide it may be, clear of paths."""
        left = self._left(cell.column)
        right = self._left(cell.column + cell.columns) - GAP
        lanes = [self._lane(path) for path in self.paths if cell.id in path.ids[1:-1]]
        left, wide = self._clear(left, right, lanes)
        return left + PAD, max(wide - 2 * PAD, 1)

    def _clear(self, left: float, right: float, lanes: list[float]) -> tuple[float, float]:
        """The widest stretch between two limits that no path goes through."""
        edges = [left, *sorted(lanes), right]
        stretches = [
            (start + (5 if at else 0), end - start - (5 if at else 0))
            for at, (start, end) in enumerate(pairwise(edges))
        ]
        return max(stretches, key=lambda stretch: stretch[1])

    def _put_cell(self, cell: Cell, tops: list[float], heights: list[float]) -> None:
        left = self._left(cell.column)
        wide = self._left(cell.column + cell.columns) - GAP - left
        last = cell.bottom - 1
        area = Area(left, tops[cell.row], wide, tops[last] + heights[last] - tops[cell.row])
        x, room = self._room(cell)
        words = block(cell.label, cell.mark, room, self.style)
        texts, marks = words.put(Area(x, area.y, room, area.height), cell.id)
        self.boxes += [Box(area, cell.kind, cell.id), *marks]
        self.texts += texts

    def _put_boundary(self, boundary: Boundary, tops: list[float], heights: list[float]) -> None:
        above, below = self._sides(boundary)
        left, _ = self._clear(0, self.width, self._lanes(boundary.row))
        y = tops[boundary.row] + heights[boundary.row] + 4
        size = self.style.size
        at = y + self.style.tall(above) + 4
        self.texts += [
            Text(above, left + PAD, y, size, "side", side=True),
            Text(below, left + PAD, at + 4, size, "side", side=True),
        ]
        self.lines.append(Line(((0, at), (self.width, at)), "boundary", head=False))

    def _put_path(self, path: Path, tops: list[float], heights: list[float]) -> None:
        cells = [self._cell(id_) for id_ in path.ids]
        down = cells[0].row < cells[-1].row
        upper, lower = (cells[0], cells[-1]) if down else (cells[-1], cells[0])
        start = tops[upper.bottom - 1] + heights[upper.bottom - 1]
        end = tops[lower.row]
        x = self._lane(path)
        points = ((x, start), (x, end)) if down else ((x, end), (x, start))
        self.lines.append(Line(points, "path", over=path.ids[1:-1]))
        row = self._starts(path)
        label = self._label(path)
        y = tops[row + 1] - LABEL / 2 - self.style.tall(label)
        self.texts.append(Text(label, x + 10, y, self.style.size, "path", side=True))
