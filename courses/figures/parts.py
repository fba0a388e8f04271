"""What every generator shares: the first line, labels, and how a mistake is told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

MAX_LABEL = 80
"""Longest label, in characters."""
MAX_TITLE = 160
MAX_LINES = 60
MAX_LINE = 600
ID = re.compile(r"[A-Za-z0-9][\w-]{0,30}", re.ASCII)
NO_BREAK = re.compile(r" (?=[:;!?»%])|(?<=«) ")
"""Blanks where French typography breaks no line."""
_LABEL = r"[ ]*(?:\[(?P<label>[^\[\]]*)\])?[ ]*"
_LABELLED = re.compile("(?P<title>.*?)" + _LABEL)
HEADER = re.compile(r"(?P<kind>\w+)(?:[ ]+(?P<name>[^\s:\[\]]+))?[ ]*:[ ]*" + _LABELLED.pattern)


def gettext_noop(template: str) -> str:
    """Mark an English template for the translators; the caller translates it."""
    return template


class FigureError(ValueError):
    """What is wrong, at a line (1: the one with the title) and a column from 1.

    The message is an English template with `%(name)s` places and their values.
    """

    def __init__(self, template: str, line: int, column: int = 1, **params: str) -> None:
        super().__init__(template % params)
        self.template = template
        self.params: Mapping[str, str] = params
        self.line = line
        self.column = column


@dataclass(frozen=True)
class Header:
    """`pile type2 : A title [a label]`: the label stands in the caption, in the teacher's words."""

    name: str
    title: str
    label: str


@dataclass(frozen=True)
class Piece:
    """A part of a line, without the blanks around it, and the column where it begins."""

    text: str
    line: int
    column: int

    def wrong(self, template: str, **params: str) -> FigureError:
        """The error to raise about this part."""
        return FigureError(template, self.line, self.column, **params)

    def split(self, mark: str) -> list["Piece"]:
        """The parts between marks."""
        pieces, at = [], 0
        for text in self.text.split(mark):
            pieces.append(piece_of(text, self.line, self.column + at))
            at += len(text) + len(mark)
        return pieces


def piece_of(text: str, line: int, column: int = 1) -> Piece:
    blank = len(text) - len(text.lstrip())
    return Piece(text.strip(), line, column + blank)


def read_header(text: str, kind: str) -> tuple[Header, list[Piece]]:
    """The title line, and the lines below it that say something."""
    first, *rest = text.split("\n")
    if any(len(line) > MAX_LINE for line in (first, *rest)):
        long = next(n for n, line in enumerate((first, *rest), 1) if len(line) > MAX_LINE)
        template = gettext_noop("a line has at most %(most)s characters.")
        raise FigureError(template, long, MAX_LINE, most=str(MAX_LINE))
    found = HEADER.fullmatch(single_spaced(first.strip()))
    if found is None or found["kind"] != kind or not found["title"]:
        template = gettext_noop(
            "the first line is written “%(kind)s name : title”, and may end with a [label]."
        )
        raise FigureError(template, 1, 1, kind=kind)
    title = checked(Piece(found["title"], 1, found.start("title") + 1), MAX_TITLE)
    label = checked(Piece((found["label"] or "").strip(), 1, found.start("label") + 1))
    lines = [piece_of(line, number) for number, line in enumerate(rest, 2) if line.strip()]
    if not lines:
        raise FigureError(gettext_noop("nothing is written below the title."), 1)
    if len(lines) > MAX_LINES:
        template = gettext_noop("a figure has at most %(most)s lines.")
        raise lines[MAX_LINES].wrong(template, most=str(MAX_LINES))
    return Header(found["name"] or "", title, label), lines


def without_label(title: str) -> str:
    """`A title [a label]` without the label, which is the caption's."""
    found = _LABELLED.fullmatch(title)
    return found["title"].strip() if found else title


def single_spaced(text: str) -> str:
    return re.sub("  +", " ", text)


def checked(piece: Piece, most: int = MAX_LABEL) -> str:
    """A label as it is shown, `~` between letters being where a long word may be cut."""
    if len(piece.text) > most:
        template = gettext_noop("a label has at most %(most)s characters.")
        raise piece.wrong(template, most=str(most))
    text = NO_BREAK.sub("\u00a0", single_spaced(piece.text))
    return re.sub(r"(?<=\w)~(?=\w)", "\u00ad", text)


def plain(label: str) -> str:
    """A label in running text."""
    return label.replace("\u00ad", "")
