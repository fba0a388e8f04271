"""Tables as CSV files that a French spreadsheet opens by a double click, and never runs."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | Decimal | date | None

# What makes a spreadsheet compute a cell instead of showing it (CWE-1236).
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")  # wide signs compute as well
BYTE_ORDER_MARK = "\ufeff"


def write_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows in UTF-8 with a byte order mark, split by `;`, with decimal commas.

    Texts that a spreadsheet would compute begin with an apostrophe; numbers and dates given as
    such stay what they are.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return neutralised(cell) if isinstance(cell, str) else str(cell)


def neutralised(text: str) -> str:
    """The text, after an apostrophe if a spreadsheet would compute it."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
