"""Ways for the links of a schema: straight or with corners, clear of everything else."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from courses.figures.measure import width
from courses.figures.shapes import Area, Line, Style, Text

Points = tuple[tuple[float, float], ...]
CLEAR = 6
"""Least distance between a line and what it does not join."""
PORTS = (0.5, 0.3, 0.7, 0.15, 0.85)
MOST_TRIED = 240
"""Ways looked at for one link, the shortest kinds first."""


@dataclass
class Board:
    """What already stands in a drawing; `edges` are the sides of frames, which may be crossed."""

    style: Style
    height: float
    boxes: dict[str, Area]
    edges: list[Area]
    texts: list[Area]
    rows: list[float] = field(default_factory=list)
    columns: list[float] = field(default_factory=list)
    lines: list[Area] = field(default_factory=list)

    def route(
        self, start: str, end: str, label: str, most: float
    ) -> tuple[Points, Text | None] | None:
        """A clear way between two boxes, with a clear place for its label; None without."""
        for tried, points in enumerate(self._ways(self.boxes[start], self.boxes[end])):
            if tried == MOST_TRIED:
                break
            pieces = list(Line(points).pieces())
            if not self._is_clear(pieces, start, end):
                continue
            if not label:
                return points, None
            text = self._place(label, pieces, most)
            if text is not None:
                return points, text
        return None

    def keep(self, points: Points, text: Text | None) -> None:
        self.lines += Line(points).pieces()
        if text is not None:
            self.texts.append(text.area)

    def _ways(self, one: Area, two: Area) -> Iterator[Points]:
        yield from _straight(one, two)
        yield from self._with_corner(one, two)
        yield from self._by_channel(one, two)

    def _with_corner(self, one: Area, two: Area) -> Iterator[Points]:
        for port in PORTS:
            for other in PORTS:
                x, y = two.x + two.width * port, one.y + one.height * other
                if not one.x <= x <= one.right and not two.y <= y <= two.bottom:
                    side = one.right if x > one.right else one.x
                    yield (side, y), (x, y), (x, two.y if y < two.y else two.bottom)
                x, y = one.x + one.width * port, two.y + two.height * other
                if not two.x <= x <= two.right and not one.y <= y <= one.bottom:
                    side = two.right if x > two.right else two.x
                    yield (x, one.y if y < one.y else one.bottom), (x, y), (side, y)

    def _by_channel(self, one: Area, two: Area) -> Iterator[Points]:
        """Out of a side, along a gap of the grid, into the other box."""
        for port in PORTS:
            for other in PORTS:
                a, b = one.x + one.width * port, two.x + two.width * other
                for y in self.rows:
                    outside = not one.y <= y <= one.bottom and not two.y <= y <= two.bottom
                    if outside and a != b:
                        start = one.bottom if y > one.bottom else one.y
                        end = two.bottom if y > two.bottom else two.y
                        yield (a, start), (a, y), (b, y), (b, end)
                a, b = one.y + one.height * port, two.y + two.height * other
                for x in self.columns:
                    outside = not one.x <= x <= one.right and not two.x <= x <= two.right
                    if outside and a != b:
                        start = one.right if x > one.right else one.x
                        end = two.right if x > two.right else two.x
                        yield (start, a), (x, a), (x, b), (end, b)

    def _is_clear(self, pieces: list[Area], start: str, end: str) -> bool:
        for at, piece in enumerate(pieces):
            if piece.width + piece.height < 12:
                return False  # too short for a corner or a head
            for id_, box in self.boxes.items():
                joined = (id_ == start and at == 0) or (id_ == end and at == len(pieces) - 1)
                if piece.meets(box, 0 if joined else CLEAR):
                    return False
            if any(piece.meets(line, CLEAR) for line in self.lines):
                return False
            if any(piece.meets(text, 3) for text in self.texts):
                return False
            if any(_along(piece, edge) for edge in self.edges):
                return False
        return True

    def _place(self, label: str, pieces: list[Area], most: float) -> Text | None:
        word = max(width(word, self.style.size) for word in label.split(" "))
        spots = list(self._spots(label, pieces, most))
        for whole in (True, False):
            for text, room in spots:
                if (room >= word) == whole and self._is_free(text.area, pieces):
                    return text
        return None

    def _spots(self, label: str, pieces: list[Area], most: float) -> Iterator[tuple[Text, float]]:
        size = self.style.size
        for piece in sorted(pieces, key=lambda piece: -piece.width - piece.height):
            if piece.width:
                room = max(piece.width - 14, 30)
                lines = self.style.wrapped(label, room)
                tall = self.style.tall(lines)
                for y in (piece.y - tall - 4, piece.y + 5):
                    yield Text(lines, piece.middle, y, size, "label"), room
                continue
            lines = self.style.wrapped(label, most)
            wide, tall = max(width(line, size) for line in lines), self.style.tall(lines)
            for share in (0.5, 0.3, 0.7):
                y = piece.y + piece.height * share - tall / 2
                yield Text(lines, piece.x + 7, y, size, "label", side=True), most
                yield Text(lines, piece.x - 7 - wide, y, size, "label", side=True), most

    def _is_free(self, area: Area, own: list[Area]) -> bool:
        page = Area(0, 0, self.style.width, self.height)
        return page.holds(area) and not (
            any(area.meets(box, 4) for box in self.boxes.values())
            or any(area.meets(line, 3) for line in (*self.lines, *own))
            or any(area.meets(text, 5) for text in self.texts)
            or any(area.meets(edge, 3) for edge in self.edges)
        )


def _straight(one: Area, two: Area) -> Iterator[Points]:
    left, right = max(one.x, two.x), min(one.right, two.right)
    top, bottom = max(one.y, two.y), min(one.bottom, two.bottom)
    if right - left > 2 * CLEAR:
        start, end = (one.bottom, two.y) if one.y < two.y else (one.y, two.bottom)
        for x in _along_side(left, right):
            yield (x, start), (x, end)
    elif bottom - top > 2 * CLEAR:
        start, end = (one.right, two.x) if one.x < two.x else (one.x, two.right)
        for y in _along_side(top, bottom):
            yield (start, y), (end, y)


def _along_side(start: float, end: float) -> list[float]:
    return [start + (end - start) * port for port in PORTS]


def _along(piece: Area, edge: Area) -> bool:
    """Whether a line runs along the side of a frame."""
    return (piece.width > 0) == (edge.width > 0) and piece.meets(edge, 4)
