"""Tables written with pipes, with or without a header and outer pipes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from courses.slides.pieces import Kind, Piece

_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\Z")
_CODE_SPAN = re.compile(r"`[^`]{1,500}`")
WIDEST = 100


@dataclass(frozen=True)
class Table:
    """Cells with their marks: a header (empty when there is none) and rows of one width."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    width: int
    length: int

    @property
    def size(self) -> tuple[int, int]:
        """Data rows and columns."""
        return len(self.rows), self.width


def read_table(pieces: Sequence[Piece], start: int) -> Table | None:
    """The table whose first line is `start`, or None."""
    if _is_delimiter(pieces[start].text):
        header: list[str] = []
        least = len(split_cells(pieces[start].text))
        first = start + 1
    elif _line(pieces, start + 1) and _is_delimiter(pieces[start + 1].text):
        header = split_cells(pieces[start].text)
        least = len(header)
        first = start + 2
    else:
        return _without_delimiter(pieces, start)
    rows, end = _rows(pieces, first)
    if not header and not rows:
        return None
    return _table(header, rows, least, end - start)


def _line(pieces: Sequence[Piece], i: int) -> bool:
    return i < len(pieces) and pieces[i].kind is Kind.TEXT and "|" in pieces[i].text


def _is_delimiter(text: str) -> bool:
    return "-" in text and "|" in text and len(text) < 4000 and bool(_DELIMITER.match(text))


def _without_delimiter(pieces: Sequence[Piece], start: int) -> Table | None:
    """Rows between outer pipes, two at least, of one width."""
    rows: list[list[str]] = []
    while _line(pieces, start + len(rows)):
        text = pieces[start + len(rows)].text
        cells = split_cells(text)
        outer = text.startswith("|") and text.endswith("|") and len(cells) > 1
        if not outer or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    return _table([], rows, len(rows[0]), len(rows)) if len(rows) > 1 else None


def _rows(pieces: Sequence[Piece], first: int) -> tuple[list[list[str]], int]:
    rows = []
    end = first
    while _line(pieces, end):
        if not _is_delimiter(pieces[end].text):
            rows.append(split_cells(pieces[end].text))
        end += 1
    return rows, end


def split_cells(text: str) -> list[str]:
    """The cells of a row; an escaped pipe, or one inside code, does not cut."""
    guarded = _CODE_SPAN.sub(lambda m: m[0].replace("|", "\ufdd0\ufffe"), text)
    guarded = guarded.replace("\\|", "\ufdd0\ufffe")
    body = guarded.strip()
    body = body.removeprefix("|")
    body = body.removesuffix("|")
    return [cell.strip().replace("\ufdd0\ufffe", "|") for cell in body.split("|", WIDEST - 1)]


def _table(header: list[str], rows: list[list[str]], least: int, length: int) -> Table:
    kept = [row for row in rows if any(row)]
    width = max(least, *(len(_trimmed(row)) for row in kept)) if kept else least
    full = tuple(tuple((row + [""] * width)[:width]) for row in kept)
    top = tuple((header + [""] * width)[:width]) if any(header) else ("",) * width
    return Table(top, full, width, length)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells
