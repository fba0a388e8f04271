"""What stands between the braces of a GIFT question."""

import re
from decimal import Decimal

from courses.exchange.answers import (
    FULL,
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
from courses.exchange.gift_text import Lines, Piece, markdown_of, unescaped
from courses.quizzes.kinds.numbers import Expected
from courses.quizzes.kinds.open import Rubric
from courses.quizzes.kinds.rules import ANY
from courses.quizzes.kinds.true_false import Statement
from courses.quizzes.messages import gettext_noop

_WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]{0,9})?)%")
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")


def take_answers(incoming: Incoming, inside: Piece, format_: str, lines: Lines) -> bool:
    """Gives `incoming` its kind and body; False after noting why there are none."""
    return _Answers(incoming, format_, lines).take(inside)


class _Answers:
    def __init__(self, incoming: Incoming, format_: str, lines: Lines) -> None:
        self._incoming, self._format, self._lines = incoming, format_, lines

    def take(self, inside: Piece) -> bool:
        place = inside.mask.rfind("####")
        if place >= 0:
            explanation = self._markdown(inside.part(place + 4))
            inside = inside.part(0, place)
            self._incoming.explanation += [explanation] if explanation else []
        mask = inside.mask
        if not mask:
            self._incoming.kind, self._incoming.body = "open", Rubric(())
        elif mask.startswith(">"):
            self._refuse(
                gettext_noop("Questions to put in order are not read from GIFT."),
                gettext_noop("Export them as Moodle XML."),
            )
        elif mask.startswith("#"):
            self._take_numbers(inside.part(1))
        elif "~" in mask:
            self._take_options(inside)
        elif "=" in mask and "->" in mask:
            self._take_pairs(inside)
        elif (word := inside.split("#")[0].text) in _TRUE + _FALSE:
            self._take_statement(inside, true=word in _TRUE)
        else:
            take_short(self._incoming, [self._weighted(each, FULL) for each in _parts(inside, "=")])
        return self._incoming.body is not None

    def _refuse(self, message: str, mend: str, piece: Piece | None = None) -> None:
        self._incoming.wrong(message, mend, self._line(piece) if piece else 0)

    def _line(self, piece: Piece) -> int:
        return self._lines.place(piece.at)[0]

    def _markdown(self, piece: Piece) -> str:
        text, losses = markdown_of(piece, self._format)
        if losses:
            self._incoming.lost(
                gettext_noop("Not kept of the HTML: {names}."),
                gettext_noop("Add the image as a figure of the course; check the text."),
                self._line(piece),
                names=", ".join(losses),
            )
        return text

    def _weighted(self, piece: Piece, weight: Decimal, *, weighs: bool | None = None) -> Weighted:
        """What stands behind a sign; `weight` if it says none.

        `weighs` tells an option, which is Markdown, and whether it may say its weight.
        """
        found = None if weighs is False else _WEIGHT.match(piece.mask)
        weight = Decimal(found[1]) if found else weight
        text, feedback = (piece.part(found.end()) if found else piece).split("#")
        said = unescaped(text.text) if weighs is None else self._markdown(text)
        return Weighted(said, weight, self._markdown(feedback), self._line(piece))

    def _take_options(self, inside: Piece) -> None:
        answers = [
            self._option(each, is_first=place == 0)
            for place, each in enumerate(inside.cut("=~"))
            if place or each.text
        ]
        take_options(self._incoming, answers, single="=" in inside.mask)

    def _option(self, piece: Piece, *, is_first: bool) -> Weighted:
        """An option behind its sign; the first may have none, and is then wrong."""
        if is_first:
            return self._weighted(piece, NOTHING, weighs=True)
        right = piece.text[0] == "="
        return self._weighted(piece.part(1), FULL if right else NOTHING, weighs=not right)

    def _take_pairs(self, inside: Piece) -> None:
        sides = list[tuple[str, str]]()
        for each in _parts(inside, "="):
            if "->" not in each.mask:
                self._refuse(
                    gettext_noop("This line is no pair: “->” is missing."),
                    gettext_noop("Write “= left -> right”."),
                    each,
                )
                return
            left, right = each.split("->")
            right, feedback = right.split("#")
            if feedback.text:
                self._incoming.lost(gettext_noop("A pair has no feedback."))
            sides.append((self._markdown(left), self._markdown(right)))
        take_pairs(self._incoming, sides)

    def _take_statement(self, inside: Piece, *, true: bool) -> None:
        """`{T#if wrong#if right}`."""
        wrong, right = inside.split("#")[1].split("#")
        if_wrong, if_right = self._markdown(wrong), self._markdown(right)
        said = (if_right, if_wrong) if true else (if_wrong, if_right)
        self._incoming.kind, self._incoming.body = "true-false", Statement(true, *said)

    def _take_numbers(self, inside: Piece) -> None:
        answers = list[tuple[Weighted, Expected | None]]()
        place = inside.mask.find("~")
        accepted = inside if place < 0 else inside.part(0, place)
        for each in _parts(accepted, "="):
            answer = self._weighted(each, FULL)
            expected = None if answer.text.strip() == ANY else _expected(answer.text)
            if expected is None and answer.text.strip() != ANY:
                self._refuse(
                    gettext_noop("This answer is no number."),
                    gettext_noop("Write 5, 5:0.1 (give or take 0.1) or 4.9..5.1."),
                    each,
                )
                return
            answers.append((answer, expected))
        if place >= 0:
            other = self._weighted(inside.part(place + 1), NOTHING)
            wrong = _expected(other.text)
            if wrong is None and other.text:
                self._incoming.lost(
                    gettext_noop("“{text}” is no number: it is left out."),
                    gettext_noop("After ~ write only # and the feedback on any other number."),
                    other.line,
                    text=other.text[:100],
                )
            text = other.text if wrong else ANY
            answers.append((Weighted(text, NOTHING, other.feedback, other.line), wrong))
        take_numbers(self._incoming, answers)


def _parts(inside: Piece, sign: str) -> list[Piece]:
    """The parts behind each `sign`; what stands before the first is one if it says something."""
    first, *rest = inside.cut(sign)
    return ([first] if first.text else []) + [each.part(1) for each in rest]


def _expected(text: str) -> Expected | None:
    """`5`, `5:0.1` or `4.9..5.1`."""
    low, dots, high = text.partition("..")
    if dots:
        least, most = number_of(low), number_of(high)
        if least is None or most is None or most < least:
            return None
        middle = (least + most) / 2
        return Expected(written_number(middle), most - middle)
    value, colon, tolerance = text.partition(":")
    number, reach = number_of(value), number_of(tolerance) if colon else Decimal(0)
    if number is None or reach is None or reach < 0:
        return None
    return Expected(written_number(number), reach)
