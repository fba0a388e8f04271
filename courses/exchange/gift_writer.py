"""Writes questions in GIFT, as Moodle and `gift_reader` read them."""

import re
from collections.abc import Callable, Mapping, Sequence

from courses.exchange.departing import (
    Outgoing,
    check_common,
    lost_rules,
    lost_units,
    no_such_kind,
    plain_number,
    shares,
    write_each,
)
from courses.exchange.gift_text import escaped, written
from courses.exchange.question_file import Exported
from courses.exchange.tags import tags_of
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.messages import gettext_noop
from courses.quizzes.question import QuestionText


def write_gift(questions: Sequence[QuestionText]) -> Exported:
    """The questions as a GIFT file, in Markdown; what it cannot say is listed."""
    texts, losses = write_each(questions, _question)
    return Exported("\n\n".join(texts) + "\n" if texts else "", losses)


def _question(outgoing: Outgoing) -> str:
    question = outgoing.question
    check_common(outgoing)
    lines = _WRITERS.get(question.kind, _unknown)(outgoing)
    _check(outgoing)
    if question.explanation:
        lines = [*lines, "####" + written(question.explanation)]
    opening = lines[0] if question.kind in ("true-false", "numeric") else ""
    body = lines[1:] if opening else lines
    inside = "".join(f"\n\t{line}" for line in body)
    end = "\n" if body else ""
    tags = "".join(f" [tag:{_bracketed(tag)}]" for tag in tags_of(question))
    head = f"// [id:{question.id}]{tags}\n::{escaped(question.id)}::"
    return f"{head}[markdown]{_stem(question)} {{{opening}{inside}{end}}}"


def _stem(question: QuestionText) -> str:
    return written(question.stem).removeprefix("[markdown]")


def _bracketed(text: str) -> str:
    return re.sub(r"[][\\]", lambda found: "\\" + found[0], text)


def _check(outgoing: Outgoing) -> None:
    question = outgoing.question
    if question.hints:
        outgoing.lost(gettext_noop("GIFT has no hints: they are not written."))
    if question.fixed_order:
        outgoing.lost(gettext_noop("GIFT does not fix the order of options."))
    if question.points != 1:
        outgoing.lost(
            gettext_noop("GIFT does not say points: this question counts for 1."),
            gettext_noop("Set them again after the import."),
        )


def _feedback(text: str) -> str:
    return "#" + written(text) if text else ""


def _choice(outgoing: Outgoing) -> list[str]:
    return [
        f"{_sign(each.right, each.text)}{written(each.text)}{_feedback(each.feedback)}"
        for each in outgoing.question.body.options
    ]


def _sign(right: bool, text: str) -> str:
    if right:
        return "="
    return "~%0%" if text.startswith("%") else "~"


def _multiple(outgoing: Outgoing) -> list[str]:
    options = outgoing.question.body.options
    right = sum(option.right for option in options)
    won, taken = shares(outgoing, right), shares(outgoing, len(options) - right)
    return [
        f"~%{won if each.right else '-' + taken}%{written(each.text)}{_feedback(each.feedback)}"
        for each in options
    ]


def _statement(outgoing: Outgoing) -> list[str]:
    body = outgoing.question.body
    right, wrong = (body.if_true, body.if_false) if body.true else (body.if_false, body.if_true)
    said = "TRUE" if body.true else "FALSE"
    if wrong or right:
        said += "#" + written(wrong)
    return [said + _feedback(right)]


def _short(outgoing: Outgoing) -> list[str]:
    body = outgoing.question.body
    lines = [f"=%100%{_answer(text)}" for text in body.accepted]
    for rule in body.wrong:
        texts = [_answer(text) for text in rule.texts] or ["*"]
        lines += [f"=%0%{text}{_feedback(rule.feedback)}" for text in texts]
    _refuse_arrow(outgoing, lines)
    return lines


def _answer(text: str) -> str:
    return escaped(text.replace("*", "\\*"))


def _refuse_arrow(outgoing: Outgoing, texts: Sequence[str]) -> None:
    if any("->" in text for text in texts):
        raise outgoing.left_out(
            gettext_noop("GIFT takes “->” for a pair and has no way to say it otherwise."),
            gettext_noop("Write → instead, or export as Moodle XML."),
        )


def _numbers(outgoing: Outgoing) -> list[str]:
    body, lines = outgoing.question.body, ["#"]
    named = [rule.expected for rule in body.wrong if rule.expected]
    if any(each.units for each in (*body.accepted, *named)):
        lost_units(outgoing)
    for each in body.accepted:
        lines.append("=%100%" + ":".join(plain_number(outgoing, each)))
    for rule in body.wrong:
        text = ":".join(plain_number(outgoing, rule.expected)) if rule.expected else "*"
        lines.append(f"=%0%{text}{_feedback(rule.feedback)}")
    return lines


def _pairs(outgoing: Outgoing) -> list[str]:
    body = outgoing.question.body
    lost_rules(outgoing)
    _refuse_arrow(outgoing, [pair.left for pair in body.pairs])
    lines = [f"={written(pair.left)} -> {written(pair.right)}" for pair in body.pairs]
    return lines + [f"= -> {written(text)}" for text in body.decoys]


def _open(outgoing: Outgoing) -> list[str]:
    if outgoing.question.body.criteria:
        outgoing.lost(
            gettext_noop("GIFT has no grid of criteria: it is not written."),
            gettext_noop("Export as Moodle XML, which keeps it for those who mark."),
        )
    return []


def _unknown(outgoing: Outgoing) -> list[str]:
    raise no_such_kind(outgoing, KINDS[outgoing.question.kind].french, "GIFT")


_WRITERS: Mapping[str, Callable[[Outgoing], list[str]]] = {
    "choice": _choice,
    "multiple": _multiple,
    "true-false": _statement,
    "short": _short,
    "numeric": _numbers,
    "matching": _pairs,
    "open": _open,
}
