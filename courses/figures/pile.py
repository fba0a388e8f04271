"""`pile`: layers, one a line, top first. Docs: docs/figures.md.

pile type2 : Hyperviseur de type 2
app Applications | app Applications natives #natives
os SE invité [modifié] #g1 | ^
-- espace utilisateur / espace noyau
mat Matériel #mat *2
-> g1 > mat : écriture disque
"""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from courses.figures.parts import (
    ID,
    Header,
    Piece,
    checked,
    gettext_noop,
    plain,
    read_header,
    single_spaced,
)

KINDS = {
    "app": "app",
    "os": "os",
    "hv": "hv",
    "hote": "hote",
    "hôte": "hote",
    "host": "hote",
    "mat": "mat",
    "hw": "mat",
    "outil": "outil",
    "tool": "outil",
}
"""What a teacher writes, and the kind (also the colour) it means."""
MAX_COLUMNS = 6
MAX_LAYERS = 10
MAX_STACKS = 3
MAX_PATHS = 4
CELL = re.compile(
    r"(?P<kind>\w+)[ ]+(?P<label>[^#*\[\]]+?)(?:[ ]*\[(?P<mark>[^\[\]]+)\])?"
    r"(?:[ ]+#(?P<id>\S+))?(?:[ ]+\*(?P<span>\d{1,3}))?"
)


@dataclass(frozen=True)
class Cell:
    """A part of a stack; places and sizes are in columns and rows of its grid, from the top left.

    `id` is made up where the text has none. `mark` is a word about it, such as “modifié”.
    """

    id: str
    kind: str
    label: str
    column: int
    row: int
    columns: int = 1
    rows: int = 1
    mark: str = ""

    @property
    def bottom(self) -> int:
        return self.row + self.rows

    def covers(self, column: int) -> bool:
        return self.column <= column < self.column + self.columns


@dataclass(frozen=True)
class Boundary:
    """A line between `row` and the next one, with what lies on each side."""

    row: int
    above: str
    below: str


@dataclass(frozen=True)
class Stack:
    """Layers on one grid, perhaps with a title of their own."""

    title: str
    cells: tuple[Cell, ...]
    columns: int
    rows: int
    boundaries: tuple[Boundary, ...] = ()


@dataclass(frozen=True)
class Path:
    """An arrow through cells, each right above or below the one before, down one column."""

    ids: tuple[str, ...]
    label: str
    column: int


@dataclass(frozen=True)
class Pile:
    """A figure of layers: one stack, or a few side by side."""

    header: Header
    stacks: tuple[Stack, ...]
    paths: tuple[Path, ...] = ()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells on one grid: the stacks side by side, standing on one floor."""
        floor, left, cells = max(stack.rows for stack in self.stacks), 0, list[Cell]()
        for stack in self.stacks:
            down = floor - stack.rows
            for cell in stack.cells:
                cells.append(replace(cell, column=cell.column + left, row=cell.row + down))
            left += stack.columns
        return tuple(cells)

    def stands_on(self, id_: str) -> tuple[str, ...]:
        """The cells right below one, from the left."""
        cells = self.cells
        one = next(cell for cell in cells if cell.id == id_)
        return tuple(cell.id for cell in cells if cell.row == one.bottom and _shared(one, cell))


@dataclass
class _Draft:
    """A stack that is being read; `above` holds the cell's place in each column."""

    title: str = ""
    cells: list[Cell] = field(default_factory=list)
    above: list[int | None] = field(default_factory=list)
    boundaries: list[Boundary] = field(default_factory=list)
    marks: list[Piece] = field(default_factory=list)
    rows: int = 0


