"""Moodle's cloze questions as texts with gaps."""

from dataclasses import replace

from courses.exchange.answers import (
    FULL,
    Weighted,
    literal,
    lost_wrong,
    no_right_answer,
    number_of,
    plain,
    written_number,
)
from courses.exchange.drafting import Incoming
from courses.exchange.moodle_gaps import MoodleGap, split_gaps
from courses.exchange.moodle_text import markdown_in
from courses.exchange.moodle_tree import Element
from courses.quizzes.kinds.cloze import Gaps, WrongGap
from courses.quizzes.kinds.gaps import GAP_MARK, Gap
from courses.quizzes.kinds.numbers import Expected
from courses.quizzes.kinds.rules import ANY
from courses.quizzes.messages import gettext_noop


def take_cloze(incoming: Incoming, element: Element) -> None:
    """Makes `incoming` a text with gaps."""
    source = element.first("questiontext")
    inner = source and (source.first("text") or source)
    texts, found = split_gaps(inner.text if inner else "")
    if not found:
        incoming.wrong(
            gettext_noop("This question has no gap that can be read."),
            gettext_noop("Write the answer in its place: {example}."),
            example="{1:SHORTANSWER:=…}",
        )
        return
    if incoming.has_too_many([each for gap in found for each in gap.answers]):
        return
    if any(gap.type == "several" for gap in found):
        incoming.lost(
            gettext_noop("A gap with several answers to tick has no like here: it is left out."),
            gettext_noop("Ask it as a “multiple”."),
        )
        return
    assert source and inner, "gaps stand in a text"
    incoming.stem = _stem(incoming, source, inner, texts)
    if element.first("defaultgrade") is None:
        incoming.points = incoming.points * max(sum(gap.weight for gap in found), 1)
    _check(incoming, found)
    read = [_gap(incoming, gap) for gap in found]
    if all(gap is not None for gap in read):
        gaps = tuple(gap for gap in read if gap)
        incoming.kind, incoming.body = "cloze", Gaps(gaps, _wrong(incoming, found))


def _stem(incoming: Incoming, source: Element, inner: Element, texts: list[str]) -> str:
    """The stem with its marks; the text is converted whole, so that tags around gaps count."""
    bare = [text.replace("⟦", "[[").replace("⟧", "]]") for text in texts]
    marked = bare[0] + "".join(
        GAP_MARK.format(count) + text for count, text in enumerate(bare[1:], 1)
    )
    inside = replace(inner, pieces=[marked])
    format_ = replace(
        source, pieces=[], children=[*source.all("file"), replace(inside, name="text")]
    )
    return markdown_in(incoming, format_)


def _check(incoming: Incoming, gaps: list[MoodleGap]) -> None:
    if len({gap.weight for gap in gaps}) > 1:
        incoming.lost(
            gettext_noop("The gaps had weights of their own: here each counts the same."),
            gettext_noop("Cut the question in two if that matters."),
        )
    if any(gap.type == "choice" for gap in gaps):
        incoming.lost(
            gettext_noop("The choices offered in a gap are not kept: the answer is to be typed."),
            gettext_noop("Ask it as a “choix” if the choices matter."),
        )


def _gap(incoming: Incoming, gap: MoodleGap) -> Gap | None:
    rights = [each for each in gap.answers if each.weight >= FULL]
    if not rights:
        no_right_answer(incoming)
        return None
    if gap.type != "number":
        texts = (literal(incoming, plain(each.text), incoming.line) for each in rights)
        for each in rights:
            incoming.explain(each.feedback)
        return Gap(tuple(dict.fromkeys(texts)))
    numbers = [_number(each.text) for each in rights]
    if None in numbers:
        incoming.wrong(
            gettext_noop("This answer is no number, or its tolerance is none."),
            gettext_noop("Write a number with a point, and 0 for an exact one."),
        )
        return None
    if len(numbers) > 1:
        incoming.lost(gettext_noop("A gap accepts one number: the others are left out."))
    incoming.explain(rights[0].feedback)
    return Gap(number=numbers[0])


def _wrong(incoming: Incoming, gaps: list[MoodleGap]) -> tuple[WrongGap, ...]:
    """The rules for wrong answers, in the order of the gaps; a last one for all the others."""
    rules = list[WrongGap]()
    others = [next((each.feedback for each in gap.answers if _is_other(each)), "") for gap in gaps]
    for count, gap in enumerate(gaps, 1):
        for each in gap.answers:
            if each.weight < FULL and not _is_other(each):
                _add(rules, _rule(incoming, count, gap, each))
    if len(set(others)) > 1:
        incoming.lost(
            gettext_noop("What a gap says of any other answer is left out."),
            gettext_noop("Here one feedback of that sort serves every gap."),
        )
    elif others[0]:
        rules.append(WrongGap(0, Gap(), others[0]))
    return tuple(rules)


def _is_other(answer: Weighted) -> bool:
    return answer.text == ANY and answer.weight < FULL


def _add(rules: list[WrongGap], rule: WrongGap | None) -> None:
    """Neighbours that tell the same of the same gap are one rule."""
    last = rules[-1] if rules else None
    if (
        rule
        and last
        and rule.answer.texts
        and (last.gap, last.feedback)
        == (
            rule.gap,
            rule.feedback,
        )
    ):
        texts = (*last.answer.texts, *rule.answer.texts)
        rules[-1] = replace(last, answer=Gap(tuple(dict.fromkeys(texts))))
    elif rule:
        rules.append(rule)


def _rule(incoming: Incoming, count: int, gap: MoodleGap, answer: Weighted) -> WrongGap | None:
    if answer.weight > 0:
        incoming.lost(
            gettext_noop("“{text}” was worth {weight} % of the points: here it is wrong."),
            gettext_noop("Accept it in full, or say in its feedback what is missing."),
            text=answer.text[:100],
            weight=format(answer.weight.normalize(), "f"),
        )
    number = _number(answer.text) if gap.type == "number" else None
    if not answer.feedback or (gap.type == "number" and number is None):
        lost_wrong(incoming, answer.text, incoming.line)
        return None
    text = literal(incoming, plain(answer.text), incoming.line)
    given = Gap(number=number) if number else Gap((text,))
    return WrongGap(count, given, answer.feedback)


def _number(text: str) -> Expected | None:
    value, colon, tolerance = text.partition(":")
    number, reach = number_of(value), number_of(tolerance if colon else "0")
    if number is None or reach is None or reach < 0:
        return None
    return Expected(written_number(number), reach)
