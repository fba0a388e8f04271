"""`= accepted | variant` and `≠ wrong > feedback` lines, shared by the kinds that compare texts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.quizzes.escapes import ARROW, BAR
from courses.quizzes.kinds.base import Draft, Feedbacks
from courses.quizzes.messages import gettext_noop
from courses.quizzes.parts import UNEQUAL, Entry

MOST_RULES = 100
ANY = "*"
_EQUAL = re.compile(r"=(?![=>\u0338])")


@dataclass(frozen=True)
class Rule:
    """What to tell who answers one of `texts`; any other answer when `texts` is empty."""

    texts: tuple[str, ...]
    feedback: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Answers:
    """The answers accepted (the first is the one shown), and rules for wrong ones."""

    accepted: tuple[str, ...]
    wrong: tuple[Rule, ...] = ()


def equal_marker(line: str) -> str | None:
    """The `=` at the start of `line`."""
    return "=" if _EQUAL.match(line) else None


def unequal_marker(line: str) -> str | None:
    """The `≠` at the start of `line`."""
    return next((sign for sign in UNEQUAL if line.startswith(sign)), None)


def answer_marker(line: str) -> str | None:
    """The `=` or `≠` at the start of `line`."""
    return unequal_marker(line) or equal_marker(line)


def read_answers(draft: Draft) -> Answers | None:
    """The `=` and `≠` lines of `draft`, None if there is no `=`."""
    accepted, rules = list[str](), list[Rule]()
    for entry in limited(draft):
        if entry.marker == "=":
            no_feedback(draft, entry)
            accepted += variants(draft, entry)
        else:
            needs_feedback(draft, entry)
            any_other = entry.text == ANY
            texts = () if any_other else tuple(variants(draft, entry))
            rules.append(Rule(texts, entry.feedback, entry.line))
    if not accepted:
        no_answer(draft)
        return None
    return Answers(tuple(dict.fromkeys(accepted)), tuple(rules))


def variants(draft: Draft, entry: Entry) -> list[str]:
    """The texts between the bars of `entry`; empty ones are reported."""
    texts = [_read_text(piece) for piece in BAR.split(entry.text)]
    if not all(texts):
        draft.problems.error(
            entry.line,
            entry.column,
            gettext_noop("An answer is empty here."),
            gettext_noop("Write a text after “{marker}” and between two bars “|”."),
            marker=entry.marker,
        )
    if len(texts) > MOST_RULES:
        too_many(draft, entry.line)
    return [text for text in texts if text][:MOST_RULES]


def write_answers(answers: Answers) -> list[Entry]:
    """The entries of `answers`: what `read_answers` reads."""
    entries = [Entry("=", write_variants(answers.accepted))]
    for rule in answers.wrong:
        entries.append(Entry("≠", write_variants(rule.texts) or ANY, rule.feedback))
    return entries


def write_variants(texts: tuple[str, ...]) -> str:
    """`texts` on one line, between bars."""
    return " | ".join(ARROW.escaped(BAR.escaped(_write_text(text))) for text in texts)


def rule_key(rules: tuple[Rule, ...], feedbacks: Feedbacks) -> list[dict[str, Any]]:
    """The rules of a key."""
    return [{"texts": list(rule.texts), **feedbacks.place(rule.feedback)} for rule in rules]


def limited(draft: Draft) -> tuple[Entry, ...]:
    """The entries of `draft`; too many are reported and left out."""
    if len(draft.entries) > MOST_RULES:
        too_many(draft, draft.entries[MOST_RULES].line)
    return draft.entries[:MOST_RULES]


def too_many(draft: Draft, line: int) -> None:
    """Report more answers than anybody needs."""
    draft.problems.error(
        line,
        1,
        gettext_noop("A question has at most {most} answers after “=” or “≠”."),
        gettext_noop("Keep those that students really give."),
        most=MOST_RULES,
    )


def no_answer(draft: Draft) -> None:
    """Report that `draft` accepts nothing."""
    draft.problems.error(
        draft.line,
        1,
        gettext_noop("This question accepts no answer."),
        gettext_noop("Write the right answer after “=”, on a line of its own."),
    )


def no_feedback(draft: Draft, entry: Entry) -> None:
    """Report feedback under a right answer."""
    if entry.feedback:
        draft.problems.error(
            entry.line,
            entry.column,
            gettext_noop("A right answer has no feedback of its own."),
            gettext_noop("Write “> Explication : …” instead."),
        )


def needs_feedback(draft: Draft, entry: Entry) -> None:
    """Report a `≠` that says nothing."""
    if not entry.feedback:
        draft.problems.error(
            entry.line,
            entry.column,
            gettext_noop("This wrong answer has no feedback."),
            gettext_noop("Write “> ” and the feedback after it, or delete the line."),
        )


def _read_text(piece: str) -> str:
    text = ARROW.literal(BAR.literal(piece))
    return text[1:] if re.fullmatch(r"\\+\*", text) else text


def _write_text(text: str) -> str:
    return "\\" + text if re.fullmatch(r"\\*\*", text) else text


def matching_rule(rules: list[Mapping[str, Any]], same: Any) -> Mapping[str, Any] | None:
    """The first rule one of whose texts is `same` as the answer, or the first for any other."""
    named = (rule for rule in rules if any(same(text) for text in rule["texts"]))
    other = (rule for rule in rules if not rule["texts"])
    return next(named, None) or next(other, None)
