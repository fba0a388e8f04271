"""A schema laid out: the grid, then each link by a way of its own."""

from courses.figures.parts import FigureError, gettext_noop, plain
from courses.figures.schema import Link, Schema
from courses.figures.schema_grid import (
    Grid,
    column_count,
    fits,
    grid,
    label_width,
    transposed,
)
from courses.figures.schema_routes import Board
from courses.figures.shapes import Area, Box, Drawing, Line, Style, Text


def lay_schema(schema: Schema, style: Style) -> Drawing:
    """A drawing of that width, or FigureError where it is too broad or a link finds no way.

    On a narrow page columns and rows may change places, so that fewer words are cut.
    """
    turns = (schema, transposed(schema)) if style.name == "narrow" else (schema,)
    arranged = [(one, grid(one, style)) for one in turns if fits(one, style)]
    if not arranged:
        template = gettext_noop("too many columns to be read: put some nodes on another row.")
        raise FigureError(template, 1)
    arranged.sort(key=lambda each: (each[1].cut, column_count(each[0])))
    failure: FigureError | None = None
    for one, places in arranged:
        try:
            return _lay(one, places, style)
        except FigureError as error:
            failure = failure or error
    assert failure is not None
    raise failure


def _lay(schema: Schema, places: Grid, style: Style) -> Drawing:
    titles = _titles(schema, places, style)
    failure: Link | None = None
    for order in _orders(schema):
        board = _board(schema, places, titles, style)
        laid = _links(order, board, label_width(schema, style))
        if not isinstance(laid, Link):
            return _drawing(schema, places, titles, laid, style)
        failure = failure or laid
    assert failure is not None
    ends = (plain(schema.node(id_).label) for id_ in (failure.start, failure.end))
    template = gettext_noop(
        "no clear way for the link from “%(one)s” to “%(other)s” and its label:"
        " move one of the two, or shorten the label."
    )
    raise FigureError(template, failure.line, 1, **dict(zip(("one", "other"), ends, strict=True)))


def _orders(schema: Schema) -> tuple[tuple[Link, ...], ...]:
    """In which order links look for their ways: as written, near ones first, then backwards."""

    def length(link: Link) -> int:
        one, two = schema.node(link.start), schema.node(link.end)
        return abs(one.x - two.x) + abs(one.y - two.y)

    links = schema.links
    return links, tuple(sorted(links, key=length)), links[::-1]


def _links(
    order: tuple[Link, ...], board: Board, most: float
) -> list[tuple[Line, Text | None]] | Link:
    """The lines and labels, or the first link without a way."""
    laid = []
    for link in order:
        found = board.route(link.start, link.end, link.label, most)
        if found is None:
            return link
        board.keep(*found)
        points, text = found
        laid.append((Line(points, head=link.head, tail=link.tail), text))
    return laid


def _titles(schema: Schema, places: Grid, style: Style) -> list[Text]:
    return [
        Text(
            places.titles[frame.id],
            places.areas[frame.id].x + 8,
            places.areas[frame.id].y + 4,
            style.size,
            "title",
            side=True,
        )
        for frame in schema.frames
    ]


def _board(schema: Schema, places: Grid, titles: list[Text], style: Style) -> Board:
    boxes = {node.id: places.areas[node.id] for node in schema.nodes}
    edges = [edge for frame in schema.frames for edge in _edges(places.areas[frame.id])]
    board = Board(style, places.height, boxes, edges, [title.area for title in titles])
    board.rows = _channels([(box.y, box.bottom) for box in boxes.values()])
    board.columns = _channels([(box.x, box.right) for box in boxes.values()])
    return board


def _edges(area: Area) -> list[Area]:
    return [
        Area(area.x, area.y, area.width, 0),
        Area(area.x, area.bottom, area.width, 0),
        Area(area.x, area.y, 0, area.height),
        Area(area.right, area.y, 0, area.height),
    ]


def _channels(spans: list[tuple[float, float]]) -> list[float]:
    """Where a line may run between boxes: in the middle of each gap, then beside it."""
    found = []
    end = min(spans)[1]
    for start, stop in sorted(spans):
        if start > end:
            gap = start - end
            found += [end + gap * share for share in (0.5, 0.3, 0.7)]
        end = max(end, stop)
    return found


def _drawing(
    schema: Schema,
    places: Grid,
    titles: list[Text],
    laid: list[tuple[Line, Text | None]],
    style: Style,
) -> Drawing:
    boxes = [Box(places.areas[f.id], "cadre", f.id, frame=True) for f in schema.frames]
    texts = list(titles)
    marks: list[Box] = []
    for node in schema.nodes:
        boxes.append(Box(places.areas[node.id], node.kind, node.id))
        words, pills = places.blocks[node.id].put(places.areas[node.id], node.id)
        texts += words
        marks += pills
    texts += [text for _, text in laid if text is not None]
    lines = tuple(line for line, _ in laid)
    return Drawing(style.width, places.height, (*boxes, *marks), tuple(texts), lines)
