"""What goes out comes back equal, or is listed as lost: nothing is dropped in silence."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.exchange.formats import AIKEN, GIFT, MOODLE, QUIZ, READERS, WRITERS
from courses.quizzes.kinds.cloze import Gaps
from courses.quizzes.kinds.matching import Pairs
from courses.quizzes.kinds.numeric import Numbers
from courses.quizzes.kinds.open import Rubric
from courses.quizzes.kinds.ordering import Order
from courses.quizzes.kinds.rules import Answers, Rule
from courses.quizzes.question import Hint, QuestionText
from tests.quizzes.quiz_strategies import BODIES, questions

EVERY_KIND = [*BODIES, "cloze"]
SHARED = {
    GIFT: ["choice", "multiple", "true-false", "short", "numeric", "matching", "open"],
    MOODLE: [kind for kind in EVERY_KIND if kind not in ("hotspot", "output")],
}
EXAMPLES = settings.default.max_examples // 4


def told(question: QuestionText) -> QuestionText:
    """Neighbouring rules that tell the same are one rule: other formats write one a text."""
    if not isinstance(question.body, Answers):
        return question
    rules = list[Rule]()
    for rule in question.body.wrong:
        last = rules[-1] if rules else None
        if last and last.texts and rule.texts and last.feedback == rule.feedback:
            rules[-1] = replace(last, texts=last.texts + rule.texts)
        else:
            rules.append(rule)
    return replace(question, body=replace(question.body, wrong=tuple(rules)))


def carried(question: QuestionText, format_: str) -> QuestionText:
    """The same question without what the format is known not to carry."""
    question = replace(question, ranges=(), figure=None)
    hints = tuple(Hint(hint.text) for hint in question.hints)
    question = replace(question, hints=hints if format_ == MOODLE else ())
    if format_ == GIFT or question.kind not in ("choice", "multiple", "matching"):
        question = replace(question, fixed_order=False)
    body = question.body
    if isinstance(body, Numbers):
        units = body.accepted[0].units if format_ == MOODLE else ()
        body = Numbers(
            tuple(replace(each, relative=False, units=units) for each in body.accepted),
            tuple(
                replace(
                    rule,
                    expected=rule.expected and replace(rule.expected, relative=False, units=units),
                )
                for rule in body.wrong
            ),
        )
    elif isinstance(body, Pairs | Order):
        body = replace(body, wrong=())
    elif isinstance(body, Gaps):
        body = _carried_gaps(body)
        question = replace(question, points=Decimal(len(body.gaps)))
    elif isinstance(body, Rubric) and format_ == GIFT:
        body = Rubric(())
    return replace(question, body=body, points=question.points if format_ == MOODLE else Decimal(1))


def _carried_gaps(body: Gaps) -> Gaps:
    def bare(gap):
        number = gap.number and replace(gap.number, relative=False, units=())
        return replace(gap, number=number)

    number = bool(body.gaps[0].number)
    wrong = [
        replace(rule, answer=bare(rule.answer))
        for rule in body.wrong
        if not rule.gap
        or (bool(rule.answer.number) == number and bare(rule.answer) != bare(body.gaps[0]))
    ]
    return Gaps(tuple(map(bare, body.gaps)), tuple(wrong))


def came_back(question: QuestionText, format_: str) -> tuple:
    written = WRITERS[format_]((question,))
    read = READERS[format_](written.text)
    said = [(each.template, each.params) for each in (p.message for p in read.errors)]
    return written.losses, said, read.questions


@pytest.mark.parametrize(("format_", "kind"), [(f, kind) for f in SHARED for kind in SHARED[f]])
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_a_shared_question_comes_back_equal(format_: str, kind: str, data: st.DataObject) -> None:
    question = told(carried(data.draw(questions(kind)), format_))
    losses, errors, found = came_back(question, format_)
    if any(loss.whole for loss in losses):  # signs the format cannot say at all: it says so
        assert (errors != [], found) == (True, ())
    else:
        assert (errors, found) == ([], (question,))


@pytest.mark.parametrize("format_", [GIFT, MOODLE, AIKEN, QUIZ])
@settings(max_examples=EXAMPLES * 2)
@given(question=questions())
def test_what_does_not_come_back_equal_was_listed(format_: str, question: QuestionText) -> None:
    losses, errors, found = came_back(question, format_)
    if not losses:
        assert (errors, tuple(map(told, found))) == ([], (told(question),))


@pytest.mark.parametrize("kind", ["hotspot", "output", "ordering", "cloze"])
@settings(max_examples=5)
@given(data=st.data())
def test_a_kind_gift_does_not_have_is_left_out_and_listed(kind, data) -> None:
    question = data.draw(questions(kind))
    losses, _, found = came_back(question, GIFT)
    assert ([loss.whole for loss in losses], found) == ([True], ())
