"""A drawing as SVG: coloured by classes that `static/css/figures.css` gives a meaning."""

from html import escape

from courses.figures.shapes import LEADING, Box, Drawing, Line, Style, Text

HEAD = 8
"""Length of an arrow head, in pixels."""
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
        f' viewBox="{-MARGIN} {-MARGIN} {_n(wide)} {_n(tall)}"'
        f' width="{_n(wide)}" height="{_n(tall)}">'
        f'<title id="{id_}t">{escape(title)}</title><desc id="{id_}d">{escape(description)}</desc>'
        f"{shapes}</svg>"
    )


def _box(box: Box) -> str:
    area = box.area
    round_ = min(9, area.height / 2) if box.kind == "mark" else 4
    return (
        f'<rect class="d-{box.kind}" x="{_n(area.x)}" y="{_n(area.y)}"'
        f' width="{_n(area.width)}" height="{_n(area.height)}" rx="{_n(round_)}"></rect>'
    )


def _line(line: Line) -> str:
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in line.points)
    drawn = f'<polyline class="d-{line.kind}" points="{points}"></polyline>'
    if line.head:
        drawn += _head(line.points[-2], line.points[-1], line.kind)
    if line.tail:
        drawn += _head(line.points[1], line.points[0], line.kind)
    return drawn


def _head(before: tuple[float, float], end: tuple[float, float], kind: str) -> str:
    """A triangle whose tip is at `end`."""
    (bx, by), (x, y) = before, end
    if bx == x:
        back = y - HEAD if by < y else y + HEAD
        points = ((x, y), (x - HEAD / 2, back), (x + HEAD / 2, back))
    else:
        back = x - HEAD if bx < x else x + HEAD
        points = ((x, y), (back, y - HEAD / 2), (back, y + HEAD / 2))
    text = " ".join(f"{_n(px)},{_n(py)}" for px, py in points)
    return f'<polygon class="d-{kind}-head" points="{text}"></polygon>'


def _text(text: Text) -> str:
    drawn = ""
    for at, line in enumerate(text.lines):
        baseline = text.y + text.size * (LEADING * at + 0.98)
        side = " d-left" if text.side else ""
        drawn += (
            f'<text class="d-{text.kind}{side}" x="{_n(text.x)}" y="{_n(baseline)}">'
            f"{escape(line)}</text>"
        )
    return drawn


def _n(value: float) -> str:
    return f"{round(value, 1):g}"
