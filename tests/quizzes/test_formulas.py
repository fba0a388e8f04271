"""Formulas, ranges and the numbers drawn from them."""

from decimal import Decimal
from fractions import Fraction
from operator import add, mul, sub, truediv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.drawing import check_draws, draw, fill
from courses.quizzes.formulas import (
    FormulaError,
    canonical_formula,
    evaluate,
    names_in,
    read_range,
    write_decimal,
)
from courses.quizzes.question import Range
from courses.quizzes.text.reading import read_quiz

VALUES = {"x": "2", "y": "0.5", "temps_total": "10"}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("12", 12),
        ("1 010,5", Fraction(2021, 2)),
        ("x × 8", 16),
        ("x*8/4", 4),
        ("2 + 3 × x", 8),
        ("(2 + 3) × x", 10),
        ("10 - 3 - 2", 5),
        ("10 ÷ 4 ÷ 5", Fraction(1, 2)),
        ("-x", -2),
        ("-x × -3", 6),
        ("2 − −x", 4),
        ("temps_total ÷ (x − y)", Fraction(20, 3)),
        ("((((x))))", 2),
    ],
)
def test_the_value_of_a_formula(formula: str, value: Fraction) -> None:
    assert evaluate(formula, VALUES) == value
    assert evaluate(canonical_formula(formula), VALUES) == value


@pytest.mark.parametrize(
    "formula",
    [
        *("", " ", "x x", "2x", "x +", "+ x", "(x", "x)", "()", "x (2)", "2 ** 3", "x ÷ 0", "z"),
        *("x.y", "x[0]", "__import__('os')", "x ÷ (y − 0,5)", "1" * 201, "(" * 201),
    ],
)
def test_what_has_no_value(formula: str) -> None:
    with pytest.raises(FormulaError):
        evaluate(formula, VALUES)


def test_the_names_and_the_canonical_text_of_a_formula() -> None:
    assert names_in("2*(x+temps_total)") == {"x", "temps_total"}
    assert canonical_formula("2*( x+1 000.50)/-y") == "2 × (x + 1000,5) ÷ −y"


def combined(left: tuple[str, Fraction], sign: str, right: tuple[str, Fraction]):
    """A formula and its value as Python's own operators give it; a ÷ 0 becomes a + 0."""
    if sign == "÷" and right[1] == 0:
        sign = "+"
    value = {"+": add, "-": sub, "×": mul, "÷": truediv}[sign](left[1], right[1])
    return f"({left[0]}) {sign} ({right[0]})", value


NUMBERS = st.integers(0, 99).map(lambda number: (str(number), Fraction(number)))
FORMULAS = st.recursive(
    NUMBERS, lambda inner: st.builds(combined, inner, st.sampled_from("+-×÷"), inner)
)


@given(FORMULAS)
def test_formulas_agree_with_exact_arithmetic(pair: tuple[str, Fraction]) -> None:
    text, value = pair
    if len(text) > 200:
        with pytest.raises(FormulaError):
            evaluate(text, {})
    else:
        assert evaluate(text, {}) == value


@pytest.mark.parametrize(
    ("text", "low", "high", "step"),
    [
        ("x ∈ 2..9", 2, 9, 1),
        ("x in 2 .. 9", 2, 9, 1),
        ("x ∈ 10..50 pas 5", 10, 50, 5),
        ("x ∈ 0,5..2", "0.5", 2, "0.1"),
        ("x ∈ -3..−1 step 0.5", -3, -1, "0.5"),
    ],
)
def test_a_range(text: str, low: str, high: str, step: str) -> None:
    assert read_range(text) == Range("x", Decimal(low), Decimal(high), Decimal(step))


@pytest.mark.parametrize(
    "text",
    [
        *("x ∈ 2", "x ∈ 9..2", "x ∈ 2..2", "∈ 1..2", "x ∈ a..b", "x = 1..2"),
        *("x ∈ 0..1 pas 0", "x ∈ 0..9 pas 0,000001"),
    ],
)
def test_what_is_no_range(text: str) -> None:
    with pytest.raises(ValueError):
        read_range(text)


@given(st.integers(-50, 50), st.integers(1, 50), st.sampled_from(["0.1", "0.5", "1", "7"]))
def test_draws_stay_in_their_range_and_reach_both_ends(low: int, width: int, step: str) -> None:
    drawn = Range("x", Decimal(low), Decimal(low + width), Decimal(step))
    values = [Decimal(draw([drawn], f"seed-{count}")["x"]) for count in range(20)]
    assert all(drawn.low <= value <= drawn.high for value in values)
    assert all((value - drawn.low) % drawn.step == 0 for value in values)
    assert draw([drawn], "seed-0") == draw([drawn], "seed-0")


def test_every_value_of_a_range_is_drawn() -> None:
    drawn = Range("x", Decimal(2), Decimal(9), Decimal(1))
    values = {draw([drawn], str(seed))["x"] for seed in range(200)}
    assert values == {str(value) for value in range(2, 10)}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{x} Go en {y} s", "2 Go en 0,5 s"),
        ("{z} et {{x}} et x", "{z} et {2} et x"),
        (r"$\frac{x}{y}$", r"$\frac{2}{0,5}$"),
        ("$a_{x}$", "$a_{2}$"),
        ("{x}{y}", "20,5"),
    ],
)
def test_a_text_quotes_the_numbers_drawn(text: str, filled: str) -> None:
    assert fill(text, VALUES) == filled
    assert fill(text, {}) == text


@pytest.mark.parametrize(
    ("line", "fit"),
    [
        ("= x × 8 ± 0", True),
        ("= 1 ÷ x ± 1 %", False),
        ("= 1 ÷ (x + 1) ± 1 %", True),
        ("= 1 ÷ (x + 1) ± 0", False),
        ("= 5 ± 0", True),
    ],
)
def test_a_hundred_draws_tell_whether_a_question_can_be_published(line: str, fit: bool) -> None:
    question = read_quiz(f"### numérique a\nx ∈ 0..9\n{{x}} ?\n{line}\n").questions[0]
    found = check_draws(question)
    assert (found == []) is fit
    if not fit:
        assert found[0].message.text().startswith("No answer can be right when x = ")


def test_a_question_of_another_kind_may_draw_numbers() -> None:
    text = "### ouverte a\nx ∈ 0..9\nQue faire de {x} Go ?\n~ 1 : critère\n"
    assert check_draws(read_quiz(text).questions[0]) == []


@pytest.mark.parametrize(("number", "text"), [("10", "10"), ("0.50", "0,5"), ("1E+2", "100")])
def test_a_decimal_is_written_with_a_comma(number: str, text: str) -> None:
    assert write_decimal(Decimal(number)) == text
