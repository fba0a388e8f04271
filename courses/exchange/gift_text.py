"""GIFT text: which signs count and which are said literally, and where each stands."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from courses.exchange.markdown import from_html, from_plain, looks_like_html

FORMATS = ("html", "markdown", "moodle", "plain")
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_RESERVED = re.compile(r"[\\:#={}~\n]")
_FORMAT = re.compile(r"\s*\[(html|markdown|moodle|plain)\]")
_BLANKS = " \t\n"


@dataclass(frozen=True)
class Piece:
    """A part of a question's text. `mask` is the same with NULs for what is escaped."""

    text: str
    mask: str
    at: int = 0  # where it starts in its question

    @classmethod
    def of(cls, text: str) -> "Piece":
        return cls(text, _ESCAPE.sub("\0\0", text))

    def part(self, start: int, end: int | None = None) -> "Piece":
        """From `start` to `end`, without the blanks around it."""
        end = len(self.text) if end is None else end
        while start < end and self.mask[start] in _BLANKS:
            start += 1
        while end > start and self.mask[end - 1] in _BLANKS:
            end -= 1
        return Piece(self.text[start:end], self.mask[start:end], self.at + start)

    def cut(self, signs: str) -> list["Piece"]:
        """The parts that begin with one of `signs`, which each keeps, and what stands before."""
        places = [found.start() for found in re.finditer(f"[{re.escape(signs)}]", self.mask)]
        edges = [0, *places, len(self.text)]
        return [self.part(start, end) for start, end in pairwise(edges)]

    def split(self, sign: str) -> tuple["Piece", "Piece"]:
        """What stands before the first `sign` and after it; the second is empty without one."""
        place = self.mask.find(sign)
        if place < 0:
            return self.part(0), self.part(len(self.text))
        return self.part(0, place), self.part(place + len(sign))

    def literal(self) -> str:
        """The text meant, without format: escapes undone."""
        return unescaped(self.text)


def unescaped(text: str, newline: str = "\n") -> str:
    """`text` with each escape undone; `newline` is what `\\n` stands for."""
    return _ESCAPE.sub(lambda found: newline if found[1] == "n" else found[1], text)


def escaped(text: str) -> str:
    """`text` on one line, with nothing in it that counts."""
    return _RESERVED.sub(lambda found: "\\n" if found[0] == "\n" else "\\" + found[0], text)


def read_format(piece: Piece, default: str) -> tuple[str, Piece]:
    """The format a text begins with, `default` without one, and the rest."""
    found = _FORMAT.match(piece.text)
    return (found[1], piece.part(found.end())) if found else (default, piece)


def markdown_of(piece: Piece, default: str) -> tuple[str, list[str]]:
    """A text as Markdown, and what HTML it loses; `default` is the format of its question."""
    name, rest = read_format(piece, default)
    if name == "markdown":
        return unescaped(rest.text), []
    text = unescaped(rest.text, "\n" if name == "html" else "\n\n")
    if name == "html" or (name == "moodle" and looks_like_html(text)):
        return from_html(text)
    return from_plain(text), []


def written(text: str) -> str:
    """A Markdown text as GIFT says it in a question marked [markdown]."""
    if text[:1].isspace():
        text = "\n" + text  # a blank that would be trimmed starts its own line
    mark = "[markdown]" if _FORMAT.match(text) else ""
    return mark + escaped(text)


class Lines:
    """Turns a place in a text into its line and column, both from 1."""

    def __init__(self, numbers: list[int], texts: list[str]) -> None:
        self._numbers, self._starts, start = numbers, list[int](), 0
        for text in texts:
            self._starts.append(start)
            start += len(text) + 1

    def place(self, at: int) -> tuple[int, int]:
        """The line and column of the character `at`."""
        index = max(bisect_right(self._starts, at) - 1, 0)
        return self._numbers[index], at - self._starts[index] + 1
