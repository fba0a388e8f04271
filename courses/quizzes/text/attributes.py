"""Attribute lines: `leçon: slug · objectif: V1.2 · points: 2`, and `x ∈ 2..9`."""

import re
from dataclasses import dataclass

from courses.quizzes.text import words
from courses.quizzes.text.lines import Line

RANGE = re.compile(r"([^\W\d_]\w{0,19})\s*+(?:∈|in(?=\s))\s*+(\S.*)")
_PAIR = re.compile(r"([^\W\d_]++)\s*+:(?!:)\s*+(.*)")
_DOT = re.compile(r"·")


@dataclass(frozen=True)
class Attribute:
    """One `name: value`, its name as written, or a range under the name `∈`."""

    name: str
    value: str
    line: int
    column: int


def looks_like_attributes(line: str) -> bool:
    """Whether `line`, without indentation, is meant as attributes rather than as a stem."""
    pieces = [piece.strip() for piece in _DOT.split(line)]
    if RANGE.fullmatch(pieces[0]) and ".." in pieces[0]:
        return True
    first = _PAIR.fullmatch(pieces[0])
    if not first:
        return False
    known = words.every(words.ATTRIBUTES) + words.every(words.QUIZ_ATTRIBUTES)
    if words.find(first[1], words.ATTRIBUTES) or words.nearest(first[1], known):
        return True
    return len(pieces) > 1 and all(_PAIR.fullmatch(piece) for piece in pieces)


def split_attributes(line: Line) -> list[Attribute]:
    """The attributes of a line that looks like some."""
    found, start = list[Attribute](), 0
    for piece in _DOT.split(line.text):
        column = start + len(piece) - len(piece.lstrip()) + 1
        start += len(piece) + 1
        bare = piece.strip()
        if pair := _PAIR.fullmatch(bare):
            found.append(Attribute(pair[1], pair[2].strip(), line.number, column))
        elif drawn := RANGE.fullmatch(bare):
            found.append(Attribute("∈", drawn[0], line.number, column))
        elif bare:
            found.append(Attribute(bare, "", line.number, column))
    return found
