"""Tables as workbooks (.xlsx): numbers as numbers, and no text that computes."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from courses.exchange.csv_writer import Cell, neutralised

LONGEST_CELL = 32_767  # what a cell of a workbook holds
WIDE, USUAL = 22, 12  # columns, in characters


def write_workbook(rows: Iterable[Sequence[Cell]], *, wide: int = 0) -> bytes:
    """One sheet whose first row and `wide` first columns stay in view."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("1")
    table = [[_written(cell) for cell in row] for row in rows]
    for number in range(1, len(table[0]) + 1 if table else 1):
        width = WIDE if number <= wide else USUAL
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"{get_column_letter(wide + 1)}2"
    for row in table:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _written(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return neutralised(ILLEGAL_CHARACTERS_RE.sub("", cell))[:LONGEST_CELL]
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)  # a workbook knows no time zones
    return cell
