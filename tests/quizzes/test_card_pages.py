"""What a student's page shows of a question of each kind, before and after its answer."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.quizzes.cards.making import Asked, draft_card, marked_card, open_card
from courses.quizzes.cards.views import QuestionCard
from courses.quizzes.drawing import drawn_values
from courses.quizzes.formulas import write_decimal
from courses.quizzes.grading import grade
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.models import QuestionRevision
from courses.quizzes.question import QuestionText
from courses.quizzes.rendering import RenderedQuestion
from courses.quizzes.split import key_part, public_part, public_texts
from courses.quizzes.text.reading import read_quiz
from tests.quizzes.quiz_strategies import BODIES, questions
from tests.quizzes.test_split import CANARY, OTHER_KEYS


def rendered(question: QuestionText) -> RenderedQuestion:
    """Both parts, each text standing for its HTML: Markdown is not what is tested here."""
    public = public_part(question)
    texts = public_texts(public)
    html = {"stem": public["stem"], "options": texts, "words": texts}
    return RenderedQuestion(public, html, key_part(question))


def page(card: QuestionCard, **context: Any) -> str:
    return render_to_string("quizzes/question.html", {"card": card, **context})


@pytest.mark.parametrize("kind", [*BODIES, "cloze"])
@settings(max_examples=settings.default.max_examples // 3, deadline=None)
@given(data=st.data())
def test_another_key_leaves_the_page_byte_for_byte_the_same(kind: str, data: st.DataObject) -> None:
    question: QuestionText = data.draw(questions(kind))
    other = replace(
        question,
        body=OTHER_KEYS[kind](question.body, data.draw),
        explanation=CANARY,
        hints=tuple(replace(hint, text=CANARY) for hint in question.hints),
        source=CANARY,
    )
    pages = [page(draft_card(each, rendered(each))) for each in (question, other)]
    assert pages[0] == pages[1]
    assert CANARY not in pages[0]


@pytest.mark.parametrize("kind", [*BODIES, "cloze"])
@settings(max_examples=settings.default.max_examples // 3, deadline=None)
@given(data=st.data(), right=st.booleans())
def test_every_question_has_a_page_once_it_is_marked(
    kind: str, data: st.DataObject, right: bool
) -> None:
    question: QuestionText = data.draw(questions(kind))
    made = rendered(question)
    values = drawn_values(made.public, "a")
    expected = grade(kind, made.public, made.key, None, values).right
    answer = expected if right else None
    verdict = grade(kind, made.public, made.key, answer, values)
    revision = QuestionRevision(
        kind=kind, public=made.public, html=made.html, points=question.points
    )
    asked_for = Asked(revision, 7, "a", values, answer)
    told = {"state": verdict.state, "right": verdict.right, "parts": verdict.parts}
    card = open_card(1, 1, asked_for, "op")
    marked = page(marked_card(card, asked_for, told, question.points, ()))
    if expected is None:
        return  # a person marks
    sign = "✓" if right and verdict.state == "right" else "–"
    assert sign in marked or verdict.state not in ("right", "blank")


DRAWN = """### numérique a
t ∈ 2..9 · k ∈ 0,5..2,5 pas 0,5
Il dure {t} s, {k} fois.
= t × k ± 0 [s]
≠ t + k ± 0 [s] > Non : {t} fois {k}.
"""


def asked(text: str, seed: str, answer: Any = None) -> tuple[Asked, RenderedQuestion]:
    question = read_quiz(text).questions[0]
    made = rendered(question)
    revision = QuestionRevision(
        kind=question.kind, public=made.public, html=made.html, points=question.points
    )
    return Asked(revision, 7, seed, drawn_values(made.public, seed), answer), made


def test_each_seed_draws_its_own_numbers_always_the_same() -> None:
    stems = {seed: open_card(1, 1, asked(DRAWN, seed)[0], "op").stem for seed in "abcdefgh"}
    assert stems == {s: open_card(1, 1, asked(DRAWN, s)[0], "op").stem for s in "abcdefgh"}
    assert len(set(stems.values())) > 1
    assert not any("{" in stem for stem in stems.values())


def test_numbers_drawn_stand_in_the_feedback_too() -> None:
    question, _ = asked(DRAWN, "a", {"value": "1", "unit": ""})
    card = open_card(1, 1, question, "op")
    told = {"target": "", "html": "Non : {t} fois {k}."}
    verdict = {"state": "wrong", "right": {"value": "3", "unit": "s"}, "feedback": [told]}
    t, k = (write_decimal(Decimal(question.values[name])) for name in "tk")
    marked = marked_card(card, question, verdict, card.points * 0, ())
    assert marked.feedback == (f"Non : {t} fois {k}.",)
    assert marked.right_answer == "3 s"


def test_two_feedbacks_on_one_option_are_both_told() -> None:
    text = "### choix a\nQ\n- (x) b\n- ( ) c\n"
    question, made = asked(text, "a")
    wrong = next(each["id"] for each in made.key["options"] if not each["right"])
    question = replace(question, answer=wrong)
    verdict = {
        "state": "wrong",
        "right": "x",
        "feedback": [{"target": wrong, "html": "un"}, {"target": wrong, "html": "deux"}],
    }
    card = marked_card(
        open_card(1, 1, question, "op"), question, verdict, question.revision.points * 0, ()
    )
    assert [option.feedback for option in card.options if option.chosen] == [("un", "deux")]


def test_options_come_in_another_order_for_another_attempt_and_stay_where_they_are() -> None:
    text = "### choix a\nQ\n- (x) b\n- ( ) c\n- ( ) d\n- ( ) e\n"
    orders = {}
    for seed in "abcdef":
        cards = [open_card(1, 1, asked(text, seed)[0], f"op {n}") for n in range(2)]
        orders[seed] = [[option.id for option in card.options] for card in cards]
        assert orders[seed][0] == orders[seed][1]
    assert len({tuple(order[0]) for order in orders.values()}) > 1


@pytest.mark.parametrize(
    ("text", "answer", "reason"),
    [
        ("### numérique a\nQ\n= 3 ± 0 [W, kW]\n", {"value": "3", "unit": ""}, "unit"),
        ("### numérique a\nQ\n= 3 ± 0 [W, kW]\n", {"value": "trois", "unit": "W"}, "unreadable"),
        ("### courte a\nQ\n= hyperviseur\n", "hyperviseurs", "typo"),
        ("### trous a\nUn {{hyperviseur}} à {{=2 ± 0 [Go, Mo]}}.\n", {"1": "x", "2": "2"}, "unit"),
        ("### trous a\nUn {{hyperviseur}} à {{=2 ± 0}}.\n", {"1": "hypervizeur", "2": "2"}, "typo"),
    ],
)
def test_why_another_try_is_known_without_the_key(text: str, answer: Any, reason: str) -> None:
    public = public_part(read_quiz(text).questions[0])
    assert KINDS[public["kind"]].doubt(public, answer) == reason
