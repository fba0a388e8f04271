"""What the attribute lines of a question or a quiz say."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses.quizzes.formulas import read_range
from courses.quizzes.messages import Problems, gettext_noop
from courses.quizzes.question import Range
from courses.quizzes.text import words
from courses.quizzes.text.attributes import Attribute

_POINTS = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?")
_LESSON = re.compile(r"\w[\w-]{0,119}(?:#\w[\w-]{0,199})?")
_CODE = re.compile(r"\w[\w.-]{0,39}")
_MOST_RANGES = 20
_FIGURE = re.compile(r"\S{1,120}")


@dataclass
class Header:
    """The attributes of a question, as `QuestionText` holds them; `points` None if not said."""

    lesson: str | None = None
    section: int | None = None
    objective: str | None = None
    bloom: str | None = None
    points: Decimal | None = None
    notions: tuple[str, ...] = ()
    fixed_order: bool = False
    figure: str | None = None
    ranges: tuple[Range, ...] = ()
    title: str = ""


def read_header(
    attributes: list[Attribute],
    problems: Problems,
    known: Mapping[str, tuple[str, ...]] = words.ATTRIBUTES,
) -> Header:
    """What `attributes` say; unknown, repeated and unreadable ones are reported."""
    header, seen = Header(), set[str]()
    for attribute in attributes:
        if attribute.name == "∈" and known is words.ATTRIBUTES:
            _take_range(header, attribute, problems)
            continue
        name = words.find(attribute.name, known)
        if name is None:
            _unknown(attribute, known, problems)
        elif name in seen:
            _complain(attribute, problems, gettext_noop("“{name}” is given twice."))
        else:
            seen.add(name)
            _take(header, name, attribute, problems)
    if {"lesson", "section"} <= seen:
        _complain(
            attributes[0], problems, gettext_noop("A question belongs to a lesson or a section.")
        )
    return header


def _take(header: Header, name: str, attribute: Attribute, problems: Problems) -> None:
    field, read, mend = _READERS[name]
    try:
        setattr(header, field, read(attribute.value))
    except ValueError:
        problems.error(
            attribute.line,
            attribute.column,
            gettext_noop("“{value}” does not suit “{name}”."),
            mend,
            value=attribute.value,
            name=attribute.name,
            levels=", ".join(names[0] for names in words.BLOOM.values()),
        )


def _take_range(header: Header, attribute: Attribute, problems: Problems) -> None:
    try:
        drawn = read_range(attribute.value)
    except ValueError:
        problems.error(
            attribute.line,
            attribute.column,
            gettext_noop("This range cannot be read."),
            gettext_noop("Write “x ∈ 2..9”, or “x ∈ 10..50 pas 5”, the smaller number first."),
        )
        return
    if len(header.ranges) >= _MOST_RANGES:
        problems.error(
            attribute.line,
            attribute.column,
            gettext_noop("A question draws at most {most} numbers."),
            gettext_noop("Delete this range."),
            most=_MOST_RANGES,
        )
        return
    if any(drawn.name == other.name for other in header.ranges):
        _complain(attribute, problems, gettext_noop("“{name}” is given twice."), drawn.name)
    header.ranges += (drawn,)


def _unknown(
    attribute: Attribute, known: Mapping[str, tuple[str, ...]], problems: Problems
) -> None:
    meant = words.nearest(attribute.name, words.every(known))
    mend = gettext_noop("Write “{meant}”, or \\ before the line if it belongs to the stem.")
    if not meant:
        mend = gettext_noop("Write one of: {names}; or \\ before the line if it is the stem.")
    problems.error(
        attribute.line,
        attribute.column,
        gettext_noop("“{name}” is no attribute."),
        mend,
        name=attribute.name,
        meant=meant or "",
        names=", ".join(names[0] for names in known.values()),
    )


def _complain(attribute: Attribute, problems: Problems, message: str, name: str = "") -> None:
    mend = gettext_noop("Keep one of the two.")
    name = name or attribute.name
    problems.error(attribute.line, attribute.column, message, mend, name=name)


def _read_with(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if not pattern.fullmatch(value):
            raise ValueError(value)
        return value

    return read


def _read_section(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", value):
        raise ValueError(value)
    return int(value)


def _read_bloom(value: str) -> str:
    level = words.find(value, words.BLOOM)
    if level is None:
        raise ValueError(value)
    return level


def _read_points(value: str) -> Decimal:
    found = _POINTS.fullmatch(value)
    points = Decimal(f"{found[1]}.{found[2] or 0}") if found else Decimal(0)
    if not points:
        raise ValueError(value)
    return points


def _read_notions(value: str) -> tuple[str, ...]:
    notions = tuple(dict.fromkeys(piece.strip() for piece in value.split(",")))
    if "" in notions or len(notions) > 20:
        raise ValueError(value)
    return notions


def _read_fixed(value: str) -> bool:
    if not words.is_word(value, words.FIXED):
        raise ValueError(value)
    return True


def _read_title(value: str) -> str:
    if not value:
        raise ValueError(value)
    return value


# attribute -> field of Header, what reads its value, how to mend a value that cannot be read
_READERS: Mapping[str, tuple[str, Callable[[str], Any], str]] = {
    "lesson": ("lesson", _read_with(_LESSON), gettext_noop("Write the slug of a lesson.")),
    "section": ("section", _read_section, gettext_noop("Write the number of a section.")),
    "objective": ("objective", _read_with(_CODE), gettext_noop("Write a code such as V1.2.")),
    "bloom": ("bloom", _read_bloom, gettext_noop("Write one of: {levels}.")),
    "points": ("points", _read_points, gettext_noop("Write a number above 0, such as 2 or 0,5.")),
    "notions": ("notions", _read_notions, gettext_noop("Write notions with commas between them.")),
    "order": ("fixed_order", _read_fixed, gettext_noop("Write “fixe”, or delete the attribute.")),
    "figure": ("figure", _read_with(_FIGURE), gettext_noop("Write its name, as pile:type2.")),
    "title": ("title", _read_title, gettext_noop("Write the title of the quiz.")),
}
