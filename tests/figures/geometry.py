"""What is wrong with a drawing, as a reader would see it."""

from collections.abc import Iterator
from itertools import combinations

from courses.figures.shapes import Area, Box, Drawing, Line


def faults(drawing: Drawing) -> list[str]:
    """One sentence for each box, text or line that touches what it must not."""
    return [*_boxes(drawing), *_texts(drawing), *_lines(drawing)]


def _boxes(drawing: Drawing) -> Iterator[str]:
    page = Area(0, 0, drawing.width, drawing.height)
    for box in drawing.boxes:
        if not page.holds(box.area):
            yield f"box {box} leaves the page"
    for one, other in combinations(drawing.boxes, 2):
        if one.area.meets(other.area) and not _belong(one, other):
            yield f"boxes {one} and {other} overlap"


def _belong(one: Box, other: Box) -> bool:
    """Whether one of two boxes is meant to hold the other, and does."""
    for outer, inner in ((one, other), (other, one)):
        if (outer.frame or inner.of == outer.id != "") and outer.area.holds(inner.area):
            return True
    return False


def _texts(drawing: Drawing) -> Iterator[str]:
    page = Area(0, 0, drawing.width, drawing.height)
    for text in drawing.texts:
        if not page.holds(text.area):
            yield f"{text} leaves the page"
        for box in drawing.boxes:
            if text.area.meets(box.area) and not box.area.holds(text.area):
                yield f"{text} crosses the side of {box}"
    for one, other in combinations(drawing.texts, 2):
        if one.area.meets(other.area):
            yield f"{one} and {other} overlap"


def _lines(drawing: Drawing) -> Iterator[str]:
    for line in drawing.lines:
        for piece in line.pieces():
            yield from _piece(piece, line, drawing)
    for one, other in combinations(drawing.lines, 2):
        if "boundary" in (one.kind, other.kind):
            continue  # a path is there to cross it
        if any(a.meets(b) for a in one.pieces() for b in other.pieces()):
            yield f"{one} and {other} cross"


def _piece(piece: Area, line: Line, drawing: Drawing) -> Iterator[str]:
    for box in drawing.boxes:
        if not box.frame and box.id not in line.over and piece.meets(_inside(box.area)):
            yield f"{line} goes through {box}"
    for text in drawing.texts:
        if piece.meets(text.area):
            yield f"{line} goes through {text}"


def _inside(area: Area) -> Area:
    return Area(area.x + 0.5, area.y + 0.5, area.width - 1, area.height - 1)
