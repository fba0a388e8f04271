"""Where a lesson's Markdown says that a figure is missing, and how one takes that place. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MISSING = "figure:missing"

# Code shows marks as they are written: a fence up to its end or the end of the source, a span
# inside its paragraph.
_FENCE = r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)|\Z)"
_SPAN = r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
_CODE = re.compile(f"{_FENCE}|{_SPAN}", re.M | re.S)
_MARK = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\[\]\\])*)\]\(figure:missing(?:[ \t]+\"(?P<caption>[^\"\n]*)\")?[ \t]*\)"
)


@dataclass(frozen=True)
class Mark:
    """One `![…](figure:missing)`; `line` counts from 1, `start` and `end` are offsets."""

    line: int
    alt: str
    caption: str
    start: int
    end: int


def missing_marks(source: str) -> list[Mark]:
    """The marks of the source, in order, those inside code left out."""
    return list(_marks(source))


def is_empty(source: str) -> bool:
    """Whether the source has neither text nor figure, only places for missing ones."""
    rest = source
    for mark in reversed(missing_marks(source)):
        rest = rest[: mark.start] + rest[mark.end :]
    return not any(map(str.isalnum, rest))


def fill_mark(source: str, mark: Mark, *, name: str, alt: str, caption: str = "") -> str:
    """The source with the figure of that name in the place of the mark."""
    title = f' "{_one_line(caption).replace(chr(34), chr(0x2019))}"' if caption.strip() else ""
    # A backtick could open code with another one before it, escaped or not.
    words = re.sub(r"([\\\[\]*_<$])", r"\\\1", _one_line(alt).replace("`", "’"))
    return f"{source[: mark.start]}![{words}](figure:{name}{title}){source[mark.end :]}"


def _marks(source: str) -> Iterator[Mark]:
    code = [match.span() for match in _CODE.finditer(source)]
    for match in _MARK.finditer(source):
        if any(start <= match.start() < end for start, end in code):
            continue
        line = source.count("\n", 0, match.start()) + 1
        alt = re.sub(r"\\(.)", r"\1", match["alt"])
        yield Mark(line, alt, match["caption"] or "", match.start(), match.end())


def _one_line(text: str) -> str:
    return " ".join(text.split())
