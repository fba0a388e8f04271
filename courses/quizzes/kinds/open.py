"""`ouverte`: an answer that a person marks, with a rubric."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from courses.quizzes.formulas import read_decimal, write_decimal
from courses.quizzes.kinds.base import (
    LONGEST_TEXT,
    Described,
    Draft,
    Feedbacks,
    Field,
    Form,
    Json,
    Kind,
    Values,
    first,
    text_answer,
)
from courses.quizzes.messages import gettext_noop
from courses.quizzes.question import QuestionText
from courses.quizzes.text.parts import Entry
from courses.quizzes.verdict import Verdict, blank

_MARKER = re.compile(r"~(?!~)(?:\s*([0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*:)?")
_MOST_CRITERIA = 30


@dataclass(frozen=True)
class Criterion:
    """What an answer must do, and the points it is worth."""

    points: Decimal
    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Rubric:
    """The criteria of an open answer; their points add up to those of the question."""

    criteria: tuple[Criterion, ...] = ()


class Open(Kind[Rubric]):
    """The answer is a text; the rubric is part of the key, for it says what to answer."""

    name, french, example = "open", "ouverte", "~ 2 : critère"

    def marker(self, line: str) -> str | None:
        found = _MARKER.match(line)
        return found[0] if found else None

    def read(self, draft: Draft) -> Rubric | None:
        criteria = []
        for entry in draft.entries[:_MOST_CRITERIA]:
            found = _MARKER.fullmatch(entry.marker)
            points = read_decimal(found[1]) if found and found[1] else Decimal(0)
            if not points or not entry.text or entry.feedback:
                draft.problems.error(
                    entry.line,
                    entry.column,
                    gettext_noop("This criterion cannot be read."),
                    gettext_noop("Write “~ 2 : what the answer must do”, 2 being its points."),
                )
            criteria.append(Criterion(points, entry.text, entry.line))
        if len(draft.entries) > _MOST_CRITERIA:
            draft.problems.error(
                draft.entries[_MOST_CRITERIA].line,
                1,
                gettext_noop("A rubric has at most {most} criteria."),
                gettext_noop("Join those that go together."),
                most=_MOST_CRITERIA,
            )
        if not criteria:
            draft.problems.warn(
                draft.line,
                1,
                gettext_noop("This question has no rubric."),
                gettext_noop("Write criteria such as “~ 2 : compares the two”."),
            )
        return Rubric(tuple(criteria))

    def points(self, body: Rubric) -> Decimal:
        return sum((each.points for each in body.criteria), Decimal(0)) or Decimal(1)

    def check_points(self, draft: Draft, body: Rubric, points: Decimal) -> None:
        if body.criteria and points != self.points(body):
            draft.problems.error(
                draft.line,
                1,
                gettext_noop("The criteria add up to {sum} points, the question to {points}."),
                gettext_noop("Make the two equal, or delete “points”."),
                sum=write_decimal(self.points(body)),
                points=write_decimal(points),
            )

    def write(self, body: Rubric) -> list[Entry]:
        return [Entry(f"~ {write_decimal(each.points)} :", each.text) for each in body.criteria]

    def public(self, question: QuestionText) -> dict[str, Json]:
        return {}

    def key(self, question: QuestionText, feedbacks: Feedbacks) -> dict[str, Json]:
        criteria = [
            {"points": str(each.points), "text": each.text} for each in question.body.criteria
        ]
        return {"criteria": criteria}

    def grade(
        self, public: Mapping[str, Json], key: Mapping[str, Json], answer: Json, values: Values
    ) -> Verdict:
        given = text_answer(answer, LONGEST_TEXT).strip()
        return Verdict(Fraction(0), "manual") if given else blank()

    def read_answer(self, form: Form) -> Json:
        return first(form, "answer")

    def fields(self, public: Mapping[str, Json], answer: Json) -> tuple[Field, ...]:
        return (Field("", text_answer(answer, LONGEST_TEXT)),)

    def describe(self, public: Mapping[str, Json], answer: Json) -> Described:
        return (answer,) if isinstance(answer, str) and answer else ()
