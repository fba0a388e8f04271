"""The kinds whose answer is a text compared with those accepted."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

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
    text_answer,
)
from courses.quizzes.kinds.rules import (
    Answers,
    answer_marker,
    read_answers,
    rule_key,
    write_answers,
)
from courses.quizzes.messages import gettext_noop
from courses.quizzes.normalise import Likeness
from courses.quizzes.question import QuestionText
from courses.quizzes.text.parts import Entry
from courses.quizzes.verdict import Verdict, blank, ref, verdict


class TextKind(Kind[Answers]):
    """The answer is a text; nothing of the answers is public, not even their length."""

    @abstractmethod
    def likeness(self, given: str, accepted: str) -> Likeness:
        """Whether two texts are the same answer."""

    def marker(self, line: str) -> str | None:
        return answer_marker(line)

    def read(self, draft: Draft) -> Answers | None:
        answers = read_answers(draft)
        for rule in answers.wrong if answers else ():
            for text in rule.texts:
                if answers and text_likeness(self.likeness, text, answers.accepted) == "same":
                    draft.problems.error(
                        rule.line,
                        1,
                        gettext_noop("“{text}” is both right and wrong."),
                        gettext_noop("Keep it after “=” or after “≠”, not both."),
                        text=text,
                    )
        return answers

    def write(self, body: Answers) -> list[Entry]:
        return write_answers(body)

    def public(self, question: QuestionText) -> dict[str, Json]:
        return {}

    def key(self, question: QuestionText, feedbacks: Feedbacks) -> dict[str, Json]:
        body: Answers = question.body
        return {"accepted": list(body.accepted), "wrong": rule_key(body.wrong, feedbacks)}

    def grade(
        self, public: Mapping[str, Json], key: Mapping[str, Json], answer: Json, values: Values
    ) -> Verdict:
        given, right = text_answer(answer).strip(), key["accepted"][0]
        if not given:
            return blank(right)
        alike = text_likeness(self.likeness, given, key["accepted"])
        if alike == "same":
            return verdict(Fraction(1), (), right)
        rule = text_rule(self.likeness, given, key["wrong"])
        if alike == "typo" and not (rule and rule["texts"]):
            return Verdict(Fraction(0), "retry", right=right, reason="typo")
        return verdict(Fraction(0), ref("", rule) if rule else (), right)

    def read_answer(self, form: Form) -> Json:
        return first(form, "answer")

    def fields(self, public: Mapping[str, Json], answer: Json) -> tuple[Field, ...]:
        return (Field("", text_answer(answer)),)

    def describe(self, public: Mapping[str, Json], answer: Json) -> Described:
        return (answer,) if isinstance(answer, str) and answer else ()


def text_likeness(
    likeness: Callable[[str, str], Likeness], given: str, accepted: list[str] | tuple[str, ...]
) -> Likeness:
    """The best likeness of `given` to one of `accepted`."""
    found = {likeness(given, text) for text in accepted}
    return "same" if "same" in found else "typo" if "typo" in found else "other"


def text_rule(
    likeness: Callable[[str, str], Likeness], given: str, rules: list[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    """The first rule that names `given`, or else the one for any other answer."""
    for rule in rules:
        if text_likeness(likeness, given, rule["texts"]) == "same":
            return rule
    return next((rule for rule in rules if not rule["texts"]), None)
