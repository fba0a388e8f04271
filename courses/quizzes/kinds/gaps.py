"""Gaps in a stem: `{{accepted|variant}}` and `{{=2 ± 0 [Go]}}`, and the marks that replace them.

Where a stem says `{{` literally it has a backslash before it; before a gap or a literal `{{`, a
backslash that counts is doubled.
"""

import re
from dataclasses import dataclass

from courses.quizzes.kinds.base import Draft
from courses.quizzes.kinds.numbers import Expected, read_expected, write_expected
from courses.quizzes.kinds.rules import MOST_RULES
from courses.quizzes.messages import gettext_noop
from courses.quizzes.text.escapes import BAR, Mark

GAP_MARK = "⟦{}⟧"  # what stands for a gap in the stem students see
_PLACE = re.compile(r"(\\*)⟦([0-9]+)⟧")
_OPEN = re.compile(r"(?<!\\)(\\*+)\{\{(?!\{)")
# A run of braces right before a gap needs no backslash: the last two are the gap's.
_LITERAL = re.compile(r"(?<!\\)(\\*+)(?<!\{)(\{{2,})(?!\{|⟦[0-9]+⟧)")
_CLOSE = Mark(re.compile(r"(?<!\\)(\\*+)\}\}"))


@dataclass(frozen=True)
class Gap:
    """What a gap accepts: texts, or one number."""

    texts: tuple[str, ...] = ()
    number: Expected | None = None


def read_gaps(draft: Draft) -> tuple[str, tuple[Gap, ...], list[int]]:
    """The stem of `draft` with a mark for each gap, the gaps, and the line each stands on."""
    gaps, lines, texts = list[Gap](), list[int](), list[str]()
    for number, text in enumerate(draft.stem.split("\n"), draft.stem_line):
        if re.search("[⟦⟧]", text):
            draft.problems.error(
                number,
                1,
                gettext_noop("⟦ and ⟧ cannot stand in the text of a question with gaps."),
                gettext_noop("Write [[ and ]] instead."),
            )
        pieces, place = list[str](), 0
        while found := _OPEN.search(text, place):
            backslashes = found[1][: len(found[1]) // 2]
            pieces.append(text[place : found.start()] + backslashes)
            place = found.end()
            if len(found[1]) % 2:
                pieces.append("{{")
                continue
            end = _end(text, place)
            if end is None:
                _report_unclosed(draft, number, found.end() - 1)
                break
            gap = read_gap(draft, text[place:end], number, place + 1)
            gaps.append(gap or Gap())
            lines.append(number)
            pieces.append(GAP_MARK.format(len(gaps)))
            place = end + 2
        texts.append("".join(pieces) + text[place:])
    return "\n".join(texts), tuple(gaps), lines


def read_gap(draft: Draft, inside: str, line: int, column: int) -> Gap | None:
    """The gap that `{{inside}}` is; None after noting what is wrong with it."""
    inside = inside.strip()
    if inside.startswith("="):
        expected = read_expected(draft, inside[1:], line, column)
        return Gap(number=expected) if expected else None
    texts = tuple(dict.fromkeys(_read_text(piece) for piece in BAR.split(inside)))
    if "" in texts or len(texts) > MOST_RULES:
        draft.problems.error(
            line,
            column,
            gettext_noop("This gap accepts nothing, or an empty text, or too many."),
            gettext_noop("Write {example}: the right answer, and others after |."),
            example="{{inférieur|plus petit}}",
        )
        return None
    return Gap(texts)


def write_gap(gap: Gap) -> str:
    """What stands between the braces of `gap`."""
    if gap.number:
        return "=" + write_expected(gap.number)
    texts = [_write_text(text) for text in gap.texts]
    bar = " | " if any(text.endswith("\\") for text in texts) else "|"
    return bar.join(texts)


def write_gaps(stem: str, gaps: tuple[Gap, ...]) -> str:
    """The stem with the gaps that its marks stand for."""
    literal = _LITERAL.sub(_escaped, stem)
    return _PLACE.sub(lambda found: _braced(gaps, found), literal)


def _escaped(found: re.Match[str]) -> str:
    """A run of braces, each pair with its backslash; an odd brace comes first and opens nothing."""
    backslashes, pairs, odd = found[1], len(found[2]) // 2, len(found[2]) % 2
    return (backslashes + "{" if odd else backslashes * 2) + "\\{{" * pairs


def _braced(gaps: tuple[Gap, ...], found: re.Match[str]) -> str:
    number = int(found[2])
    if not 1 <= number <= len(gaps):
        return found[0]
    inside = write_gap(gaps[number - 1])
    before = " " if inside.startswith("{") else ""
    after = " " if inside.endswith(("\\", "}")) else ""
    return found[1] * 2 + "{{" + before + inside + after + "}}"


def _end(text: str, start: int) -> int | None:
    """Where the braces that close a gap stand."""
    for found in _CLOSE.pattern.finditer(text, start):
        if not found[1]:
            return found.start()
    return None


def _read_text(piece: str) -> str:
    text = _CLOSE.literal(BAR.literal(piece))
    return text[1:] if re.match(r"\\+=", text) else text


def _write_text(text: str) -> str:
    masked = "\\" + text if re.match(r"\\*=", text) else text
    return _CLOSE.escaped(BAR.escaped(masked))


def _report_unclosed(draft: Draft, line: int, column: int) -> None:
    draft.problems.error(
        line,
        column,
        gettext_noop("This gap is not closed on its line."),
        gettext_noop("Write {close} after it, or {escaped} if it is no gap."),
        close="}}",
        escaped="\\{{",
    )
