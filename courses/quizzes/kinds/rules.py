"""`= accepted | variant` and `≠ wrong > feedback` lines, shared by the kinds that compare texts.

A text of several lines stands alone, in a code fence below its `=` or `≠`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from courses.quizzes.kinds.base import Draft, Feedbacks
from courses.quizzes.messages import gettext_noop
from courses.quizzes.text.escapes import ARROW, BAR
from courses.quizzes.text.parts import UNEQUAL, Entry
from courses.quizzes.verdict import FeedbackRef, ref

MOST_RULES = 100
ANY = "*"
_FENCED = re.compile(r"(`{3,}+|~{3,}+)[^\n]*\n(.*)\n\1", re.DOTALL)
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
    """The texts between the bars of `entry`, or the one in its fence; empty ones are reported."""
    if fenced := _FENCED.fullmatch(entry.text):
        return [fenced[2]]
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
    entries = list[Entry]()
    for multiline, texts in groupby(answers.accepted, _needs_fence):
        if multiline:
            entries += [Entry("=", _fenced(text)) for text in texts]
        else:
            entries.append(Entry("=", write_variants(tuple(texts))))
    for rule in answers.wrong:
        fenced = any(map(_needs_fence, rule.texts))
        text = _fenced(rule.texts[0]) if fenced else write_variants(rule.texts)
        entries.append(Entry("≠", text or ANY, rule.feedback))
    return entries


def write_variants(texts: tuple[str, ...]) -> str:
    """`texts` on one line, between bars."""
    return " | ".join(ARROW.escaped(BAR.escaped(_write_text(text))) for text in texts)


def rule_key(rules: tuple[Rule, ...], feedbacks: Feedbacks) -> list[dict[str, Any]]:
    """The rules of a key."""
    return [{"texts": list(rule.texts), **feedbacks.place(rule.feedback)} for rule in rules]


def told(
    rules: Iterable[Mapping[str, Any]], target: str, applies: Callable[[Mapping[str, Any]], bool]
) -> tuple[FeedbackRef, ...]:
    """What the rules say of an answer that is not right: each that names its `target` (a gap, an
    item) and `applies`, or else the one that names none."""
    named = [rule for rule in rules if rule[target] and applies(rule)]
    if named:
        return tuple(found for rule in named for found in ref(rule[target], rule))
    other = [rule for rule in rules if not rule[target]]
    return ref("", other[0]) if other else ()


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


def _needs_fence(text: str) -> bool:
    return "\n" in text or text != text.strip()


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    mark = "`" * max(3, longest + 1)
    return f"{mark}\n{text}\n{mark}"


def _read_text(piece: str) -> str:
    text = ARROW.literal(BAR.literal(piece))
    return text[1:] if re.fullmatch(r"\\+\*", text) else text


def _write_text(text: str) -> str:
    return "\\" + text if re.fullmatch(r"\\*\*", text) else text
