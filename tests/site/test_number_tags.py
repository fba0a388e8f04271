"""Points are written in one way everywhere, marks out of 20 in another."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from elearning.number_tags import mark_text, mark_writer, number_text


@pytest.mark.parametrize(
    ("value", "french"),
    [
        (Decimal("2.5000"), "2,5"),
        (Decimal("2.00"), "2"),
        (Decimal("10"), "10"),
        (Decimal("100.0"), "100"),
        (Decimal("0.3333"), "0,33"),
        (Decimal("0.005"), "0,01"),
        (Decimal("1E+2"), "100"),
        (Decimal("-0.25"), "-0,25"),
        (1.5, "1,5"),
        (0, "0"),
        (None, ""),
    ],
)
def test_points_have_no_useless_decimal(value, french):
    assert number_text(value) == french


def test_each_language_has_its_own_comma():
    with translation.override("en"):
        assert (number_text(Decimal("2.5")), mark_text(Decimal("14.5"))) == ("2.5", "14.50")


@pytest.mark.parametrize(
    ("value", "french"),
    [(Decimal("14.5"), "14,50"), (Decimal("20"), "20,00"), (Decimal(0), "0,00"), (None, "–")],
)
def test_marks_out_of_20_line_up(value, french):
    assert (mark_text(value), mark_writer()(value)) == (french, french)


def test_no_page_writes_points_by_another_rule():
    templates = Path(settings.BASE_DIR, "templates").rglob("*.html")
    other = re.compile(r"\|(floatformat|stringformat:.\.)")
    assert [each.name for each in templates if other.search(each.read_text())] == []
