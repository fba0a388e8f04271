"""HTML tables, as some tools write them, become rows of a Markdown table."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from courses.slides.characters import literal
from courses.slides.pieces import Kind, Piece

LONGEST = 400
LARGEST = 50_000
_CELL_SPACES = re.compile(r"\s+")


def take_html_tables(pieces: Sequence[Piece]) -> list[Piece]:
    """The same pieces with each closed ``<table>`` turned into lines with pipes."""
    if not any("<table" in p.text for p in pieces if p.kind is Kind.RAW):
        return list(pieces)
    result: list[Piece] = []
    i = 0
    while i < len(pieces):
        end = _end(pieces, i)
        if end < 0:
            result.append(pieces[i])
            i += 1
            continue
        result += _rows(pieces[i : end + 1])
        i = end + 1
    return result


def _end(pieces: Sequence[Piece], i: int) -> int:
    """The piece where the table that begins here is closed, or -1."""
    text = pieces[i].text.lstrip()
    if pieces[i].kind is not Kind.RAW or not text.startswith(("<table", "<html><body><table")):
        return -1
    size = 0
    for k in range(i, min(i + LONGEST, len(pieces))):
        size += len(pieces[k].text)
        strange = "<!" in pieces[k].text or "<?" in pieces[k].text
        if pieces[k].kind is not Kind.RAW or size > LARGEST or strange:
            return -1
        if k > i and "<table" in pieces[k].text:
            return -1
        _before, mark, after = pieces[k].text.partition("</table>")
        if mark:
            return k if not after.removeprefix("</body></html>").strip() else -1
    return -1


def _rows(pieces: Sequence[Piece]) -> list[Piece]:
    reader = _Reader()
    for piece in pieces:
        reader.line = piece.first
        reader.feed(piece.text + "\n")
    reader.close()
    if not reader.rows or reader.outside:
        return list(pieces)
    first, last = pieces[0].first, pieces[-1].last
    width = max(len(cells) for _, cells in reader.rows)
    lines = [(n, _row(cells + [""] * (width - len(cells)))) for n, cells in reader.rows]
    lines.insert(1, (lines[0][0], "|" + "---|" * width))
    blank = Piece(Kind.VOID, first, first)
    end = Piece(Kind.VOID, last, last)
    return [blank, *(Piece(Kind.RAW, n, n, text) for n, text in lines), end]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(c or " " for c in cells) + " |"


class _Reader(HTMLParser):
    """Collect the cells of a table; anything between cells is kept for `outside`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.line = 0
        self.rows: list[tuple[int, list[str]]] = []
        self.outside = ""
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._close()
            self.rows.append((self.line, []))
        elif tag in ("td", "th"):
            self._close()
            if not self.rows:
                self.rows.append((self.line, []))
            self._cell = []
        elif self._cell is not None and tag == "br":
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append("".join(literal(c) if c in "|<>&" else c for c in data))
        else:
            self.outside += data.strip()

    def _close(self) -> None:
        if self._cell is not None and self.rows:
            self.rows[-1][1].append(_CELL_SPACES.sub(" ", "".join(self._cell)).strip())
        self._cell = None
