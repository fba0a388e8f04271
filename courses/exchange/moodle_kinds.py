"""The types of question of Moodle XML, each turned into a kind of question here."""

from collections.abc import Callable, Mapping

from courses.exchange.answers import (
    NOTHING,
    Weighted,
    number_of,
    take_numbers,
    take_options,
    take_pairs,
    take_short,
    written_number,
)
from courses.exchange.drafting import Incoming
from courses.exchange.moodle_cloze import take_cloze
from courses.exchange.moodle_rubric import read_rubric
from courses.exchange.moodle_text import feedback_in, markdown_in
from courses.exchange.moodle_tree import Element
from courses.exchange.moodle_units import units_of
from courses.quizzes.kinds.numbers import Expected
from courses.quizzes.kinds.open import Rubric
from courses.quizzes.kinds.ordering import Order
from courses.quizzes.kinds.rules import ANY
from courses.quizzes.kinds.true_false import Statement
from courses.quizzes.messages import gettext_noop


def _options(incoming: Incoming, element: Element) -> None:
    single = element.value("single", "true") in ("true", "1")
    answers = [_weighted(incoming, each, markdown=True) for each in element.all("answer")]
    incoming.fixed_order = element.value("shuffleanswers", "1") in ("false", "0")
    take_options(incoming, answers, single=single)


def _weighted(incoming: Incoming, answer: Element, *, markdown: bool = False) -> Weighted:
    weight = number_of(answer.attributes.get("fraction", "0")) or NOTHING
    text = markdown_in(incoming, answer) if markdown else answer.value("text")
    return Weighted(text, weight, feedback_in(incoming, answer), answer.line)


def _statement(incoming: Incoming, element: Element) -> None:
    answers = {
        each.value("text").lower(): _weighted(incoming, each) for each in element.all("answer")
    }
    true, false = answers.get("true"), answers.get("false")
    if true is None or false is None or (true.weight > 0) == (false.weight > 0):
        incoming.wrong(
            gettext_noop("Whether the statement is true is not said, or not clearly."),
            gettext_noop("Give one of the answers true and false the fraction 100."),
        )
        return
    incoming.kind = "true-false"
    incoming.body = Statement(true.weight > 0, true.feedback, false.feedback)


def _short(incoming: Incoming, element: Element) -> None:
    if element.value("usecase") in ("1", "true"):
        incoming.lost(
            gettext_noop("Capitals counted in the answer: here they do not."),
            gettext_noop("Make it a “sortie” if every letter counts."),
        )
    take_short(incoming, [_weighted(incoming, each) for each in element.all("answer")])


def _numbers(incoming: Incoming, element: Element) -> None:
    units = units_of(incoming, element)
    answers = list[tuple[Weighted, Expected | None]]()
    for answer in element.all("answer"):
        each = _weighted(incoming, answer)
        if each.text == ANY:
            answers.append((each, None))
            continue
        value, reach = number_of(each.text), number_of(answer.value("tolerance") or "0")
        if value is None or reach is None or reach < 0:
            incoming.wrong(
                gettext_noop("This answer is no number, or its tolerance is none."),
                gettext_noop("Write a number with a point, and 0 for an exact one."),
                answer.line,
            )
            return
        answers.append((each, Expected(written_number(value), reach, units=units)))
    take_numbers(incoming, answers)


def _pairs(incoming: Incoming, element: Element) -> None:
    incoming.fixed_order = element.value("shuffleanswers", "1") in ("false", "0")
    sides = list[tuple[str, str]]()
    for each in element.all("subquestion"):
        answer = each.first("answer")
        plain = "markdown" if each.attributes.get("format") == "markdown" else "plain_text"
        sides.append((markdown_in(incoming, each), markdown_in(incoming, answer, plain)))
    take_pairs(incoming, sides)


def _order(incoming: Incoming, element: Element) -> None:
    answers = element.all("answer")
    ranked = sorted(answers, key=lambda each: number_of(each.attributes.get("fraction", "")) or 0)
    if element.value("selecttype", "ALL").upper() not in ("ALL", "0"):
        incoming.lost(gettext_noop("Some items were drawn: here all of them are to be ordered."))
    if element.value("gradingtype", "LONGEST_ORDERED_SUBSET") not in (
        "LONGEST_ORDERED_SUBSET",
        "5",
    ):
        incoming.lost(
            gettext_noop("This order was marked another way."),
            gettext_noop("Here the longest run in the right order counts."),
        )
    if any(each.value("feedback") for each in answers):
        incoming.lost(gettext_noop("An item to order has no feedback of its own."))
    items = tuple(markdown_in(incoming, each) for each in ranked)
    if len(items) < 2:
        incoming.wrong(
            gettext_noop("This question has fewer than two items to order."),
            gettext_noop("Write at least two."),
        )
        return
    incoming.kind, incoming.body = "ordering", Order(items)


def _open(incoming: Incoming, element: Element) -> None:
    incoming.kind, incoming.body = "open", Rubric(())
    if element.value("responsetemplate"):
        incoming.lost(
            gettext_noop("The text an answer began with is left out."),
            gettext_noop("Put it in the stem."),
        )
    if number_of(element.value("attachments", "0")):
        incoming.lost(gettext_noop("Files to hand in are not asked for here."))
    notes = markdown_in(incoming, element.first("graderinfo"))
    rubric = read_rubric(notes)
    if rubric:
        incoming.body = rubric
    elif notes:
        incoming.lost(
            gettext_noop("The notes for those who mark are left out."),
            gettext_noop("Write them as criteria: “~ 2 : compares the two”."),
        )


READERS: Mapping[str, Callable[[Incoming, Element], None]] = {
    "multichoice": _options,
    "truefalse": _statement,
    "shortanswer": _short,
    "numerical": _numbers,
    "matching": _pairs,
    "ordering": _order,
    "essay": _open,
    "cloze": take_cloze,
}
