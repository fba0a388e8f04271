"""Workbooks: numbers stay numbers, and no text computes."""

import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from courses.exchange.csv_writer import FORMULA_STARTS
from courses.exchange.workbook_writer import write_workbook


def cells(*rows):
    sheet = load_workbook(io.BytesIO(write_workbook(rows, wide=1))).active
    return [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]


def test_numbers_dates_and_nothing_are_what_they_are() -> None:
    moment = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)
    assert cells([Decimal("12.50"), 3, None, moment]) == [
        [(12.5, "n"), (3, "n"), (None, "n"), (moment.replace(tzinfo=None), "d")]
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1"])
def test_texts_that_would_be_computed_stay_texts(text) -> None:
    assert cells(["a"], [text])[1] == [(f"'{text}", "s")]


@given(st.text(min_size=1))
def test_no_text_begins_a_formula(text) -> None:
    ((value, kind),) = cells(["a"], [text])[1]
    assert kind != "f"
    assert not (value or "").lstrip(" ").startswith(FORMULA_STARTS)


def test_a_table_without_rows_opens() -> None:
    assert cells() == []
