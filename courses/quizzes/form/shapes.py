"""What the form asks of each kind of question: its groups of rows, and the entries they write.

Rows that say nothing are left out. Nothing is refused here: what a row says wrongly is written
as it stands, and reading the text tells what is wrong with it.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any

from courses.quizzes.form.rows import Fields, Row, first, is_blank, row_fields, rows_of
from courses.quizzes.formulas import write_decimal
from courses.quizzes.kinds.cloze import Gaps
from courses.quizzes.kinds.gaps import write_gap
from courses.quizzes.kinds.matching import Pair, Pairs, WrongPair
from courses.quizzes.kinds.numbers import Expected
from courses.quizzes.kinds.numeric import Numbers
from courses.quizzes.kinds.open import Rubric
from courses.quizzes.kinds.options import Option, Options
from courses.quizzes.kinds.ordering import Order
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.kinds.rules import ANY, Answers, Rule, write_answers
from courses.quizzes.kinds.true_false import Statement
from courses.quizzes.text import words
from courses.quizzes.text.escapes import ARROW, BAR
from courses.quizzes.text.parts import Entry

Placed = tuple[str, Entry]  # the first field of a row, and what the row writes


class Shape(ABC):
    """The part of a form that is of one kind; `single` are its fields that stand once."""

    groups: tuple[str, ...] = ()
    single: tuple[str, ...] = ()

    @abstractmethod
    def fields(self, body: Any) -> dict[str, list[str]]:
        """The fields of a body."""

    @abstractmethod
    def entries(self, fields: Fields) -> Iterator[Placed]:
        """The entries that the fields write."""


class _Options(Shape):
    groups = ("option",)

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def fields(self, body: Options) -> dict[str, list[str]]:
        rows = [
            {"text": each.text, "feedback": each.feedback, "right": "1" if each.right else ""}
            for each in body.options
        ]
        return row_fields("option", rows)

    def entries(self, fields: Fields) -> Iterator[Placed]:
        for place, row in _said(fields, "option"):
            option = Option(row["text"], bool(row["right"]), row["feedback"])
            yield f"{place}-text", KINDS[self._kind].write(Options((option,)))[0]


class _Statement(Shape):
    single = ("truth", "iftrue", "iffalse")

    def fields(self, body: Statement) -> dict[str, list[str]]:
        truth = "true" if body.true else "false"
        return {"truth": [truth], "iftrue": [body.if_true], "iffalse": [body.if_false]}

    def entries(self, fields: Fields) -> Iterator[Placed]:
        word = {"true": words.TRUE[0], "false": words.FALSE[0]}.get(first(fields, "truth"))
        if word:
            yield "truth", Entry("=", word)


class _Texts(Shape):
    groups = ("accepted", "mistake")

    def __init__(self, *, literal: bool = False) -> None:
        self._literal = literal  # whether the spaces that start a line mean something

    def fields(self, body: Answers) -> dict[str, list[str]]:
        accepted = [{"text": _write_texts((text,))} for text in body.accepted]
        mistakes = [
            {"text": _write_texts(rule.texts), "feedback": rule.feedback} for rule in body.wrong
        ]
        return {**row_fields("accepted", accepted), **row_fields("mistake", mistakes)}

    def entries(self, fields: Fields) -> Iterator[Placed]:
        for place, row in _said(fields, "accepted"):
            for entry in write_answers(Answers(self._read(row["text"]))):
                yield f"{place}-text", entry
        for place, row in _said(fields, "mistake"):
            rule = Rule(self._read(row["text"]), row["feedback"])
            yield f"{place}-text", write_answers(Answers((), (rule,)))[0]

    def _read(self, value: str) -> tuple[str, ...]:
        """The texts between bars, or the one text of several lines; none for a blank value."""
        text = "\n".join(line.rstrip() for line in value.split("\n")).rstrip()
        if not self._literal:
            text = text.strip()
        if not text.strip():
            return ()
        if "\n" in text or text != text.strip():
            return (text,)
        return tuple(BAR.literal(piece) for piece in BAR.split(text))


class _Numbers(Shape):
    groups = ("number", "miscount")

    def fields(self, body: Numbers) -> dict[str, list[str]]:
        accepted = [_number_row(each) for each in body.accepted]
        wrong = [
            {**(_number_row(rule.expected) if rule.expected else {}), "feedback": rule.feedback}
            for rule in body.wrong
        ]
        return {**row_fields("number", accepted), **row_fields("miscount", wrong)}

    def entries(self, fields: Fields) -> Iterator[Placed]:
        for place, row in _said(fields, "number"):
            yield f"{place}-value", Entry("=", _number(row))
        for place, row in _said(fields, "miscount"):
            text = ARROW.escaped(_number(row)) or ANY
            yield f"{place}-value", Entry("≠", text, row["feedback"])


class _Pairs(Shape):
    groups = ("pair", "decoy", "mispair")

    def fields(self, body: Pairs) -> dict[str, list[str]]:
        pairs = [{"left": pair.left, "right": pair.right} for pair in body.pairs]
        wrong = [
            {"left": rule.left, "right": rule.right, "feedback": rule.feedback}
            for rule in body.wrong
        ]
        return {
            **row_fields("pair", pairs),
            **row_fields("decoy", [{"text": text} for text in body.decoys]),
            **row_fields("mispair", wrong),
        }

    def entries(self, fields: Fields) -> Iterator[Placed]:
        kind = KINDS["matching"]
        for place, row in _said(fields, "pair"):
            pair = Pair(row["left"].strip(), row["right"].strip())
            yield f"{place}-left", kind.write(Pairs((pair,)))[0]
        for place, row in _said(fields, "decoy"):
            yield f"{place}-text", kind.write(Pairs((), (row["text"].strip(),)))[0]
        for place, row in _said(fields, "mispair"):
            left, right = row["left"].strip(), row["right"].strip()
            # A left item that is missing is said, not taken for “any other pair”.
            rule = WrongPair(left or ("…" if right else ""), right, row["feedback"])
            yield f"{place}-left", kind.write(Pairs((), (), (rule,)))[0]


class _Order(Shape):
    groups = ("item", "swap")

    def fields(self, body: Order) -> dict[str, list[str]]:
        swaps = [
            {
                "later": str(swap.later or ""),
                "earlier": str(swap.earlier or ""),
                "feedback": swap.feedback,
            }
            for swap in body.wrong
        ]
        items = [{"text": text} for text in body.items]
        return {**row_fields("item", items), **row_fields("swap", swaps)}

    def entries(self, fields: Fields) -> Iterator[Placed]:
        rows = rows_of(fields, "item")
        while rows and is_blank(rows[-1]):  # wrong orders name items by their place
            rows.pop()
        for count, row in enumerate(rows):
            yield f"item-{count}-text", Entry(f"{count + 1}.", row["text"])
        for place, row in _said(fields, "swap"):
            later, earlier = line(row["later"]), line(row["earlier"])
            text = f"{later} {words.BEFORE[0]} {earlier}" if later or earlier else ANY
            yield f"{place}-later", Entry("≠", ARROW.escaped(text), row["feedback"])


class _Gaps(Shape):
    groups = ("misfill",)

    def fields(self, body: Gaps) -> dict[str, list[str]]:
        rows = [
            {
                "gap": str(rule.gap or ""),
                "text": write_gap(rule.answer) if rule.gap else "",
                "feedback": rule.feedback,
            }
            for rule in body.wrong
        ]
        return row_fields("misfill", rows)

    def entries(self, fields: Fields) -> Iterator[Placed]:
        for place, row in _said(fields, "misfill"):
            gap, text = line(row["gap"]), line(row["text"])
            said = f"{gap} :: {ARROW.escaped(text)}" if gap or text else ANY
            yield f"{place}-gap", Entry("≠", said, row["feedback"])


class _Rubric(Shape):
    groups = ("criterion",)

    def fields(self, body: Rubric) -> dict[str, list[str]]:
        rows = [{"points": write_decimal(c.points), "text": c.text} for c in body.criteria]
        return row_fields("criterion", rows)

    def entries(self, fields: Fields) -> Iterator[Placed]:
        for place, row in _said(fields, "criterion"):
            points = line(row["points"])
            yield f"{place}-points", Entry(f"~ {points} :" if points else "~", row["text"])


SHAPES: Mapping[str, Shape] = {
    "choice": _Options("choice"),
    "multiple": _Options("multiple"),
    "true-false": _Statement(),
    "numeric": _Numbers(),
    "short": _Texts(),
    "matching": _Pairs(),
    "ordering": _Order(),
    "cloze": _Gaps(),
    "hotspot": _Texts(),
    "output": _Texts(literal=True),
    "open": _Rubric(),
}


def line(value: str) -> str:
    """`value` on one line."""
    return " ".join(value.split("\n")).strip()


def _said(fields: Fields, group: str) -> Iterator[tuple[str, Row]]:
    """The rows of `group` that say something, each after the start of its fields' names."""
    for number, row in enumerate(rows_of(fields, group)):
        if not is_blank(row):
            yield f"{group}-{number}", row


def _write_texts(texts: tuple[str, ...]) -> str:
    if len(texts) == 1 and ("\n" in texts[0] or texts[0] != texts[0].strip()):
        return texts[0]
    return " | ".join(map(BAR.escaped, texts))


def _number_row(expected: Expected) -> Row:
    return {
        "value": expected.value,
        "tolerance": write_decimal(expected.tolerance),
        "per": "percent" if expected.relative else "",
        "units": ", ".join(expected.units),
    }


def _number(row: Row) -> str:
    value, tolerance, units = line(row["value"]), line(row["tolerance"]), line(row["units"])
    percent = " %" if row["per"] == "percent" else ""
    text = f"{value} ± {tolerance}{percent}" if tolerance else value
    return f"{text} [{units}]" if units else text
