"""`vrai-faux`: a statement to judge."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from courses.quizzes.kinds.base import (
    Described,
    Draft,
    Feedbacks,
    Form,
    Json,
    Kind,
    Ticks,
    Values,
    first,
    id_answer,
)
from courses.quizzes.kinds.rules import equal_marker
from courses.quizzes.messages import Message, gettext_noop
from courses.quizzes.question import QuestionText
from courses.quizzes.text import words
from courses.quizzes.text.parts import Entry
from courses.quizzes.verdict import Verdict, blank, ref, verdict

_LABELS = {"true": Message(gettext_noop("True")), "false": Message(gettext_noop("False"))}


@dataclass(frozen=True)
class Statement:
    """Whether the stem is true, and what to tell who answers "true" or "false"."""

    true: bool
    if_true: str = ""
    if_false: str = ""


class TrueFalse(Kind[Statement]):
    """The answer is "true" or "false"."""

    name, french, example = "true-false", "vrai-faux", "= vrai"
    has_says = True

    def marker(self, line: str) -> str | None:
        return equal_marker(line)

    def read(self, draft: Draft) -> Statement | None:
        texts = [entry.text for entry in draft.entries]
        true = len(texts) == 1 and words.is_word(texts[0], words.TRUE)
        if not true and not (len(texts) == 1 and words.is_word(texts[0], words.FALSE)):
            draft.problems.error(
                draft.entries[-1].line if texts else draft.line,
                1,
                gettext_noop("Whether the statement is true is not said, or not clearly."),
                gettext_noop("Write one line: “= vrai” or “= faux”."),
            )
            return None
        return Statement(true, draft.says.get("true", ""), draft.says.get("false", ""))

    def write(self, body: Statement) -> list[Entry]:
        return [Entry("=", (words.TRUE if body.true else words.FALSE)[0])]

    def says(self, body: Statement) -> Mapping[str, str]:
        said = {"true": body.if_true, "false": body.if_false}
        return {name: text for name, text in said.items() if text}

    def public(self, question: QuestionText) -> dict[str, Json]:
        return {}

    def key(self, question: QuestionText, feedbacks: Feedbacks) -> dict[str, Json]:
        body: Statement = question.body
        return {
            "right": "true" if body.true else "false",
            "true": feedbacks.place(body.if_true),
            "false": feedbacks.place(body.if_false),
        }

    def grade(
        self, public: Mapping[str, Json], key: Mapping[str, Json], answer: Json, values: Values
    ) -> Verdict:
        chosen = id_answer(answer, _LABELS)
        if not chosen:
            return blank(key["right"])
        won = chosen == key["right"]
        return verdict(Fraction(won), ref(chosen, key[chosen]), key["right"], ((chosen, won),))

    def read_answer(self, form: Form) -> Json:
        return first(form, "answer")

    def ticks(self, public: Mapping[str, Json]) -> Ticks:
        return tuple(_LABELS.items())

    def describe(self, public: Mapping[str, Json], answer: Json) -> Described:
        return (_LABELS[answer],) if answer in ("true", "false") else ()
