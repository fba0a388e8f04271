"""What each kind of question is in Moodle XML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from courses.exchange.departing import (
    Outgoing,
    lost_rules,
    lost_units,
    plain_number,
    shares,
)
from courses.exchange.moodle_gaps import gap_text, split_gaps
from courses.exchange.moodle_rubric import write_rubric
from courses.exchange.moodle_units import multipliers
from courses.exchange.xml_text import answer, texted
from courses.quizzes.kinds.gaps import GAP_MARK, Gap
from courses.quizzes.messages import gettext_noop


@dataclass(frozen=True)
class Body:
    """A type of question, its stem, and the elements only it has."""

    type: str
    stem: str
    lines: list[str]


def _options(outgoing: Outgoing) -> Body:
    question, single = outgoing.question, outgoing.question.kind == "choice"
    options = question.body.options
    right = sum(option.right for option in options)
    won = "100" if single else shares(outgoing, right)
    taken = "0" if single else "-" + shares(outgoing, len(options) - right)
    lines = [f"<single>{'true' if single else 'false'}</single>", _shuffled(outgoing)]
    lines.append("<answernumbering>abc</answernumbering>")
    lines += [answer(each.text, won if each.right else taken, each.feedback) for each in options]
    return Body("multichoice", question.stem, lines)


def _shuffled(outgoing: Outgoing) -> str:
    shuffled = "false" if outgoing.question.fixed_order else "true"
    return f"<shuffleanswers>{shuffled}</shuffleanswers>"


def _statement(outgoing: Outgoing) -> Body:
    body = outgoing.question.body
    said = [("true", body.true, body.if_true), ("false", not body.true, body.if_false)]
    lines = [answer(text, "100" if won else "0", told, plain=True) for text, won, told in said]
    return Body("truefalse", outgoing.question.stem, lines)


def _short(outgoing: Outgoing) -> Body:
    body, lines = outgoing.question.body, ["<usecase>0</usecase>"]
    lines += [answer(_unstarred(text), "100", "", plain=True) for text in body.accepted]
    for rule in body.wrong:
        texts = [_unstarred(text) for text in rule.texts] or ["*"]
        lines += [answer(text, "0", rule.feedback, plain=True) for text in texts]
    return Body("shortanswer", outgoing.question.stem, lines)


def _unstarred(text: str) -> str:
    """`text` without wildcards."""
    return text.replace("*", "\\*")


def _numbers(outgoing: Outgoing) -> Body:
    body, lines = outgoing.question.body, list[str]()
    for each in body.accepted:
        value, reach = plain_number(outgoing, each)
        lines.append(answer(value, "100", "", _tolerance(reach), plain=True))
    for rule in body.wrong:
        value, reach = plain_number(outgoing, rule.expected) if rule.expected else ("*", "0")
        lines.append(answer(value, "0", rule.feedback, _tolerance(reach), plain=True))
    return Body("numerical", outgoing.question.stem, lines + _units(outgoing))


def _tolerance(reach: str) -> str:
    return f"<tolerance>{reach}</tolerance>"


def _units(outgoing: Outgoing) -> list[str]:
    body = outgoing.question.body
    named = [rule.expected for rule in body.wrong if rule.expected]
    units, every = body.accepted[0].units, {each.units for each in (*body.accepted, *named)}
    if {each[:1] for each in every} != {units[:1]}:
        lost_units(outgoing)
        units = ()
    elif len(every) > 1:
        outgoing.lost(gettext_noop("Moodle has the same units for every number of a question."))
    if not units:
        return ["<showunits>3</showunits>"]
    inside = "".join(
        f"<unit><multiplier>{format(factor, 'f')}</multiplier>"
        f"<unit_name>{escape(unit)}</unit_name></unit>"
        for unit, factor in zip(units, multipliers(units), strict=True)
    )
    lines = ["<unitgradingtype>0</unitgradingtype>", "<showunits>0</showunits>"]
    return [*lines, "<unitsleft>0</unitsleft>", f"<units>{inside}</units>"]


def _pairs(outgoing: Outgoing) -> Body:
    lost_rules(outgoing)
    body = outgoing.question.body
    sides = [(pair.left, pair.right) for pair in body.pairs]
    sides += [("", text) for text in body.decoys]
    lines = [
        texted("subquestion", left, f"<answer><text>{escape(right)}</text></answer>")
        for left, right in sides
    ]
    return Body("matching", outgoing.question.stem, [_shuffled(outgoing), *lines])


def _order(outgoing: Outgoing) -> Body:
    lost_rules(outgoing)
    lines = ["<layouttype>VERTICAL</layouttype>", "<selecttype>ALL</selecttype>"]
    lines += ["<selectcount>0</selectcount>", "<gradingtype>LONGEST_ORDERED_SUBSET</gradingtype>"]
    items = enumerate(outgoing.question.body.items, 1)
    lines += [answer(text, str(count), "") for count, text in items]
    return Body("ordering", outgoing.question.stem, lines)


def _open(outgoing: Outgoing) -> Body:
    notes = write_rubric(outgoing.question.body)
    lines = ["<responseformat>editor</responseformat>", "<responserequired>1</responserequired>"]
    lines += ["<attachments>0</attachments>", texted("graderinfo", notes)]
    return Body("essay", outgoing.question.stem, [*lines, texted("responsetemplate", "")])


def _cloze(outgoing: Outgoing) -> Body:
    question, body = outgoing.question, outgoing.question.body
    stem = question.stem
    if split_gaps(stem)[1]:
        raise outgoing.left_out(
            gettext_noop("The stem says literally what Moodle takes for a gap."),
            gettext_noop("Write it another way."),
        )
    for count, gap in enumerate(body.gaps, 1):
        stem = stem.replace(GAP_MARK.format(count), _gap(outgoing, count, gap), 1)
    if question.points != len(body.gaps):
        outgoing.lost(gettext_noop("Moodle counts one point for each gap."))
    return Body("cloze", stem, [])


def _gap(outgoing: Outgoing, count: int, gap: Gap) -> str:
    answers = [(text, True, "") for text in _texts(outgoing, gap)]
    for rule in outgoing.question.body.wrong:
        if rule.gap == count and bool(rule.answer.number) == bool(gap.number):
            answers += [(text, False, rule.feedback) for text in _texts(outgoing, rule.answer)]
        elif rule.gap == count:
            outgoing.lost(
                gettext_noop("A foreseen error that is no answer of its gap is left out.")
            )
    other = next((rule.feedback for rule in outgoing.question.body.wrong if not rule.gap), "")
    answers += [("*", False, other)] if other else []
    return gap_text("NUMERICAL" if gap.number else "SHORTANSWER", answers)


def _texts(outgoing: Outgoing, gap: Gap) -> list[str]:
    if not gap.number:
        return [_unstarred(text) for text in gap.texts]
    if gap.number.units:
        lost_units(outgoing)
    return [":".join(plain_number(outgoing, gap.number))]


BODIES: Mapping[str, Callable[[Outgoing], Body]] = {
    "choice": _options,
    "multiple": _options,
    "true-false": _statement,
    "short": _short,
    "numeric": _numbers,
    "matching": _pairs,
    "ordering": _order,
    "open": _open,
    "cloze": _cloze,
}
