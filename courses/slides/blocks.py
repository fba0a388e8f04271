"""The blocks of a slide: list items, paragraphs, tables, code, formulas, lost figures."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from courses.slides.bullets import Marker, read_marker, split_items
from courses.slides.counters import Marked, settle_counts
from courses.slides.hyphens import join_lines
from courses.slides.levels import Levels
from courses.slides.pieces import Kind, Piece
from courses.slides.tables import Table, read_table


@dataclass(frozen=True)
class Block:
    """One block; `raw` is its text with its marks, or the source of code and formulas.

    `sort` is one of item, paragraph, quote, heading, code, maths, table, figure. `depth` is the
    depth of an item from 0, or of a paragraph inside an item from 1; `level` that of a heading.
    """

    sort: str
    first: int
    last: int
    raw: str = ""
    depth: int = 0
    level: int = 0
    table: Table | None = None


@dataclass
class _Open:
    """A block whose lines are still being gathered."""

    sort: str
    first: int
    last: int
    lines: list[str]
    depth: int = 0
    figures: int = 0


@dataclass
class _Builder:
    known: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    open: _Open | None = None
    levels: Levels = field(default_factory=Levels)
    blank: bool = False

    def close(self) -> None:
        """Finish the block that is open; an empty item is skipped."""
        block, self.open = self.open, None
        if block is None:
            return
        raw = join_lines([line for line in block.lines if line] or [""], self.known)
        if raw.strip():
            made = Block(block.sort, block.first, block.last, raw.strip(), block.depth)
            self.blocks.append(made)
        self.blocks += [Block("figure", block.last, block.last)] * min(block.figures, 1)

    def begin(self, sort: str, piece: Piece, text: str, depth: int = 0) -> None:
        """Open a block with its first line."""
        self.close()
        self.open = _Open(sort, piece.first, piece.last, [text], depth, piece.figures)
        self.blank = False

    def go_on(self, piece: Piece, text: str) -> None:
        """Add a line to the open block."""
        assert self.open is not None
        self.open.lines.append(text)
        self.open.last = piece.last
        self.open.figures += piece.figures

    def add(self, block: Block) -> None:
        """Append a block that is complete."""
        self.close()
        self.blocks.append(block)
        self.blank = False


def build_blocks(pieces: Sequence[Piece], known: frozenset[str]) -> list[Block]:
    """The blocks of one slide, its title left out. `known` holds the words of the deck."""
    lines = _split(pieces)
    markers = settle_counts(_read_markers(lines))
    builder = _Builder(known)
    i = 0
    while i < len(lines):
        piece = lines[i]
        table = read_table(lines, i) if "|" in piece.text and piece.kind is Kind.TEXT else None
        if table is not None:
            _add_table(builder, lines[i : i + table.length], table)
            i += table.length
            continue
        _take(builder, piece, markers[i])
        i += 1
    builder.close()
    return builder.blocks


def _split(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines that hold several items become several lines."""
    result: list[Piece] = []
    for piece in pieces:
        parts = split_items(piece.text) if piece.kind is Kind.TEXT else [piece.text]
        result += [replace(piece, text=part) for part in parts] if len(parts) > 1 else [piece]
    return result


def _read_markers(lines: Sequence[Piece]) -> list[Marked]:
    """The marker of each line; in a list, a letter such as ``o`` may be one."""
    result: list[Marked] = []
    in_list = False
    for piece in lines:
        if piece.kind is Kind.TEXT:
            marker = read_marker(piece.text, in_list=in_list or piece.indent > 0)
            in_list = marker is not None or in_list
            result.append((marker, piece.indent))
        else:
            in_list = in_list and piece.kind is not Kind.HEADING
            result.append((None, -1 if piece.kind is Kind.HEADING else 0))
    return result


def _add_table(builder: _Builder, pieces: Sequence[Piece], table: Table) -> None:
    first, last = pieces[0].first, pieces[-1].last
    builder.add(Block("table", first, last, table=table))
    for piece in pieces:
        builder.blocks += [Block("figure", piece.first, piece.last)] * min(piece.figures, 1)
    builder.levels.clear()


def _take(builder: _Builder, piece: Piece, marker: Marker | None) -> None:
    if piece.kind in (Kind.BLANK, Kind.VOID, Kind.BREAK):
        builder.blank = True
    elif piece.kind is Kind.TEXT:
        _take_text(builder, piece, marker)
    elif piece.kind is Kind.HEADING:
        builder.levels.clear()
        builder.add(Block("heading", piece.first, piece.last, piece.text, level=piece.level))
        builder.blocks += [Block("figure", piece.first, piece.last)] * min(piece.figures, 1)
    elif piece.kind is Kind.FIGURE or piece.text.strip():
        sort = {Kind.CODE: "code", Kind.MATHS: "maths", Kind.FIGURE: "figure"}[piece.kind]
        builder.add(Block(sort, piece.first, piece.last, piece.text))


def _take_text(builder: _Builder, piece: Piece, marker: Marker | None) -> None:
    text = piece.text
    if text[0] == ">" and marker is None:
        _take_quote(builder, piece)
    elif marker is not None:
        depth = builder.levels.place(marker, piece.indent)
        builder.begin("item", piece, marker.text, depth)
    elif builder.open and not builder.blank:
        builder.go_on(piece, text)
    elif builder.levels.holds(piece.indent):
        builder.begin("paragraph", piece, text, builder.levels.depth_at(piece.indent))
    else:
        builder.levels.clear()
        builder.begin("paragraph", piece, text)


def _take_quote(builder: _Builder, piece: Piece) -> None:
    text = piece.text.lstrip("> \u00a0")
    marker = read_marker(text)
    if not text:
        builder.blank = True
    elif marker is not None and not marker.weak:
        depth = builder.levels.place(marker, piece.indent)
        builder.begin("item", piece, marker.text, depth)
    elif builder.open and builder.open.sort == "quote" and not builder.blank:
        builder.go_on(piece, text)
    else:
        builder.begin("quote", piece, text)
