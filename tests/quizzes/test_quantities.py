"""Numbers and units as students write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.quantities import Given, read_quantity, read_unit


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1010", 1010, ""),
        ("1 010", 1010, ""),
        ("1\u202f010,5", Fraction(2021, 2), ""),
        ("1\u00a0000\u00a0000", 10**6, ""),
        ("0.5", Fraction(1, 2), ""),
        (",5", Fraction(1, 2), ""),
        ("12.", 12, ""),
        ("-3", -3, ""),
        ("− 3", -3, ""),
        ("+3", 3, ""),
        ("1,01 kW", Fraction(101, 100), "kW"),
        ("1,01kW", Fraction(101, 100), "kW"),
        ("12 %", 12, "%"),
        ("0,25 Go/s", Fraction(1, 4), "Go/s"),
        ("1e3", 1000, ""),
        ("2·10^3", 2000, ""),
        ("177·10⁹ Wh", 177 * 10**9, "Wh"),
        ("1,5 × 10⁻³ s", Fraction(15, 10**4), "s"),
        ("3 VM", 3, "VM"),
    ],
)
def test_a_number_and_its_unit(text: str, number: Fraction, unit: str) -> None:
    assert read_quantity(text) == Given(Fraction(number), unit)


@pytest.mark.parametrize(
    "text", ["", "W", "douze", "1,2,3", "1.234,5", "1 0", "12 34", "-", "9" * 41, "1 " + "x" * 25]
)
def test_what_is_no_number(text: str) -> None:
    assert read_quantity(text) is None


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("kW", "W", 1000),
        ("kWh", "J", 3_600_000),
        ("GWh", "kWh", 10**6),
        ("Wh/h", "W", 1),
        ("Go", "Mo", 1000),
        ("Gio", "Mio", 1024),
        ("Ko", "ko", 1),
        ("octet", "bit", 8),
        ("MB", "Mbit", 8),
        ("Mo/s", "Mbit/s", 8),
        ("Mbps", "kbit/s", 1000),
        ("GHz", "Hz", 10**9),
        ("h", "min", 60),
        ("j", "h", 24),
        ("ms", "µs", 1000),
        ("%", "‰", 10),
    ],
)
def test_units_of_one_quantity_convert(one: str, other: str, ratio: int) -> None:
    left, right = read_unit(one), read_unit(other)
    assert left is not None
    assert right is not None
    assert (left.base, left.factor) == (right.base, right.factor * ratio)


@pytest.mark.parametrize(("one", "other"), [("W", "Wh"), ("Go", "Go/s"), ("s", "Hz"), ("%", "m")])
def test_units_of_two_quantities_do_not(one: str, other: str) -> None:
    left, right = read_unit(one), read_unit(other)
    assert left is not None
    assert right is not None
    assert left.base != right.base


@pytest.mark.parametrize("text", ["", "VM", "W/s/s", "/s", "kmin", "Kis", "w" * 30])
def test_what_is_no_unit(text: str) -> None:
    assert read_unit(text) is None


@given(st.text(max_size=40))
def test_any_text_is_a_quantity_or_not(text: str) -> None:
    found = read_quantity(text)
    assert found is None or isinstance(found.number, Fraction)
    read_unit(text)


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from([",", "."]))
def test_decimals_keep_their_value(number, sign: str) -> None:
    assert read_quantity(str(number).replace(".", sign)) == Given(Fraction(number), "")
