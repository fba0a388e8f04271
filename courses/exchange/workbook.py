"""The first sheet of a workbook (.xlsx) as text, a line a row, cells between tabs."""

import io
import zlib
from datetime import date, datetime, time
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MAX_UNPACKED = 64 * 1024 * 1024
MAX_ROWS = 6000
MAX_COLUMNS = 60
SIGNATURE = b"PK\x03\x04"
# What openpyxl and zipfile raise when the bytes are not those of the workbook they seem to be.
_DAMAGED = (
    InvalidFileException,
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
)


class WorkbookRefused(ValueError):
    """The file is no workbook that can be read, or unpacks to more than a list of people."""


def sheet_as_text(content: bytes) -> str:
    """The first sheet that holds anything; numbers as they are typed, without a final “.0”.

    Values are read as the workbook stores them: formulas give their last result. Raises
    WorkbookRefused.
    """
    try:
        _refuse_bombs(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
            lines = [_line(row) for row in rows]
            while lines and not lines[-1]:
                lines.pop()
            if any(lines):
                return "\n".join(lines)
    except _DAMAGED as error:
        raise WorkbookRefused from error
    return ""


def _refuse_bombs(content: bytes) -> None:
    with ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise WorkbookRefused


def _line(row: tuple[Any, ...]) -> str:
    return "\t".join(_cell(value) for value in row).rstrip("\t")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return " ".join(str(value).split())
