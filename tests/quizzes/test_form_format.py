"""A question as text and as the fields of a form: the same question."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.quizzes.form.change import change_kind, set_aside
from courses.quizzes.form.conversion import clean, from_fields, read_fields, to_fields
from courses.quizzes.form.rows import GROUPS, act_on, read_act, row_fields, rows_of
from courses.quizzes.form.shapes import SHAPES
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.kinds.rules import Answers, Rule
from courses.quizzes.question import QuestionText
from courses.quizzes.text.reading import read_quiz
from courses.quizzes.text.writing import write_question
from tests.quizzes.quiz_strategies import LOOKALIKES, questions


def read_one(text: str) -> QuestionText:
    file = read_quiz(text)
    assert file.errors == ()
    (question,) = file.questions
    return question


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=settings.default.max_examples // 2)
@given(data=st.data())
def test_text_and_form_convert_into_each_other(kind: str, data: st.DataObject) -> None:
    question = data.draw(questions(kind))
    fields = to_fields(question)
    # A browser posts its lines with carriage returns.
    posted = {
        name: [value.replace("\n", "\r\n") for value in values] for name, values in fields.items()
    }
    text = from_fields(posted)
    assert (clean(posted), text) == (fields, write_question(question))
    assert read_one(text) == question


NAMES = ["kind", "id", "place", "points", "bloom", "notion", "fixed", "figure", "stem", "truth"]
NAMES += [f"{group}-0-{column}" for group, columns in GROUPS.items() for column in columns]


@given(
    st.sampled_from([*KINDS]),
    st.dictionaries(
        st.sampled_from(NAMES), st.lists(st.sampled_from(LOOKALIKES) | st.text(max_size=9))
    ),
)
def test_whatever_is_typed_each_problem_leads_to_a_field(
    kind: str, typed: dict[str, list[str]]
) -> None:
    read = read_fields({**typed, "kind": [kind]})
    assert (read.question is None) == bool(read.errors)
    groups = set(SHAPES[kind].groups) | {"hint", "range"}
    fields = {"id", "place", "objective", "bloom", "points", "notion", "fixed", "figure", "stem"}
    fields |= {"explanation", *SHAPES[kind].single}
    for found in (*read.errors, *read.warnings):
        group = found.field.split("-")[0]
        assert found.field in fields or group in groups


MENDED = [
    ("id", "id", "", "An id is missing here."),
    ("stem", "stem", "", "This question has no stem."),
    ("option-1-text", "option-1-text", "", "This option is empty."),
    ("option-right", "option-0-text", "", "No option is marked as right."),
    ("points", "points", "zéro", "“{value}” does not suit “{name}”."),
    ("hint-0-cost", "hint-0-cost", "cher", "“{cost}” is no cost."),
    ("range-0-low", "range-0-name", "z", "This range cannot be read."),
    ("range-0-name", "range-0-name", "1 x", "This range cannot be read."),
]
GOOD = """### choix q-1
objectif: V1.1 · bloom: comprendre · points: 2
x ∈ 2..9
Combien ?
- (x) Trois
  > Oui.
- ( ) Deux
  > Non.
> Indice (coût : 0,5) : comptez
"""


@pytest.mark.parametrize(("name", "place", "value", "template"), MENDED)
def test_an_error_stands_at_its_field(name: str, place: str, value: str, template: str) -> None:
    fields = to_fields(read_one(GOOD))
    fields[name] = [value] if value or name != "option-right" else []
    (found,) = read_fields(fields).errors
    assert (found.field, found.problem.message.template) == (place, template)


def test_a_number_without_tolerance_is_said_at_its_tolerance() -> None:
    fields = {"kind": ["numeric"], "id": ["n"], "stem": ["?"], "number-0-value": ["3"]}
    (found,) = read_fields(fields).errors
    assert found.field == "number-0-tolerance"


def act(fields: dict[str, list[str]], text: str) -> tuple[dict[str, list[str]], int]:
    found = read_act(text)
    assert found is not None
    return act_on(fields, found)


def test_rows_that_say_nothing_are_left_out() -> None:
    fields = to_fields(read_one(GOOD))
    for group in ("option", "hint", "range"):
        fields, _ = act(fields, f"add {group}")
    assert read_one(from_fields(fields)) == read_one(GOOD)


def test_the_right_option_stays_right_where_its_row_goes() -> None:
    fields = to_fields(read_one(GOOD))
    moved, place = act(fields, "down option 0")
    assert [(row["text"], row["right"]) for row in rows_of(moved, "option")] == [
        ("Deux", ""),
        ("Trois", "1"),
    ]
    assert (place, act(moved, "up option 1")[0]) == (1, fields)
    removed, place = act(moved, "remove option 0")
    assert [(row["text"], row["right"]) for row in rows_of(removed, "option")] == [("Trois", "1")]
    assert place == 0


def test_wrong_orders_follow_their_items() -> None:
    text = "### ordre o\nTri\n1. a\n2. b\n3. c\n≠ 3 avant 1 > Non.\n"
    fields = to_fields(read_one(text))
    moved, _ = act(fields, "up item 2")
    assert rows_of(moved, "swap") == [{"later": "2", "earlier": "1", "feedback": "Non."}]
    gone, _ = act(moved, "remove item 1")
    assert rows_of(gone, "swap") == [{"later": "?", "earlier": "1", "feedback": "Non."}]
    assert [found.field for found in read_fields(gone).errors] == ["swap-0-later"]


@pytest.mark.parametrize("text", ["", "add", "add nothing", "drop option 1", "up option x"])
def test_buttons_that_name_no_act_do_nothing(text: str) -> None:
    assert read_act(text) is None


def test_an_act_on_no_row_changes_nothing() -> None:
    assert (act({}, "remove hint 3"), act({}, "up hint 0")) == (({}, 0), ({}, 0))


def test_rows_are_read_in_the_order_of_their_numbers() -> None:
    fields = {"hint-10-text": ["b"], "hint-9-text": ["a"], "hint-x-text": ["c"]}
    assert [row["text"] for row in rows_of(fields, "hint")] == ["a", "b"]
    assert row_fields("hint", [{"text": "a"}]) == {"hint-0-text": ["a"], "hint-0-cost": [""]}


def test_points_are_said_only_when_they_differ_from_those_of_the_kind() -> None:
    question = read_one("### ouverte o\nDites.\n~ 2 : a\n~ 1 : b\n")
    assert (question.points, to_fields(question)["points"]) == (Decimal(3), [""])


def test_a_change_of_kind_carries_what_the_new_kind_can_take() -> None:
    fields = to_fields(read_one(GOOD))
    several = change_kind(fields, "multiple")
    assert read_one(from_fields(several)).body == read_one(GOOD).body
    short = change_kind(fields, "short")
    assert read_one(from_fields(short)).body == Answers(("Trois",), (Rule(("Deux",), "Non."),))
    assert read_one(from_fields(change_kind(fields, "ordering"))).body.items == ("Trois", "Deux")


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_of_kind_can_be_taken_back(kind: str) -> None:
    fields = to_fields(read_one(GOOD))
    back = change_kind(change_kind(fields, kind), "choice")
    assert read_one(from_fields(back)) == read_one(GOOD)


def test_what_a_kind_cannot_take_is_told() -> None:
    fields = to_fields(read_one(GOOD))
    assert set_aside(fields) == {}
    assert set_aside(change_kind(fields, "open")) == {"option": 2}
    said = {"kind": ["choice"], "iftrue": ["Non."], "truth": ["true"]}
    assert set_aside(said) == {"iftrue": 1}
