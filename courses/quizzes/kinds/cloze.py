"""`trous`: a text with gaps to fill, each worth the same."""

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
    too_many_items,
)
from courses.quizzes.kinds.gaps import Gap, read_gap, read_gaps, write_gap, write_gaps
from courses.quizzes.kinds.numbers import (
    expected_key,
    judge,
    number_answer,
    number_doubt,
    number_right,
    offered_units,
)
from courses.quizzes.kinds.rules import ANY, limited, needs_feedback, told, unequal_marker
from courses.quizzes.kinds.texts import text_likeness
from courses.quizzes.messages import gettext_noop
from courses.quizzes.normalise import likeness
from courses.quizzes.question import QuestionText
from courses.quizzes.text.escapes import ARROW, PAIR
from courses.quizzes.text.parts import Entry
from courses.quizzes.verdict import (
    FeedbackRef,
    InvalidAnswer,
    Reason,
    Verdict,
    blank,
    verdict,
)


@dataclass(frozen=True)
class WrongGap:
    """What to tell who fills gap `gap` (from 1) so; who errs otherwise, if `gap` is 0."""

    gap: int
    answer: Gap
    feedback: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Gaps:
    """What the gaps accept, in the order of the stem, and rules for wrong answers."""

    gaps: tuple[Gap, ...]
    wrong: tuple[WrongGap, ...] = ()


class Cloze(Kind[Gaps]):
    """The answer is what each gap is filled with, `{"1": text}`, or `{value, unit}` for a number.

    The stem students see, and the one of `QuestionText`, has the mark ⟦1⟧ for the first gap.
    """

    name, french, example = "cloze", "trous", "≠ 1 :: texte > …"

    def marker(self, line: str) -> str | None:
        return unequal_marker(line)

    def read(self, draft: Draft) -> Gaps | None:
        draft.stem, gaps, lines = read_gaps(draft)
        too_many_items(draft, lines)
        if not gaps:
            draft.problems.error(
                draft.line,
                1,
                gettext_noop("This question has no gap."),
                gettext_noop("Write the answer in its place in the stem: {example}."),
                example="{{inférieur|plus petit}}",
            )
            return None
        wrong = (_read_wrong(draft, entry, len(gaps)) for entry in limited(draft))
        return Gaps(gaps, tuple(rule for rule in wrong if rule))

    def write(self, body: Gaps) -> list[Entry]:
        return [
            Entry(
                "≠",
                f"{rule.gap} :: {ARROW.escaped(write_gap(rule.answer))}" if rule.gap else ANY,
                rule.feedback,
            )
            for rule in body.wrong
        ]

    def stem(self, stem: str, body: Gaps) -> str:
        return write_gaps(stem, body.gaps)

    def public(self, question: QuestionText) -> dict[str, Json]:
        return {
            "gaps": [
                {
                    "id": str(count),
                    "number": bool(gap.number),
                    "units": offered_units([gap.number]) if gap.number else [],
                }
                for count, gap in enumerate(question.body.gaps, 1)
            ]
        }

    def key(self, question: QuestionText, feedbacks: Feedbacks) -> dict[str, Json]:
        body: Gaps = question.body
        wrong = [
            {
                "gap": str(rule.gap) if rule.gap else None,
                **_gap_key(rule.answer),
                **feedbacks.place(rule.feedback),
            }
            for rule in body.wrong
        ]
        return {"gaps": [_gap_key(gap) for gap in body.gaps], "wrong": wrong}

    def grade(
        self, public: Mapping[str, Json], key: Mapping[str, Json], answer: Json, values: Values
    ) -> Verdict:
        given = _given(answer, len(key["gaps"]))
        right = {id_: _right(gap, values) for id_, gap in _numbered(key)}
        if not given:
            return blank(right)
        found = {
            id_: _judge(given[id_], gap, values) if id_ in given else "wrong"
            for id_, gap in _numbered(key)
        }
        parts = tuple((id_, judgement == "right") for id_, judgement in found.items())
        fraction = Fraction(sum(won for _, won in parts), len(parts))
        said = _told(key["wrong"], given, found, values)
        reason = next((each for each in found.values() if each not in ("right", "wrong")), "")
        if reason:
            return Verdict(fraction, "retry", said, right, parts, _REASONS[reason])
        return verdict(fraction, said, right, parts)

    def read_answer(self, form: Form) -> Json:
        names = [name for name in form if name.startswith("gap-") and first(form, name)]
        answer = dict[str, Json]()
        for id_ in (name.removeprefix("gap-") for name in names):
            value, unit = first(form, f"gap-{id_}"), first(form, f"unit-{id_}")
            answer[id_] = {"value": value, "unit": unit} if unit else value
        return answer or None

    def fields(self, public: Mapping[str, Json], answer: Json) -> tuple[Field, ...]:
        given = {id_: number_answer(each) for id_, each in (answer or {}).items()}
        return tuple(
            Field(gap["id"], *given.get(gap["id"], ("", "")), tuple(gap["units"]), gap["number"])
            for gap in public["gaps"]
        )

    def doubt(self, public: Mapping[str, Json], answer: Json) -> Reason:
        given = _given(answer, len(public["gaps"]))
        doubts = [
            number_doubt(*given[gap["id"]], gap["units"])
            for gap in public["gaps"]
            if gap["number"] and gap["id"] in given
        ]
        return next(filter(None, doubts), "typo")

    def describe(self, public: Mapping[str, Json], answer: Json) -> Described:
        given = _given(answer, len(public["gaps"]))
        texts = {id_: " ".join(pair).strip() for id_, pair in given.items()}
        return tuple(f"{gap['id']}. {texts.get(gap['id'], '…')}" for gap in public["gaps"])


