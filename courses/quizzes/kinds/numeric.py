"""`numérique`: a number, with its tolerance and its units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from courses.quizzes.kinds.base import (
    Described,
    Draft,
    Feedbacks,
    Field,
    Form,
    Json,
    Kind,
    Values,
    first,
)
from courses.quizzes.kinds.numbers import (
    Expected,
    expected_key,
    judge,
    number_answer,
    number_doubt,
    number_right,
    offered_units,
    read_expected,
    write_expected,
)
from courses.quizzes.kinds.rules import (
    ANY,
    answer_marker,
    limited,
    needs_feedback,
    no_answer,
    no_feedback,
)
from courses.quizzes.question import QuestionText
from courses.quizzes.text.parts import Entry
from courses.quizzes.verdict import Reason, Verdict, blank, ref, verdict


@dataclass(frozen=True)
class WrongNumber:
    """What to tell who answers `expected`; any other number if it is None."""

    expected: Expected | None
    feedback: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Numbers:
    """The numbers accepted (the first is the one shown), and rules for wrong ones."""

    accepted: tuple[Expected, ...]
    wrong: tuple[WrongNumber, ...] = ()


class Numeric(Kind[Numbers]):
    """The answer is a text, or `{value, unit}`."""

    name, french, example = "numeric", "numérique", "= 12,5 ± 3 % [W]"

    def marker(self, line: str) -> str | None:
        return answer_marker(line)

    def read(self, draft: Draft) -> Numbers | None:
        accepted, wrong, asked = list[Expected](), list[WrongNumber](), False
        for entry in limited(draft):
            expected = None
            if entry.text != ANY or entry.marker == "=":
                column = entry.column + 2
                expected = read_expected(draft, entry.text, entry.line, column)
            if entry.marker == "=":
                asked = True
                no_feedback(draft, entry)
                accepted += [expected] if expected else []
            elif expected or entry.text == ANY:
                needs_feedback(draft, entry)
                wrong.append(WrongNumber(expected, entry.feedback, entry.line))
        if not asked:
            no_answer(draft)
        return Numbers(tuple(accepted), tuple(wrong)) if accepted else None

    def write(self, body: Numbers) -> list[Entry]:
        entries = [Entry("=", write_expected(each)) for each in body.accepted]
        for rule in body.wrong:
            text = write_expected(rule.expected) if rule.expected else ANY
            entries.append(Entry("≠", text, rule.feedback))
        return entries

    def public(self, question: QuestionText) -> dict[str, Json]:
        return {"units": offered_units(question.body.accepted)}

    def key(self, question: QuestionText, feedbacks: Feedbacks) -> dict[str, Json]:
        body: Numbers = question.body
        wrong = [
            {
                "expected": expected_key(rule.expected) if rule.expected else None,
                **feedbacks.place(rule.feedback),
            }
            for rule in body.wrong
        ]
        return {"accepted": [expected_key(each) for each in body.accepted], "wrong": wrong}

    def grade(
        self, public: Mapping[str, Json], key: Mapping[str, Json], answer: Json, values: Values
    ) -> Verdict:
        value, unit = number_answer(answer)
        right = number_right(key["accepted"][0], values)
        if not value:
            return blank(right)
        judgement = judge(value, unit, key["accepted"], values)
        if judgement == "unit" or judgement == "unreadable":
            return Verdict(Fraction(0), "retry", right=right, reason=judgement)
        if judgement == "right":
            return verdict(Fraction(1), (), right)
        named = [rule for rule in key["wrong"] if rule["expected"]]
        other = [rule for rule in key["wrong"] if not rule["expected"]]
        for rule in named:
            if judge(value, unit, [rule["expected"]], values) == "right":
                return verdict(Fraction(0), ref("", rule), right)
        return verdict(Fraction(0), ref("", other[0]) if other else (), right)

    def read_answer(self, form: Form) -> Json:
        value = first(form, "answer")
        return value and {"value": value, "unit": first(form, "unit") or ""}

    def fields(self, public: Mapping[str, Json], answer: Json) -> tuple[Field, ...]:
        return (Field("", *number_answer(answer), tuple(public["units"]), number=True),)

    def doubt(self, public: Mapping[str, Json], answer: Json) -> Reason:
        return number_doubt(*number_answer(answer), public["units"])

    def describe(self, public: Mapping[str, Json], answer: Json) -> Described:
        value, unit = number_answer(answer)
        return (f"{value} {unit}".strip(),) if value else ()
