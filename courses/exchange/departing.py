"""A question on its way out to another format: what that format cannot say of it."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal

from courses.exchange.answers import share
from courses.exchange.question_file import Loss
from courses.quizzes.formulas import evaluate
from courses.quizzes.kinds.numbers import Expected
from courses.quizzes.messages import Message, gettext_noop
from courses.quizzes.question import QuestionText

_REWRITE = gettext_noop("Say it in the stem, or keep this question here.")
_HERE = gettext_noop("Keep a copy as .quiz.md, which says everything.")


class LeftOut(ValueError):
    """The format cannot say this question at all."""


@dataclass
class Outgoing:
    """One question being written; what is lost goes to `losses`."""

    question: QuestionText
    losses: list[Loss] = field(default_factory=list)

    def lost(self, template: str, mend: str = _HERE, **params: str | int) -> None:
        """Note something the format does not say, once."""
        loss = Loss(self.question, Message(template, params), Message(mend, params))
        self.losses += [] if loss in self.losses else [loss]

    def left_out(self, template: str, mend: str = _HERE, **params: str | int) -> LeftOut:
        """Note that the whole question is left out; the caller raises what is returned."""
        loss = Loss(self.question, Message(template, params), Message(mend, params), whole=True)
        self.losses[:] = [loss]
        return LeftOut(template)


def write_each(
    questions: Iterable[QuestionText], write: Callable[[Outgoing], str]
) -> tuple[list[str], tuple[Loss, ...]]:
    """What `write` makes of each question it does not leave out, and all the losses."""
    texts, losses = list[str](), list[Loss]()
    for question in questions:
        outgoing = Outgoing(question)
        with suppress(LeftOut):
            texts.append(write(outgoing))
        losses += outgoing.losses
    return texts, tuple(losses)


def check_common(outgoing: Outgoing) -> None:
    """Note what no other format says; LeftOut for a question that draws numbers."""
    question = outgoing.question
    if question.ranges:
        raise outgoing.left_out(
            gettext_noop("Numbers are drawn for each student: no other format here says so."),
            gettext_noop("Write a variant with fixed numbers."),
        )
    if question.figure:
        outgoing.lost(
            gettext_noop("The figure “{name}” is not written."),
            gettext_noop("Describe it in the stem."),
            name=question.figure,
        )
    if any(hint.cost for hint in question.hints):
        outgoing.lost(gettext_noop("The cost of the hints is not written."))


def lost_rules(outgoing: Outgoing) -> None:
    """Note that feedback on foreseen errors is left out, if there is any."""
    if outgoing.question.body.wrong:
        outgoing.lost(
            gettext_noop("The feedback on foreseen errors is not written."),
            gettext_noop("Put it in the explanation."),
        )


def lost_units(outgoing: Outgoing) -> None:
    """Note that units are left out."""
    outgoing.lost(
        gettext_noop("The units are not written: only the number is compared."),
        gettext_noop("Name the unit in the stem."),
    )


def no_such_kind(outgoing: Outgoing, kind: str, name: str) -> LeftOut:
    """The format `name` has no questions of this kind."""
    return outgoing.left_out(
        gettext_noop("{format} has no questions of the kind “{kind}”."), format=name, kind=kind
    )


def plain_number(outgoing: Outgoing, expected: Expected) -> tuple[str, str]:
    """The value and the tolerance of `expected`, both with a point; what changes is noted."""
    fraction = evaluate(expected.value, {})
    value = Decimal(fraction.numerator) / Decimal(fraction.denominator)
    tolerance = expected.tolerance
    if value * fraction.denominator != fraction.numerator:
        outgoing.lost(gettext_noop("A formula is written as its value, to 28 digits."), _REWRITE)
    if expected.relative:
        tolerance = abs(value) * tolerance / 100
        outgoing.lost(
            gettext_noop("A tolerance of {percent} % is written as ± {tolerance}."),
            percent=_plain(expected.tolerance),
            tolerance=_plain(tolerance),
        )
    return _plain(value), _plain(tolerance)


def shares(outgoing: Outgoing, count: int) -> str:
    """The weight of each of `count` options, in per cent; one Moodle does not know is noted."""
    if count > 10:
        outgoing.lost(
            gettext_noop("Moodle has no weight for one option in {count}: it rounds it."),
            gettext_noop("Keep ten options of a sort at most."),
            count=count,
        )
    return _plain(share(count))


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f") if number else "0"
