"""The block as a teacher writes it, and the form as anybody may send it."""

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from courses.simulations.answers import is_good, read_choice, read_prediction
from courses.simulations.block import BlockError, read_block
from courses.simulations.consolidation import CONSOLIDATION, Choice, Given
from courses.simulations.parts import Option, Question, Span, say

CASE = Given(((8, 8),) * 10, 120, 350)


def test_a_block_names_its_explorable_and_what_it_leaves_out_has_a_default() -> None:
    block = read_block("Consolidation", "  CHARGE : 6 .. 10\n\nmemoire: 8\n")
    assert block.explorable is CONSOLIDATION
    assert block.numbers["charge"] == Span(6, 10)
    assert block.numbers["mémoire"] == Span(8, 8)
    assert block.numbers["serveurs"] == Span(40, 40)


@pytest.mark.parametrize(
    ("info", "text", "line", "column", "told"),
    [
        ("", "", 0, 1, "after “explorable” comes one of these names"),
        ("inconnu", "", 0, 1, "after “explorable” comes one of these names"),
        ("consolidation", "\n  charge 8", 2, 3, "a parameter is written"),
        ("consolidation", "chaleur: 8", 1, 1, "no parameter is called “chaleur”"),
        ("consolidation", "charge: 8\ncharge: 9", 2, 1, "“charge” is set twice"),
        ("consolidation", "charge: huit", 1, 9, "“charge” is a number such as 1"),
        ("consolidation", "charge: 10..6", 1, 9, "“charge” lies between 1 and 30"),
        ("consolidation", "charge:  31", 1, 10, "“charge” lies between 1 and 30"),
        ("pile-vivante", "panne: hote", 1, 1, "a figure begins with “pile”"),
    ],
)
def test_what_is_wrong_has_its_line_and_column(
    info: str, text: str, line: int, column: int, told: str
) -> None:
    with pytest.raises(BlockError) as refused:
        read_block(info, text)
    assert (refused.value.line, refused.value.column) == (line, column)
    assert told in str(refused.value)


def test_a_figure_follows_the_parameters() -> None:
    block = read_block("pile-vivante", "panne: hv\npile type2 : Hôte\nhv Hyperviseur #hv")
    assert block.words == {"panne": "hv"}
    assert (block.figure, block.figure_line) == ("pile type2 : Hôte\nhv Hyperviseur #hv", 2)


@settings(max_examples=50, deadline=None)
@for_all(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    for info in ("consolidation", text):
        try:
            read_block(info, text)
        except BlockError as error:
            assert 0 <= error.line <= text.count("\n") + 1
            assert error.column >= 1


NUMBER = Question(say("asks"), "number", {}, low=0, high=100, near=3)
SET = Question(say("asks"), "set", {}, options=(Option("a", "A"), Option("b", "B")))
ONE = Question(say("asks"), "choice", {}, options=SET.options)


@pytest.mark.parametrize(
    ("question", "sent", "read"),
    [
        (NUMBER, ["78,5"], 78.5),
        (NUMBER, ["78"], 78),
        (NUMBER, ["1e3"], None),
        (NUMBER, ["inf"], None),
        (NUMBER, [], None),
        (SET, ["", "b", "x", "a"], ["a", "b"]),
        (SET, [""], []),
        (SET, [], None),
        (ONE, ["b"], "b"),
        (ONE, ["x"], None),
    ],
)
def test_a_prediction_is_an_answer_to_the_question(
    question: Question, sent: list[str], read: object
) -> None:
    assert read_prediction(question, sent) == read


def test_a_good_prediction_is_near_enough() -> None:
    assert [is_good(NUMBER, 78, answer) for answer in (75, 81, 81.5)] == [True, True, False]
    assert [is_good(SET, ["a"], answer) for answer in (["a"], ["a", "b"])] == [True, False]
    assert [is_good(ONE, "a", answer) for answer in ("a", "b")] == [True, False]


def test_settings_stay_within_what_their_controls_allow() -> None:
    before = Choice(cap=70, spare=True)

    def read(**sent: str) -> Choice:
        choice: Choice = read_choice(CONSOLIDATION, CASE, before, sent)
        return choice

    assert read() == before
    assert read(flags="spare").spare is False
    assert read(flags="spare", spare="on").spare is True
    assert [read(cap=sent).cap for sent in ("0", "999", "nan", "x")] == [50, 100, 70, 70]
    assert [read(step="4", do=do).step for do in ("next", "end", "again", "?")] == [5, 10, 0, 4]
    assert [read(step=sent).step for sent in ("-3", "1e12", "")] == [0, 10, 0]
