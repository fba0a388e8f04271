"""What a drawing is made of, as plain values that can be checked before they become SVG."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from courses.figures.measure import width, wrapped

LEADING = 1.25
"""Height of a line of text, in font sizes."""
PAD = 7
BOLD = 1.15
"""How much wider bold text is; titles are bold."""


@dataclass(frozen=True)
class Style:
    """The width a drawing is made for and its font size, in pixels."""

    name: str
    width: float
    size: float

    def wrapped(self, text: str, most: float, *, bold: bool = False) -> tuple[str, ...]:
        most = most / BOLD if bold else most
        return tuple(wrapped(text, most, self.size)) if text else ()

    def tall(self, lines: tuple[str, ...]) -> float:
        return len(lines) * self.size * LEADING


WIDE = Style("wide", 560, 14)
NARROW = Style("narrow", 300, 13)


@dataclass(frozen=True)
class Area:
    """A rectangle, from its top left."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def centre(self) -> float:
        return self.y + self.height / 2

    def meets(self, other: "Area", apart: float = 0) -> bool:
        """Whether the two share a point, or come nearer than `apart`."""
        return (
            self.x < other.right + apart
            and other.x < self.right + apart
            and self.y < other.bottom + apart
            and other.y < self.bottom + apart
        )

    def holds(self, other: "Area") -> bool:
        return (
            self.x <= other.x + 0.01
            and self.y <= other.y + 0.01
            and other.right <= self.right + 0.01
            and other.bottom <= self.bottom + 0.01
        )

    def moved(self, x: float, y: float) -> "Area":
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True)
class Text:
    """Lines from `y` down, centred on `x` or, with `side`, beginning there."""

    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    kind: str = "t"
    side: bool = False

    @property
    def area(self) -> Area:
        wide = max((width(line, self.size) for line in self.lines), default=0)
        wide *= BOLD if self.kind == "title" else 1
        left = self.x if self.side else self.x - wide / 2
        return Area(left, self.y, wide, len(self.lines) * self.size * LEADING)

    def moved(self, x: float, y: float) -> "Text":
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True)
class Box:
    """A rectangle of one kind. A `frame` holds other boxes; a part `of` a box lies inside it."""

    area: Area
    kind: str
    id: str = ""
    frame: bool = False
    of: str = ""

    def moved(self, x: float, y: float) -> "Box":
        return replace(self, area=self.area.moved(x, y))


@dataclass(frozen=True)
class Line:
    """A line of horizontal and vertical pieces, with a head at its end, perhaps at its start.

    It may pass over the boxes in `over`.
    """

    points: tuple[tuple[float, float], ...]
    kind: str = "link"
    head: bool = True
    tail: bool = False
    over: tuple[str, ...] = ()

    def pieces(self) -> Iterator[Area]:
        for (x1, y1), (x2, y2) in zip(self.points, self.points[1:], strict=False):
            yield Area(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))

    def moved(self, x: float, y: float) -> "Line":
        return replace(self, points=tuple((px + x, py + y) for px, py in self.points))


@dataclass(frozen=True)
class Drawing:
    """Shapes in their order of painting, within a height."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    texts: tuple[Text, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Block:
    """A label with the mark below it, as they stand in a box; `cut` words go over two lines."""

    lines: tuple[str, ...]
    mark: tuple[str, ...]
    style: Style
    cut: int = 0

    @property
    def height(self) -> float:
        gap = 8 if self.mark else 0
        return self.style.tall(self.lines) + self.style.tall(self.mark) + gap

    def put(self, area: Area, of: str) -> tuple[list[Text], list[Box]]:
        """The texts in the middle of an area, and the box of the mark."""
        size, top = self.style.size, area.centre - self.height / 2
        texts = [Text(self.lines, area.middle, top, size)]
        if not self.mark:
            return texts, []
        mark = Text(self.mark, area.middle, top + self.style.tall(self.lines) + 5, size)
        box = mark.area
        pill = Area(box.x - 5, box.y - 1, box.width + 10, box.height + 2)
        return [*texts, mark], [Box(pill, "mark", of=of)]


def block(label: str, mark: str, wide: float, style: Style) -> Block:
    """A label and its mark, cut to a width."""
    cut = cut_words(label, wide, style) + cut_words(mark, wide - 10, style)
    return Block(style.wrapped(label, wide), style.wrapped(mark, wide - 10), style, cut)


def cut_words(text: str, most: float, style: Style) -> int:
    """How many words of a text no line of that width could hold."""
    return sum(width(word, style.size) > most for word in text.split(" "))
