"""`courte`: an answer of a few words."""

from collections.abc import Mapping
from fractions import Fraction

from courses.quizzes.kinds.base import (
    Described,
    Draft,
    Feedbacks,
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
    matching_rule,
    read_answers,
    rule_key,
    write_answers,
)
from courses.quizzes.messages import gettext_noop
from courses.quizzes.normalise import canonical, likeness
from courses.quizzes.parts import Entry
from courses.quizzes.question import QuestionText
from courses.quizzes.verdict import Verdict, blank, ref, verdict


class Short(Kind[Answers]):
    """The answer is a text; one typo away from an accepted one, it deserves a second try."""

    name, french, example = "short", "courte", "= réponse | variante"

    def marker(self, line: str) -> str | None:
        return answer_marker(line)

    def read(self, draft: Draft) -> Answers | None:
        answers = read_answers(draft)
        if answers:
            _check_apart(draft, answers)
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
        given, right = text_answer(answer).strip(), self.right(public, key, values)
        if not given:
            return blank(right)
        likenesses = {likeness(given, text) for text in key["accepted"]}
        if "same" in likenesses:
            return verdict(Fraction(1), (), right)
        rule = matching_rule(key["wrong"], lambda text: likeness(given, text) == "same")
        if "typo" in likenesses and not (rule and rule["texts"]):
            return Verdict(Fraction(0), "retry", right=right, reason="typo")
        return verdict(Fraction(0), ref("", rule) if rule else (), right)

    def right(self, public: Mapping[str, Json], key: Mapping[str, Json], values: Values) -> Json:
        return key["accepted"][0]

    def read_answer(self, form: Form) -> Json:
        return first(form, "answer")

    def describe(self, public: Mapping[str, Json], answer: Json) -> Described:
        return (answer,) if isinstance(answer, str) and answer else ()


def _check_apart(draft: Draft, answers: Answers) -> None:
    """Report the wrong answers that are accepted too."""
    right = {canonical(text) for text in answers.accepted}
    for rule in answers.wrong:
        for text in rule.texts:
            if canonical(text) in right:
                draft.problems.error(
                    rule.line,
                    1,
                    gettext_noop("“{text}” is both right and wrong."),
                    gettext_noop("Keep it after “=” or after “≠”, not both."),
                    text=text,
                )
