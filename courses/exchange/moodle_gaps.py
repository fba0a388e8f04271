"""Gaps in the text of a Moodle cloze question: `{1:SHORTANSWER:=right~wrong#feedback}`."""

import re
from dataclasses import dataclass
from decimal import Decimal
from html import unescape

from courses.exchange.answers import FULL, NOTHING, Weighted

_TYPES = {
    **dict.fromkeys(("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"), "text"),
    **dict.fromkeys(("NUMERICAL", "NM"), "number"),
    **dict.fromkeys(("MULTICHOICE", "MC"), "choice"),
    **dict.fromkeys((f"MULTICHOICE_{each}" for each in ("V", "H", "S", "VS", "HS")), "choice"),
    **dict.fromkeys((f"MC{each}" for each in ("V", "H", "S", "VS", "HS")), "choice"),
    **dict.fromkeys((f"MULTIRESPONSE{each}" for each in ("", "_H", "_S", "_HS")), "several"),
    **dict.fromkeys((f"MR{each}" for each in ("", "H", "S", "HS")), "several"),
}
_START = re.compile(r"\{([0-9]{0,6}):([A-Z_]{2,20}):")
_INSIDE = re.compile(r"((?:[^}\\]|\\.)*+)\}", re.DOTALL)
_ALTERNATIVE = re.compile(r"(?:[^~\\]|\\.)*+", re.DOTALL)
_WEIGHT = re.compile(r"\s*(?:(=)|%(-?[0-9]{1,3}(?:[.,][0-9]{0,9})?)%)?")
_FEEDBACK = re.compile(r"(?<![\\&])#")
_ESCAPE = re.compile(r"\\([~#}/\"\\])")
_SPECIAL = re.compile(r"[~#{}\\&=%\n<>]")


@dataclass(frozen=True)
class MoodleGap:
    """A gap: its weight, its type ("text", "number", "choice" or "several"), its answers."""

    weight: int
    type: str
    answers: tuple[Weighted, ...]


def split_gaps(text: str) -> tuple[list[str], list[MoodleGap]]:
    """The texts around the gaps, one more than there are gaps, and the gaps."""
    texts, gaps, place, kept = list[str](), list[MoodleGap](), 0, 0
    while start := _START.search(text, place):
        place = start.end()
        if start[2] not in _TYPES:
            continue
        inside = _INSIDE.match(text, start.end())
        if not inside:  # no brace closes after this one either
            break
        texts.append(text[kept : start.start()])
        gaps.append(MoodleGap(int(start[1] or 1), _TYPES[start[2]], _answers(inside[1])))
        place = kept = inside.end()
    return [*texts, text[kept:]], gaps


def gap_text(type_: str, answers: list[tuple[str, bool, str]]) -> str:
    """A gap worth 1; `answers` are (text, whether it is right, feedback)."""
    return "{1:" + type_ + ":" + "~".join(_alternative(*each) for each in answers) + "}"


def _answers(inside: str) -> tuple[Weighted, ...]:
    found, place = list[Weighted](), 0
    while place <= len(inside):
        match = _ALTERNATIVE.match(inside, place)
        assert match, "an empty alternative matches too"
        if match[0].strip():
            found.append(_answer(match[0]))
        place = max(match.end(), place) + 1
    return tuple(found)


def _answer(text: str) -> Weighted:
    mark = _WEIGHT.match(text)
    assert mark, "no weight matches too"
    weight = FULL if mark[1] else Decimal((mark[2] or "0").replace(",", "."))
    said, *feedback = _FEEDBACK.split(text[mark.end() :], maxsplit=1)
    return Weighted(_literal(said), weight or NOTHING, _literal("".join(feedback)))


def _literal(text: str) -> str:
    return unescape(_ESCAPE.sub(r"\1", text)).strip()


def _alternative(text: str, right: bool, feedback: str) -> str:
    sign = "=" if right else ""
    return sign + _escaped(text) + ("#" + _escaped(feedback) if feedback else "")


def _escaped(text: str) -> str:
    """`text` with what counts, or looks like it, as entities, which Moodle undoes."""
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", text)
