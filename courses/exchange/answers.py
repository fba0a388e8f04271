"""Answers with weights, as other software has them, turned into the bodies of questions here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from courses.exchange.drafting import Incoming
from courses.quizzes.formulas import write_decimal
from courses.quizzes.kinds.matching import Pair, Pairs
from courses.quizzes.kinds.numbers import Expected
from courses.quizzes.kinds.numeric import Numbers, WrongNumber
from courses.quizzes.kinds.options import Option, Options
from courses.quizzes.kinds.rules import ANY, Answers, Rule
from courses.quizzes.messages import gettext_noop
from courses.quizzes.text.layout import tidy

FULL, NOTHING = Decimal(100), Decimal(0)
_NEAR = Decimal("0.01")
_NUMBER = re.compile(r"[-+−]?[0-9]{0,30}(?:[.,][0-9]{0,30})?(?:[eE][-+]?[0-9]{1,2})?")
_WILDCARD = re.compile(r"(?<!\\)\*")


@dataclass(frozen=True)
class Weighted:
    """An answer worth `weight` per cent; the text of an option is Markdown."""

    text: str
    weight: Decimal
    feedback: str = ""
    line: int = 0


def number_of(text: str) -> Decimal | None:
    """The number that `text` writes, with a point or a comma; None if it writes none."""
    text = text.strip()
    if not re.search("[0-9]", text) or not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(",", ".").replace("−", "-"))
    except InvalidOperation:
        return None


def written_number(number: Decimal) -> str:
    """`number` as the format of questions writes it."""
    return write_decimal(number).replace("-", "−")


def take_options(incoming: Incoming, answers: Sequence[Weighted], *, single: bool) -> None:
    """Makes `incoming` a choice or a multiple."""
    if incoming.has_too_many(answers):
        return
    full = [each for each in answers if each.weight >= FULL - _NEAR]
    rights = full if single else [each for each in answers if each.weight > 0]
    if len(answers) < 2 or not rights:
        _refuse_options(incoming, few=len(answers) < 2)
        return
    if single and len(full) > 1:
        incoming.lost(
            gettext_noop("Several options are each worth all the points; one was enough."),
            gettext_noop("It is now a “multiple”, where all of them are to be ticked."),
        )
    multiple = not single or len(full) > 1
    _check_weights(incoming, answers, rights, multiple=multiple)
    options = tuple(
        Option(tidy(each.text), each in rights, tidy(each.feedback)) for each in answers
    )
    if multiple and all(option.right for option in options):
        incoming.wrong(
            gettext_noop("Every option of this question is right."),
            gettext_noop("Add a wrong one, or ask it as another kind."),
        )
        return
    incoming.kind, incoming.body = "multiple" if multiple else "choice", Options(options)


def share(count: int) -> Decimal:
    """The weight of each of `count` options, in per cent, to five decimals."""
    return (FULL / count).quantize(Decimal("0.00001")).normalize()


def _refuse_options(incoming: Incoming, *, few: bool) -> None:
    message = gettext_noop("No option of this question is right.")
    mend = gettext_noop("Mark the right one: = in GIFT, the fraction 100 in Moodle XML.")
    if few:
        message = gettext_noop("This question has fewer than two options.")
        mend = gettext_noop("Add options, or ask it as a short answer.")
    incoming.wrong(message, mend)


def _check_weights(
    incoming: Incoming, answers: Sequence[Weighted], rights: Sequence[Weighted], *, multiple: bool
) -> None:
    wrong = [each for each in answers if each not in rights]
    won = share(len(rights)) if multiple else FULL
    taken = -share(len(wrong)) if multiple and wrong else NOTHING
    kept = all(abs(each.weight - won) <= _NEAR for each in rights)
    if not kept or any(abs(each.weight - taken) > _NEAR for each in wrong):
        weights = " · ".join(f"{write_decimal(each.weight)}\u00a0%" for each in answers[:20])
        mend = gettext_noop("Only the right option earns points: give the others feedback.")
        if multiple:
            mend = gettext_noop("Right options share the points, wrong ones take shares away.")
        incoming.lost(
            gettext_noop("The weights of the options are not kept: {weights}."),
            mend,
            weights=weights,
        )


def take_short(incoming: Incoming, answers: Sequence[Weighted]) -> None:
    """Makes `incoming` a short answer."""
    if incoming.has_too_many(answers):
        return
    accepted, rules = list[str](), list[Rule]()
    for each in answers:
        text, line = plain(each.text), each.line
        if each.weight >= FULL - _NEAR:
            accepted += [] if _is_any(incoming, each) else [literal(incoming, text, line)]
            incoming.explain(tidy(each.feedback), line)
            continue
        _check_partial(incoming, each)
        texts = () if text == ANY else (literal(incoming, text, line),)
        if each.feedback:
            _add_rule(rules, Rule(texts, tidy(each.feedback)))
        else:
            lost_wrong(incoming, text, line)
    if not accepted:
        no_right_answer(incoming)
        return
    incoming.kind = "short"
    incoming.body = Answers(tuple(dict.fromkeys(accepted)), tuple(rules))


def plain(text: str) -> str:
    """A text of one line."""
    return " ".join(text.split("\n")).strip() if "\n" in text else text.strip()


def literal(incoming: Incoming, text: str, line: int) -> str:
    """`text` without the backslash that keeps a star from being a wildcard."""
    if _WILDCARD.search(text):
        incoming.lost(
            gettext_noop("“{text}” has a wildcard: here it is compared letter for letter."),
            gettext_noop("List the answers it stands for."),
            line,
            text=text[:100],
        )
    return text.replace("\\*", "*")


def _is_any(incoming: Incoming, answer: Weighted) -> bool:
    if answer.text.strip() != ANY:
        return False
    incoming.lost(
        gettext_noop("Any answer was right here; that is left out."),
        gettext_noop("Ask it as an open question if everything is right."),
        answer.line,
    )
    return True


def _add_rule(rules: list[Rule], rule: Rule) -> None:
    """Neighbours that tell the same are one rule."""
    last = rules[-1] if rules else None
    if last and last.feedback == rule.feedback and last.texts and rule.texts:
        rules[-1] = Rule((*last.texts, *rule.texts), rule.feedback)
    else:
        rules.append(rule)


def _check_partial(incoming: Incoming, answer: Weighted) -> None:
    if answer.weight > 0:
        incoming.lost(
            gettext_noop("“{text}” was worth {weight} % of the points: here it is wrong."),
            gettext_noop("Accept it in full, or say in its feedback what is missing."),
            answer.line,
            text=answer.text[:100],
            weight=write_decimal(answer.weight),
        )


def lost_wrong(incoming: Incoming, text: str, line: int) -> None:
    """Note that a wrong answer without feedback is left out."""
    incoming.lost(
        gettext_noop("The wrong answer “{text}” has no feedback: it is left out."),
        gettext_noop("Any answer that is not accepted is wrong anyway."),
        line,
        text=text[:100],
    )


def no_right_answer(incoming: Incoming) -> None:
    """Report that nothing is accepted."""
    incoming.wrong(
        gettext_noop("No answer of this question is worth all the points."),
        gettext_noop("Give the right answer a weight of 100 %."),
    )


def take_numbers(
    incoming: Incoming,
    answers: Sequence[tuple[Weighted, Expected | None]],
) -> None:
    """Makes `incoming` a numeric question; an answer without Expected is any other number."""
    if incoming.has_too_many(answers):
        return
    accepted, wrong = list[Expected](), list[WrongNumber]()
    for each, expected in answers:
        if each.weight >= FULL - _NEAR:
            accepted += [expected] if expected and not _is_any(incoming, each) else []
            incoming.explain(tidy(each.feedback), each.line)
            continue
        _check_partial(incoming, each)
        if each.feedback:
            wrong.append(WrongNumber(expected, tidy(each.feedback)))
        else:
            lost_wrong(incoming, each.text, each.line)
    if not accepted:
        no_right_answer(incoming)
        return
    incoming.kind, incoming.body = "numeric", Numbers(tuple(accepted), tuple(wrong))


def take_pairs(incoming: Incoming, sides: Sequence[tuple[str, str]]) -> None:
    """Makes `incoming` a matching; a pair without its left side is a decoy."""
    if incoming.has_too_many(sides):
        return
    pairs = [Pair(plain(left), plain(right)) for left, right in sides if left.strip()]
    decoys = [plain(right) for left, right in sides if not left.strip()]
    if len(pairs) < 2:
        incoming.wrong(
            gettext_noop("This question has fewer than two pairs."),
            gettext_noop("Write at least two, each with its left and its right side."),
        )
        return
    used = {pair.right for pair in pairs}
    kept = tuple(dict.fromkeys(text for text in decoys if text not in used))
    incoming.kind, incoming.body = "matching", Pairs(tuple(pairs), kept)