def read_pile(text: str) -> Pile:
    """The figure that a text says, its title line first; raises FigureError."""
    header, lines = read_header(text, "pile")
    drafts = [_Draft()]
    arrows = []
    ids: set[str] = set()
    for line in lines:
        if line.text.startswith("->"):
            arrows.append(line)
        elif line.text.startswith("=="):
            _begin(line, drafts)
        elif line.text.startswith("--"):
            _read_boundary(line, drafts[-1])
        else:
            _read_layer(line, drafts[-1], ids)
    stacks = tuple(_finished(draft, lines[-1]) for draft in drafts)
    pile = Pile(header, stacks)
    paths: list[Path] = []
    for arrow in arrows:
        paths.append(_read_path(arrow, pile, paths))
    return replace(pile, paths=tuple(paths))


def _begin(line: Piece, drafts: list[_Draft]) -> None:
    title = checked(Piece(line.text.lstrip("= "), line.line, line.column))
    if not drafts[-1].rows and not drafts[-1].title and len(drafts) == 1:
        drafts.pop()
    elif not drafts[-1].rows:
        raise line.wrong(gettext_noop("the stack before this one has no layer."))
    if len(drafts) == MAX_STACKS:
        template = gettext_noop("a figure has at most %(most)s stacks.")
        raise line.wrong(template, most=str(MAX_STACKS))
    drafts.append(_Draft(title))


def _read_boundary(line: Piece, draft: _Draft) -> None:
    above, found, below = line.text.lstrip("- ").partition(" / ")
    if not found or not above.strip() or not below.strip():
        raise line.wrong(gettext_noop("a boundary is written “-- above / below”."))
    row = draft.rows - 1
    if row < 0 or any(boundary.row == row for boundary in draft.boundaries):
        raise line.wrong(gettext_noop("a boundary stands alone between two layers."))
    sides = (checked(Piece(side.strip(), line.line, line.column)) for side in (above, below))
    draft.boundaries.append(Boundary(row, *sides))
    draft.marks.append(line)


def _read_layer(line: Piece, draft: _Draft, ids: set[str]) -> None:
    if draft.rows == MAX_LAYERS:
        template = gettext_noop("a stack has at most %(most)s layers.")
        raise line.wrong(template, most=str(MAX_LAYERS))
    layer: list[int | None] = []
    reached: set[int] = set()
    for piece in line.split("|"):
        if piece.text == ".":
            layer.append(None)
        elif piece.text == "^":
            layer += _extended(piece, draft, len(layer), reached)
        else:
            cell = _read_cell(piece, len(layer), draft.rows, ids)
            draft.cells.append(cell)
            layer += [len(draft.cells) - 1] * cell.columns
        if len(layer) > MAX_COLUMNS:
            template = gettext_noop("a layer has at most %(most)s columns.")
            raise piece.wrong(template, most=str(MAX_COLUMNS))
    if draft.above and len(layer) != len(draft.above):
        template = gettext_noop(
            "this layer has %(here)s columns and the one above %(above)s:"
            " “*2” makes a cell two columns wide, “.” leaves one empty."
        )
        raise line.wrong(template, here=str(len(layer)), above=str(len(draft.above)))
    draft.above = layer
    draft.rows += 1


def _extended(piece: Piece, draft: _Draft, column: int, reached: set[int]) -> list[int | None]:
    """The columns of the cell above, which reaches one row further down."""
    at = draft.above[column] if column < len(draft.above) else None
    if at is None or draft.cells[at].column != column or at in reached:
        template = gettext_noop("“^” extends the cell right above, and no cell begins there.")
        raise piece.wrong(template)
    reached.add(at)
    cell = draft.cells[at]
    draft.cells[at] = replace(cell, rows=cell.rows + 1)
    return [at] * cell.columns


