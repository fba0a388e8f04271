"""An answer becomes a mark: kind by kind, and for any answer at all."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.quizzes.grading import after_hints, describe, grade, read_answer
from courses.quizzes.kinds.ordering import longest_run
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.messages import Message
from courses.quizzes.question import QuestionText
from courses.quizzes.split import key_part, public_part, shuffled
from courses.quizzes.text.reading import read_quiz
from courses.quizzes.verdict import InvalidAnswer, Verdict
from tests.quizzes.quiz_strategies import questions

CHOICE = "### choix q\nQ ?\n- (x) oui\n  > Bien.\n- ( ) non\n  > Non.\n- ( ) peut-être\n"
MULTIPLE = "### multiple q\nQ ?\n- [x] a\n- [x] b\n- [x] c\n- [ ] d\n- [ ] e\n"
TRUE_FALSE = "### vrai-faux q\nQ.\n= faux\n> si vrai : Non.\n"
NUMERIC = "### numérique q\nQ ?\n= 1000 ± 3 % [W, kW]\n≠ 10 ± 0 [W] > Trop peu.\n≠ * > Non.\n"
SHORT = "### courte q\nQ ?\n= hypercall | hyper-appel\n≠ appel système > Non.\n≠ * > Relisez.\n"
MATCHING = "### appariement q\nQ\n- a :: 1\n- b :: 2\n- c :: 3\n- (leurre) :: 4\n≠ a :: 2 > Non.\n"
ORDERING = "### ordre q\nQ\n1. a\n2. b\n3. c\n4. d\n≠ 2 avant 1 > Non.\n"
CLOZE = "### trous q\nA {{=2 ± 0 [Go]}} B {{inférieur|plus petit}}.\n≠ 2 :: supérieur > Non.\n"
HOTSPOT = "### zone q\nfigure: pile:type2\nQ\n= hote | mat\n≠ * > Non.\n"
OUTPUT = "### sortie q\nQ ?\n=\n```\na b\nC\n```\n≠ * > Non.\n"
OPEN = "### ouverte q\nQ ?\n~ 2 : critère\n"


def read(text: str) -> QuestionText:
    file = read_quiz(text)
    assert file.errors == ()
    return file.questions[0]


def verdict_on(text: str, answer: Any, values: dict[str, str] | None = None) -> Verdict:
    question = read(text)
    return grade(question.kind, public_part(question), key_part(question), answer, values or {})


def told(text: str, answer: Any) -> list[str]:
    key = key_part(read(text))
    return [key["feedback"][ref.index] for ref in verdict_on(text, answer).feedback]


def ids(text: str, name: str = "options") -> dict[str, str]:
    return {each["text"]: each["id"] for each in public_part(read(text))[name]}


def test_choice() -> None:
    options = ids(CHOICE)
    right = verdict_on(CHOICE, options["oui"])
    assert (right.fraction, right.state, right.right) == (1, "right", options["oui"])
    assert told(CHOICE, options["oui"]) == ["Bien."]
    wrong = verdict_on(CHOICE, options["non"])
    assert (wrong.fraction, wrong.state, wrong.right) == (0, "wrong", options["oui"])
    assert told(CHOICE, options["non"]) == ["Non."]
    assert told(CHOICE, options["peut-être"]) == []


@pytest.mark.parametrize(
    ("ticked", "fraction", "state"),
    [
        ("", Fraction(0), "blank"),
        ("abc", Fraction(1), "right"),
        ("ab", Fraction(2, 3), "partly"),
        ("abcd", Fraction(1, 2), "partly"),
        ("ad", Fraction(0), "wrong"),
        ("abd", Fraction(1, 6), "partly"),
        ("d", Fraction(0), "wrong"),
        ("abcde", Fraction(0), "wrong"),
    ],
)
def test_multiple(ticked: str, fraction: Fraction, state: str) -> None:
    options = ids(MULTIPLE)
    verdict = verdict_on(MULTIPLE, [options[letter] for letter in ticked])
    assert (verdict.fraction, verdict.state) == (fraction, state)


def test_a_tick_given_twice_counts_once() -> None:
    option = ids(MULTIPLE)["a"]
    assert verdict_on(MULTIPLE, [option, option]).fraction == Fraction(1, 3)


def test_true_false() -> None:
    assert verdict_on(TRUE_FALSE, "false").fraction == 1
    assert verdict_on(TRUE_FALSE, "true").fraction == 0
    assert told(TRUE_FALSE, "true") == ["Non."]
    assert told(TRUE_FALSE, "false") == []


@pytest.mark.parametrize(
    ("answer", "state", "reason", "said"),
    [
        ({"value": "1000", "unit": "W"}, "right", "", []),
        ({"value": "970", "unit": "W"}, "right", "", []),
        ({"value": "969,9", "unit": "W"}, "wrong", "", ["Non."]),
        ({"value": "1,03", "unit": "kW"}, "right", "", []),
        ({"value": "0.001 MW", "unit": ""}, "right", "", []),
        ({"value": "1 kW", "unit": "W"}, "right", "", []),
        ("1 kw", "right", "", []),
        ("10 W", "wrong", "", ["Trop peu."]),
        ("0,01 kW", "wrong", "", ["Trop peu."]),
        ("1000 s", "wrong", "", ["Non."]),
        ("1000", "retry", "unit", []),
        ("1000 pommes", "retry", "unit", []),
        ("beaucoup", "retry", "unreadable", []),
        ("   ", "blank", "", []),
        ({"value": "", "unit": "W"}, "blank", "", []),
    ],
)
def test_numeric(answer: Any, state: str, reason: str, said: list[str]) -> None:
    verdict = verdict_on(NUMERIC, answer)
    assert (verdict.state, verdict.reason, told(NUMERIC, answer)) == (state, reason, said)
    assert verdict.fraction == (1 if state == "right" else 0)
    assert verdict.right == {"value": "1000", "unit": "W"}


@pytest.mark.parametrize(
    ("line", "answer", "fraction"),
    [
        ("= 12 ± 0", "12", 1),
        ("= 12 ± 0", "12 VM", 1),
        ("= 0,12 ± 0", "12 %", 1),
        ("= 12 ± 0 [%]", "12", 1),
        ("= 12 ± 0 [%]", "0,12 %", 0),
        ("= 12 ± 0,5", "12,5", 1),
        ("= 12 ± 0,5", "12,51", 0),
        ("= -12 ± 10 %", "-13,2", 1),
        ("= -12 ± 10 %", "12", 0),
        ("= 2 ± 0 [Go]", "2", 1),
        ("= 2 ± 0 [Go]", "16 Gbit", 1),
        ("= 2 ± 0 [Go]", "2 Gio", 0),
        ("= 3 ± 0 [serveurs]", "3 Serveurs", 1),
        ("= 3 ± 0 [serveurs]", "3 W", 0),
        ("= 1 ± 0\n= 4 ± 0", "4", 1),
    ],
)
def test_tolerance_and_units(line: str, answer: str, fraction: int) -> None:
    assert verdict_on(f"### numérique q\nQ ?\n{line}\n", answer).fraction == fraction


@pytest.mark.parametrize(
    ("answer", "state", "said"),
    [
        ("Hypercall", "right", []),
        ("l’hyper appel", "right", []),
        ("hypercal", "retry", []),
        ("un appel systeme", "wrong", ["Non."]),
        ("interruption", "wrong", ["Relisez."]),
        ("", "blank", []),
    ],
)
def test_short(answer: str, state: str, said: list[str]) -> None:
    verdict = verdict_on(SHORT, answer)
    assert (verdict.state, told(SHORT, answer)) == (state, said)
    assert verdict.reason == ("typo" if state == "retry" else "")
    assert verdict.fraction == (1 if state == "right" else 0)


def test_a_wrong_answer_foreseen_is_no_typo() -> None:
    text = "### courte q\nQ ?\n= externe\n≠ extern > Non.\n"
    assert verdict_on(text, "extern").state == "wrong"
    assert verdict_on(text, "externes").state == "retry"


def test_matching() -> None:
    lefts, rights = ids(MATCHING, "lefts"), ids(MATCHING, "rights")
    right = {lefts["a"]: rights["1"], lefts["b"]: rights["2"], lefts["c"]: rights["3"]}
    assert verdict_on(MATCHING, right).fraction == 1
    wrong = verdict_on(MATCHING, {lefts["a"]: rights["2"], lefts["b"]: rights["2"]})
    assert (wrong.fraction, wrong.state) == (Fraction(1, 3), "partly")
    assert wrong.parts == ((lefts["a"], False), (lefts["b"], True), (lefts["c"], False))
    assert [(ref.target, ref.index) for ref in wrong.feedback] == [(lefts["a"], 0)]
    assert verdict_on(MATCHING, {lefts["a"]: rights["4"]}).fraction == 0
    assert verdict_on(MATCHING, {lefts["a"]: ""}).state == "blank"


@pytest.mark.parametrize(
    ("order", "fraction", "said"),
    [
        ("abcd", Fraction(1), []),
        ("abdc", Fraction(3, 4), []),
        ("dabc", Fraction(3, 4), []),
        ("bacd", Fraction(3, 4), ["Non."]),
        ("cdab", Fraction(1, 2), []),
        ("dcba", Fraction(0), ["Non."]),
        ("acd", Fraction(3, 4), []),
        ("a", Fraction(0), []),
    ],
)
def test_ordering(order: str, fraction: Fraction, said: list[str]) -> None:
    items = ids(ORDERING, "items")
    answer = [items[letter] for letter in order]
    assert verdict_on(ORDERING, answer).fraction == fraction
    assert told(ORDERING, answer) == said
    places = {items[letter]: place for place, letter in enumerate(order, 1)}
    assert verdict_on(ORDERING, places) == verdict_on(ORDERING, answer)


def test_two_items_at_one_place_are_in_no_order() -> None:
    items = ids(ORDERING, "items")
    places = dict(zip(items.values(), (1, 1, 2, 2), strict=True))
    assert verdict_on(ORDERING, places).fraction == Fraction(1, 2)
    assert verdict_on(ORDERING, dict.fromkeys(items.values(), 1)).fraction == 0


@given(st.lists(st.integers(0, 6), max_size=7))
def test_the_longest_run_is_the_longest_rising_selection(places: list[int]) -> None:
    def longest(start: int, above: int) -> int:
        runs = [
            1 + longest(n + 1, places[n]) for n in range(start, len(places)) if places[n] > above
        ]
        return max(runs, default=0)

    run = longest_run({str(n): place for n, place in enumerate(places)})
    assert len(run) == longest(0, -1)
    found = [places[int(id_)] for id_ in run]
    assert (run, found) == (sorted(run, key=int), sorted(set(found)))


@pytest.mark.parametrize(
    ("answer", "fraction", "state", "reason"),
    [
        ({"1": "2", "2": "inférieur"}, Fraction(1), "right", ""),
        ({"1": {"value": "2000", "unit": "Mo"}, "2": "plus petit"}, Fraction(1), "right", ""),
        ({"1": "3", "2": "inferieur"}, Fraction(1, 2), "partly", ""),
        ({"1": "2"}, Fraction(1, 2), "partly", ""),
        ({"1": "2", "2": "inférrieur"}, Fraction(1, 2), "retry", "typo"),
        ({"1": "deux", "2": "inférieur"}, Fraction(1, 2), "retry", "unreadable"),
        ({"1": "3", "2": "autre"}, Fraction(0), "wrong", ""),
        ({"1": "", "2": " "}, Fraction(0), "blank", ""),
    ],
)
def test_cloze(answer: Any, fraction: Fraction, state: str, reason: str) -> None:
    verdict = verdict_on(CLOZE, answer)
    assert (verdict.fraction, verdict.state, verdict.reason) == (fraction, state, reason)


def test_a_gap_filled_as_foreseen_is_told_why_beside_it() -> None:
    verdict = verdict_on(CLOZE, {"1": "2", "2": "supérieur"})
    assert [(ref.target, ref.index) for ref in verdict.feedback] == [("2", 0)]
    assert verdict.parts == (("1", True), ("2", False))


def test_hotspot() -> None:
    assert verdict_on(HOTSPOT, "mat").fraction == 1
    assert told(HOTSPOT, "hv") == ["Non."]
    with pytest.raises(InvalidAnswer):
        verdict_on(HOTSPOT, "Hôte")


@pytest.mark.parametrize(
    ("answer", "fraction"),
    [("a b\nC", 1), ("  a   b \r\n\r\nC\n", 1), ("a b C", 0), ("a b\nc", 0), ("ab\nC", 0)],
)
def test_output(answer: str, fraction: int) -> None:
    assert verdict_on(OUTPUT, answer).fraction == fraction


def test_open_waits_for_a_person() -> None:
    assert verdict_on(OPEN, "Parce que.").state == "manual"
    assert verdict_on(OPEN, " \n").state == "blank"
    assert read(OPEN).points == 2


def test_a_formula_is_worked_out_for_the_numbers_drawn() -> None:
    text = "### numérique q\nx ∈ 2..9\n{x} Go, en Gbit ?\n= x × 8 ± 0\n≠ x ÷ 8 ± 0 > À l'envers.\n"
    assert verdict_on(text, "24", {"x": "3"}).fraction == 1
    assert verdict_on(text, "24", {"x": "4"}).fraction == 0
    assert verdict_on(text, "0,5", {"x": "4"}).feedback[0].index == 0
    assert verdict_on(text, None, {"x": "3"}).right == {"value": "24", "unit": ""}


def test_a_formula_without_a_value_waits_for_a_person() -> None:
    text = "### numérique q\nx ∈ 0..9\nQ ?\n= 1 ÷ x ± 0\n"
    assert verdict_on(text, "1", {"x": "1"}).fraction == 1
    assert verdict_on(text, "1", {"x": "0"}).state == "manual"
    assert verdict_on(text, "1", {}).state == "manual"


def test_hints_cost_what_the_teacher_says() -> None:
    costs = [Decimal("0.5"), Decimal(1)]
    assert after_hints(Fraction(1), Decimal(2), costs[:1]) == Fraction(3, 4)
    assert after_hints(Fraction(1, 2), Decimal(2), costs) == 0
    assert after_hints(Fraction(1, 2), Decimal(2), []) == Fraction(1, 2)


FORMS = [
    (CHOICE, lambda: {"answer": [ids(CHOICE)["oui"]]}),
    (MULTIPLE, lambda: {"answer": [ids(MULTIPLE)[letter] for letter in "abc"]}),
    (TRUE_FALSE, lambda: {"answer": ["false"]}),
    (NUMERIC, lambda: {"answer": ["1,01"], "unit": ["kW"]}),
    (SHORT, lambda: {"answer": ["hypercall"]}),
    (
        MATCHING,
        lambda: {
            f"pair-{ids(MATCHING, 'lefts')[left]}": [ids(MATCHING, "rights")[right]]
            for left, right in ("a1", "b2", "c3")
        },
    ),
    (
        ORDERING,
        lambda: {
            f"position-{ids(ORDERING, 'items')[item]}": [place]
            for item, place in ("b2", "a1", "d4", "c3")
        },
    ),
    (CLOZE, lambda: {"gap-1": ["2000"], "unit-1": ["Mo"], "gap-2": ["inférieur"]}),
    (HOTSPOT, lambda: {"answer": ["hote"]}),
    (OUTPUT, lambda: {"answer": ["a b\r\nC"]}),
]


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_a_plain_form_posts_an_answer(text: str, form: Any) -> None:
    question = read(text)
    posted = {"csrfmiddlewaretoken": ["x"], **form()}
    assert verdict_on(text, read_answer(question.kind, posted)).fraction == 1
    emptied = {name: [""] for name in posted}
    assert read_answer(question.kind, emptied) is None
    assert read_answer(question.kind, {}) is None


@pytest.mark.parametrize(
    ("text", "answer", "lines"),
    [
        (CHOICE, lambda: ids(CHOICE)["oui"], ("oui",)),
        (MULTIPLE, lambda: [ids(MULTIPLE)["d"], ids(MULTIPLE)["a"]], ("a", "d")),
        (TRUE_FALSE, lambda: "true", (Message("True"),)),
        (NUMERIC, lambda: {"value": "1", "unit": "kW"}, ("1 kW",)),
        (SHORT, lambda: "appel", ("appel",)),
        (
            MATCHING,
            lambda: {ids(MATCHING, "lefts")["b"]: ids(MATCHING, "rights")["4"]},
            ("a → …", "b → 4", "c → …"),
        ),
        (
            ORDERING,
            lambda: [ids(ORDERING, "items")[item] for item in "dba"],
            ("1. d", "2. b", "3. a"),
        ),
        (CLOZE, lambda: {"1": {"value": "2", "unit": "Go"}}, ("1. 2 Go", "2. …")),
        (HOTSPOT, lambda: "hote", ("OS hôte",)),
        (OUTPUT, lambda: "a", ("a",)),
        (OPEN, lambda: "Parce que.", ("Parce que.",)),
    ],
)
def test_an_answer_in_words(text: str, answer: Any, lines: tuple[str, ...]) -> None:
    question = read(text)
    found = describe(question.kind, public_part(question), answer())
    assert sorted(map(str, found)) == sorted(map(str, lines))
    empty = describe(question.kind, public_part(question), None)
    assert all(line.endswith("…") for line in map(str, empty))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


@given(questions(), st.data())
def test_any_answer_has_a_verdict_or_is_refused(question: QuestionText, data: Any) -> None:
    public, key = public_part(question), key_part(question)
    known = [
        each["id"]
        for name in ("options", "lefts", "rights", "items", "gaps")
        for each in public.get(name, [])
    ] or ["true"]
    texts = st.sampled_from(known) | st.text(max_size=6) | st.sampled_from(["1", "2 W", "1e99"])
    shaped = st.lists(texts) | st.dictionaries(texts, texts | st.integers())
    answer = data.draw(JSON | texts | shaped)
    try:
        verdict = grade(question.kind, public, key, answer)
    except InvalidAnswer:
        return
    assert 0 <= verdict.fraction <= 1
    assert all(0 <= ref.index < len(key["feedback"]) for ref in verdict.feedback)
    if verdict.state in ("blank", "wrong", "manual"):
        assert verdict.fraction == 0
    describe(question.kind, public, answer)


@given(questions())
def test_the_key_is_worth_full_marks_and_nothing_is_worth_nothing(question: QuestionText) -> None:
    public, key = public_part(question), key_part(question)
    values = {drawn.name: "3" for drawn in question.ranges}
    nothing = grade(question.kind, public, key, None, values)
    assert (nothing.state, nothing.fraction) == ("blank", 0)
    if question.kind != "open":
        assert grade(question.kind, public, key, nothing.right, values).state == "right"


@settings(max_examples=settings.default.max_examples // 2)
@given(questions("multiple"))
def test_ticking_everything_is_worth_nothing(question: QuestionText) -> None:
    public = public_part(question)
    every = [option["id"] for option in public["options"]]
    assert grade("multiple", public, key_part(question), every).fraction == 0


@settings(max_examples=settings.default.max_examples // 2)
@given(questions(), st.text(max_size=5))
def test_shuffling_loses_nothing_and_is_repeatable(question: QuestionText, seed: str) -> None:
    public = public_part(question)
    once = shuffled(public, seed)
    assert once == shuffled(public, seed)
    name = KINDS[question.kind].shuffles
    if name:

        def by_id(each: dict[str, str]) -> str:
            return each["id"]

        assert sorted(once[name], key=by_id) == sorted(public[name], key=by_id)
    if question.fixed_order or not name:
        assert once == public


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (CHOICE, "inconnu"),
        (CHOICE, 1),
        (CHOICE, ["oui"]),
        (MULTIPLE, "a"),
        (MULTIPLE, ["inconnu"]),
        (MULTIPLE, [None] * 6),
        (TRUE_FALSE, True),
        (NUMERIC, 12),
        (NUMERIC, {"value": "1", "tolerance": "100"}),
        (NUMERIC, {"value": ["1"]}),
        (SHORT, "a" * 501),
        (SHORT, "a\x00"),
        (SHORT, "\ud800"),
        (MATCHING, ["1"]),
        (MATCHING, {"inconnu": ""}),
        (MATCHING, {1: 2}),
        (ORDERING, "abcd"),
        (ORDERING, [["a"]]),
        (ORDERING, ["inconnu"]),
        (ORDERING, ["a", "a"]),
        (ORDERING, {"a": "1"}),
        (ORDERING, {"a": True}),
        (CLOZE, ["2"]),
        (CLOZE, {"3": "2"}),
        (OPEN, "a" * 20_001),
    ],
)
def test_what_the_question_cannot_receive_is_refused(text: str, answer: Any) -> None:
    with pytest.raises(InvalidAnswer):
        verdict_on(text, answer)


def test_an_open_answer_is_read_as_it_was_written() -> None:
    assert read_answer("open", {"answer": ["Parce que.\r\nVoilà."]}) == "Parce que.\nVoilà."
    assert read_answer("open", {"answer": [""]}) is None
