"""What students see before answering does not depend on which answer is right."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.quizzes.kinds.base import opaque_ids
from courses.quizzes.kinds.gaps import Gap
from courses.quizzes.kinds.matching import Pair
from courses.quizzes.kinds.numbers import Expected
from courses.quizzes.kinds.open import Rubric
from courses.quizzes.kinds.rules import Answers
from courses.quizzes.question import QuestionText
from courses.quizzes.split import key_part, public_part, public_texts
from courses.quizzes.text.reading import read_quiz
from tests.quizzes.quiz_strategies import BODIES, questions

CANARY = "canari-7f3a"
Draw = Callable[[st.SearchStrategy[Any]], Any]


def other_options(body: Any, draw: Draw) -> Any:
    rights = draw(st.permutations([option.right for option in body.options]))
    both = zip(body.options, rights, strict=True)
    moved = tuple(replace(option, right=right, feedback=CANARY) for option, right in both)
    return replace(body, options=moved)


def other_number(expected: Expected, draw: Draw) -> Expected:
    units = tuple(draw(st.permutations(expected.units)))
    value = str(draw(st.integers(0, 10**6)))
    return Expected(value, draw(st.decimals(0, 9, places=1)), draw(st.booleans()), units)


def other_numbers(body: Any, draw: Draw) -> Any:
    accepted = tuple(other_number(each, draw) for each in body.accepted)
    return replace(body, accepted=accepted, wrong=())


def other_pairs(body: Any, draw: Draw) -> Any:
    rights = draw(st.permutations(body.rights()))
    pairs = tuple(Pair(pair.left, right) for pair, right in zip(body.pairs, rights, strict=False))
    return replace(body, pairs=pairs, decoys=tuple(rights[len(pairs) :]), wrong=())


def other_gaps(body: Any, draw: Draw) -> Any:
    def other(gap: Gap) -> Gap:
        return Gap(number=other_number(gap.number, draw)) if gap.number else Gap((CANARY, "autre"))

    return replace(body, gaps=tuple(map(other, body.gaps)), wrong=())


OTHER_KEYS: dict[str, Callable[[Any, Draw], Any]] = {
    "choice": other_options,
    "multiple": other_options,
    "true-false": lambda body, draw: replace(body, true=not body.true, if_true=CANARY),
    "numeric": other_numbers,
    "short": lambda body, draw: Answers((CANARY,)),
    "matching": other_pairs,
    "ordering": lambda body, draw: replace(
        body, items=tuple(draw(st.permutations(body.items))), wrong=()
    ),
    "cloze": other_gaps,
    "hotspot": lambda body, draw: Answers((CANARY,)),
    "output": lambda body, draw: Answers((CANARY,)),
    "open": lambda body, draw: Rubric(),
}


@pytest.mark.parametrize("kind", [*BODIES, "cloze"])
@settings(max_examples=settings.default.max_examples // 3)
@given(data=st.data())
def test_another_key_leaves_the_public_part_byte_for_byte_the_same(
    kind: str, data: st.DataObject
) -> None:
    question: QuestionText = data.draw(questions(kind))
    other = replace(
        question,
        body=OTHER_KEYS[kind](question.body, data.draw),
        explanation=CANARY,
        hints=tuple(replace(hint, text=CANARY) for hint in question.hints),
        source=CANARY,
    )
    public = json.dumps(public_part(other))
    assert public == json.dumps(public_part(question))
    assert CANARY not in public


@pytest.mark.parametrize("kind", [*BODIES, "cloze"])
@settings(max_examples=settings.default.max_examples // 3)
@given(data=st.data())
def test_both_parts_are_json_and_come_back_equal(kind: str, data: st.DataObject) -> None:
    question: QuestionText = data.draw(questions(kind))
    for part in (public_part(question), key_part(question)):
        assert json.loads(json.dumps(part)) == part


def test_moving_the_mark_in_the_text_moves_nothing_for_students() -> None:
    first = "### choix a\nQ ?\n- (x) un\n- ( ) deux\n- ( ) trois\n"
    last = "### choix a\nQ ?\n- ( ) un\n- ( ) deux\n- (x) trois\n"
    parts = [public_part(read_quiz(text).questions[0]) for text in (first, last)]
    assert json.dumps(parts[0]) == json.dumps(parts[1])


def test_the_order_of_the_text_is_kept_only_where_its_author_fixes_it() -> None:
    text = "### choix a\nQ ?\n- (x) un\n- ( ) deux\n- ( ) trois\n- ( ) quatre\n"
    back = "### choix a\nQ ?\n- ( ) quatre\n- ( ) trois\n- ( ) deux\n- (x) un\n"
    free = [public_part(read_quiz(each).questions[0])["options"] for each in (text, back)]
    assert free[0] == free[1]
    fixed = read_quiz(text.replace("Q ?", "ordre: fixe\nQ ?")).questions[0]
    texts = [option["text"] for option in public_part(fixed)["options"]]
    assert texts == ["un", "deux", "trois", "quatre"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("### ordre a\nordre: fixe\nQ\n1. c\n2. É\n3. d\n", "items"),
        ("### appariement a\nordre: fixe\nQ\n- x :: c\n- y :: É\n- z :: d\n", "rights"),
    ],
)
def test_a_fixed_order_that_would_be_the_answer_is_alphabetical(text: str, name: str) -> None:
    public = public_part(read_quiz(text).questions[0])
    assert [each["text"] for each in public[name]] == ["c", "d", "É"]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("### choix a\nQ\n- (x) b\n- ( ) c\n", ["b", "c"]),
        ("### appariement a\nQ\n- b :: c\n- c :: d\n- (leurre) :: b\n", ["b", "b", "c", "c", "d"]),
        ("### ordre a\nQ\n1. b\n2. c\n", ["b", "c"]),
        ("### courte a\nQ\n= b\n", []),
    ],
)
def test_every_text_to_show_has_an_id_of_its_own(text: str, texts: list[str]) -> None:
    assert sorted(public_texts(public_part(read_quiz(text).questions[0])).values()) == texts


def test_of_hints_only_the_cost_is_public() -> None:
    text = "### vrai-faux a\npoints: 2\nQ.\n= vrai\n> Indice : un\n> Indice (coût : 25 %) : deux\n"
    question = read_quiz(text).questions[0]
    assert public_part(question)["hints"] == [{"cost": "0"}, {"cost": "0.5"}]
    assert key_part(question)["hints"] == ["un", "deux"]
    assert question.hints[1].cost == Decimal("0.5")


def test_gaps_show_neither_their_answer_nor_its_length() -> None:
    short = read_quiz("### trous a\nUn {{a}}.\n").questions[0]
    long = read_quiz("### trous a\nUn {{anticonstitutionnellement|b}}.\n").questions[0]
    assert public_part(short) == public_part(long)
    assert public_part(short)["stem"] == "Un ⟦1⟧."


@given(st.sets(st.text(max_size=3), max_size=20))
def test_ids_depend_on_the_set_of_texts_only(texts: set[str]) -> None:
    ids = opaque_ids("q", sorted(texts))
    assert ids == opaque_ids("q", sorted(texts, reverse=True))
    assert len(set(ids.values())) == len(texts)
    assert all(len(id_) == 8 and int(id_, 16) >= 0 for id_ in ids.values())


def test_ids_grow_until_they_differ() -> None:
    # sha256("q\0" + text) of these two shares its first 8 hexadecimal digits.
    ids = opaque_ids("q", ["option 104148", "option 113531"])
    assert len(set(ids.values())) == 2
    assert {len(id_) for id_ in ids.values()} == {9}