def _read_cell(piece: Piece, column: int, row: int, ids: set[str]) -> Cell:
    found = CELL.fullmatch(single_spaced(piece.text))
    if found is None:
        template = gettext_noop(
            "a cell is written “kind Label [mark] #id *2”; only the kind and the label are needed."
        )
        raise piece.wrong(template)
    if found["kind"] not in KINDS:
        template = gettext_noop("“%(word)s” is no kind of layer; there are: %(kinds)s.")
        kinds = ", ".join(dict.fromkeys(KINDS.values()))
        raise piece.wrong(template, word=found["kind"], kinds=kinds)
    id_ = found["id"] or f"c{row + 1}-{column + 1}"
    while not found["id"] and id_ in ids:
        id_ += "b"
    _check_id(Piece(id_, piece.line, piece.column), ids)
    label = checked(Piece(found["label"].strip(), piece.line, piece.column))
    mark = checked(Piece((found["mark"] or "").strip(), piece.line, piece.column))
    span = int(found["span"] or 1)
    if not 1 <= span <= MAX_COLUMNS:
        template = gettext_noop("a layer has at most %(most)s columns.")
        raise piece.wrong(template, most=str(MAX_COLUMNS))
    return Cell(id_, KINDS[found["kind"]], label, column, row, columns=span, mark=mark)


def _check_id(piece: Piece, ids: set[str]) -> None:
    if not ID.fullmatch(piece.text):
        template = gettext_noop("“#%(id)s”: letters without accents, digits and “-” only.")
        raise piece.wrong(template, id=piece.text)
    if piece.text in ids:
        raise piece.wrong(gettext_noop("“#%(id)s” is there twice."), id=piece.text)
    ids.add(piece.text)


def _finished(draft: _Draft, last: Piece) -> Stack:
    if not draft.cells:
        raise last.wrong(gettext_noop("a stack needs at least one layer."))
    for boundary, line in zip(draft.boundaries, draft.marks, strict=True):
        if boundary.row == draft.rows - 1:
            raise line.wrong(gettext_noop("a boundary stands alone between two layers."))
        for cell in draft.cells:
            if cell.row <= boundary.row < cell.bottom - 1:
                template = gettext_noop("the boundary would cut “%(label)s” in two.")
                raise line.wrong(template, label=plain(cell.label))
    return Stack(
        draft.title, tuple(draft.cells), len(draft.above), draft.rows, tuple(draft.boundaries)
    )


def _read_path(line: Piece, pile: Pile, paths: list[Path]) -> Path:
    route, _, label = line.text.removeprefix("->").partition(":")
    if len(paths) == MAX_PATHS:
        template = gettext_noop("a figure has at most %(most)s paths.")
        raise line.wrong(template, most=str(MAX_PATHS))
    ids = [word.strip().removeprefix("#") for word in route.split(">")]
    for id_ in ids:
        if not any(cell.id == id_ for cell in pile.cells):
            raise line.wrong(gettext_noop("no cell is called “#%(id)s”."), id=id_)
    cells = [next(cell for cell in pile.cells if cell.id == id_) for id_ in ids]
    if len(cells) < 2:
        raise line.wrong(gettext_noop("a path is written “-> from > to : label”."))
    _check_steps(line, cells)
    taken = {path.column for path in paths}
    columns = range(max(c.column for c in cells), min(c.column + c.columns for c in cells))
    free = [column for column in columns if column not in taken]
    if not free:
        template = gettext_noop("these cells have no free column in common for a path.")
        raise line.wrong(template)
    return Path(tuple(ids), checked(Piece(label.strip(), line.line, line.column)), free[0])


def _check_steps(line: Piece, cells: list[Cell]) -> None:
    down = cells[0].row < cells[1].row
    for one, other in pairwise(cells):
        upper, lower = (one, other) if down else (other, one)
        if upper.bottom != lower.row or not _shared(upper, lower):
            template = gettext_noop(
                "“%(upper)s” does not stand right on “%(lower)s”: a path goes straight, cell by"
                " cell."
            )
            raise line.wrong(template, upper=plain(upper.label), lower=plain(lower.label))


def _shared(one: Cell, other: Cell) -> bool:
    return any(map(other.covers, range(one.column, one.column + one.columns)))
