"""A drawing as SVG: coloured by classes that `static/css/figures.css` gives a meaning."""

from html import escape
from math import floor

from courses.figures.shapes import LEADING, Box, Drawing, Line, Style, Text

HEAD = 8
"""Length of an arrow head, and its width, in pixels."""
MARGIN = 2
"""Around a drawing, so that strokes are whole."""


def svg(drawing: Drawing, style: Style, id_: str, title: str, description: str) -> str:
    """The picture with its name and description; `id_` begins the ids within it."""
    wide, tall = drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN
    shapes = "".join(
        [
            *map(_box, drawing.boxes),
            *map(_line, drawing.lines),
            *map(_text, drawing.texts),
        ]
    )
    return (
        f'<svg class="d-figure d-{style.name}" role="img" aria-labelledby="{id_}t {id_}d"'
        f' viewBox="{-MARGIN} {-MARGIN} {_whole(wide)} {_whole(tall)}"'
        f' width="{_whole(wide)}" height="{_whole(tall)}">'
        f'<title id="{id_}t">{escape(title)}</title><desc id="{id_}d">{escape(description)}</desc>'
        f"{shapes}</svg>"
    )


def _box(box: Box) -> str:
    area = box.area
    round_ = min(9, area.height / 2) if box.kind == "mark" else 4
    left, top = _whole(area.x), _whole(area.y)
    return (
        f'<rect class="d-{box.kind}" x="{left}" y="{top}"'
        f' width="{_whole(area.right) - left}" height="{_whole(area.bottom) - top}"'
        f' rx="{_whole(round_)}"></rect>'
    )


def _line(line: Line) -> str:
    """One path: its heads are two strokes each."""
    points = [(_whole(x), _whole(y)) for x, y in line.points]
    (x, y), *others = points
    way = f"M{x} {y}"
    for to_x, to_y in others:
        way += f"V{to_y}" if to_x == x else f"H{to_x}"
        x, y = to_x, to_y
    if line.head:
        way += _head(points[-2], points[-1])
    if line.tail:
        x, y = points[0]
        way += f"M{x} {y}" + _head(points[1], points[0])
    return f'<path class="d-{line.kind}" d="{way}"></path>'


def _head(before: tuple[int, int], end: tuple[int, int]) -> str:
    """From the tip, where the line ends: to one side of it, back to the tip, to the other."""
    if before[0] == end[0]:
        back = -HEAD if before[1] < end[1] else HEAD
        return f"m{-HEAD // 2} {back}l{HEAD // 2} {-back} {HEAD // 2} {back}"
    back = -HEAD if before[0] < end[0] else HEAD
    return f"m{back} {-HEAD // 2}l{-back} {HEAD // 2} {back} {HEAD // 2}"


def _text(text: Text) -> str:
    names = [f"d-{text.kind}"] if text.kind != "t" else []
    names += ["d-left"] if text.side else []
    drawn = ""
    for at, line in enumerate(text.lines):
        baseline = text.y + text.size * (LEADING * at + 0.98)
        classes = f' class="{" ".join(names)}"' if names else ""
        place = f'x="{_whole(text.x)}" y="{_whole(baseline)}"'
        drawn += f"<text{classes} {place}>{escape(line)}</text>"
    return drawn


def _whole(value: float) -> int:
    """A pixel: half of one is not worth its bytes."""
    return floor(value + 0.5)
