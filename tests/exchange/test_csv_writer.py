"""Files for spreadsheets: what opens, and what never computes."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exchange.csv_writer import FORMULA_STARTS, write_csv


def lines(*rows) -> list[str]:
    return write_csv(rows).decode("utf-8-sig").split("\r\n")[:-1]


def test_a_french_spreadsheet_opens_it() -> None:
    content = write_csv([["Nom", "Points"], ["Awa", Decimal("12.50")]])
    assert content == b"\xef\xbb\xbfNom;Points\r\nAwa;12,50\r\n"


def test_numbers_and_dates_are_theirs() -> None:
    row = [Decimal("-1.5"), -2, None, date(2026, 11, 22), datetime(2026, 11, 22, 18, 5)]  # noqa: DTZ001
    assert lines(row) == ["-1,5;-2;;22/11/2026;22/11/2026 18:05"]


@pytest.mark.parametrize("text", ["=1+1", "+33 7", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1"])
def test_texts_that_would_be_computed_are_kept_as_texts(text) -> None:
    read = list(csv.reader(io.StringIO(lines([text])[0]), delimiter=";"))
    assert read == [[f"'{text}"]]


@given(st.text())
def test_no_text_begins_a_formula_and_none_is_lost(text) -> None:
    content = write_csv([["a", text]]).decode("utf-8-sig")
    cell = next(csv.reader(io.StringIO(content, newline=""), delimiter=";"))[1]
    assert not cell.lstrip(" ").startswith(FORMULA_STARTS)
    assert cell.removeprefix("'") == text.removeprefix("'")