_REASONS: Mapping[str, Reason] = {"typo": "typo", "unit": "unit", "unreadable": "unreadable"}


def _gap_key(gap: Gap) -> dict[str, Json]:
    number = expected_key(gap.number) if gap.number else None
    return {"texts": list(gap.texts), "number": number}


def _numbered(key: Mapping[str, Json]) -> list[tuple[str, Mapping[str, Json]]]:
    return [(str(count), gap) for count, gap in enumerate(key["gaps"], 1)]


def _given(answer: Json, gaps: int) -> dict[str, tuple[str, str]]:
    """The text and unit of each gap that is filled."""
    if answer is None:
        return {}
    if not isinstance(answer, dict) or not set(answer) <= {str(n + 1) for n in range(gaps)}:
        raise InvalidAnswer("a text for each gap is expected")
    given = {id_: number_answer(each) for id_, each in answer.items()}
    return {id_: pair for id_, pair in given.items() if pair[0]}


def _judge(given: tuple[str, str], gap: Mapping[str, Json], values: Values) -> str:
    if gap["number"]:
        return judge(*given, [gap["number"]], values)
    alike = text_likeness(likeness, given[0], gap["texts"])
    return {"same": "right", "typo": "typo", "other": "wrong"}[alike]


def _right(gap: Mapping[str, Json], values: Values) -> Json:
    return number_right(gap["number"], values) if gap["number"] else gap["texts"][0]


def _told(
    rules: list[Mapping[str, Json]],
    given: Mapping[str, tuple[str, str]],
    found: Mapping[str, str],
    values: Values,
) -> tuple[FeedbackRef, ...]:
    wrong = {id_: given[id_] for id_ in given if found[id_] != "right"}

    def foreseen(rule: Mapping[str, Json]) -> bool:
        return rule["gap"] in wrong and _judge(wrong[rule["gap"]], rule, values) == "right"

    return told(rules, "gap", foreseen) if wrong else ()


def _read_wrong(draft: Draft, entry: Entry, gaps: int) -> WrongGap | None:
    needs_feedback(draft, entry)
    if entry.text == ANY:
        return WrongGap(0, Gap(), entry.feedback, entry.line)
    number, *answer = PAIR.split(entry.text, most=1)
    if number.isascii() and number.isdigit() and 1 <= int(number[:3]) <= gaps and answer:
        gap = read_gap(draft, ARROW.literal(answer[0]), entry.line, entry.column)
        return WrongGap(int(number[:3]), gap, entry.feedback, entry.line) if gap else None
    draft.problems.error(
        entry.line,
        entry.column,
        gettext_noop("“{text}” names no gap and a wrong answer."),
        gettext_noop("Write for example “≠ 2 :: supérieur > …” for the second gap."),
        text=entry.text,
    )
    return None
