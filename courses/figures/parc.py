"""`parc`: servers as bars, each filled as much as it is loaded. Docs: docs/figures.md.

parc consolidation : De dix serveurs à trois
Avant, dix serveurs : 15 20 25 20 30
Après, trois hôtes : 70 70
"""

import re
from dataclasses import dataclass

from courses.figures.parts import Header, Piece, checked, gettext_noop, plain, read_header
from courses.figures.shapes import LEADING, Area, Box, Drawing, Style, Text
from courses.figures.words import Words

MAX_SERVERS = 24
MAX_GROUPS = 4
ROW = {"wide": 10, "narrow": 5}
"""Servers side by side."""
GAP, TALL, BETWEEN = 8, 76, 22
LOAD = re.compile(r"\d{1,3}")


@dataclass(frozen=True)
class Group:
    """Servers under one label, each with its load in percent."""

    label: str
    loads: tuple[int, ...]


@dataclass(frozen=True)
class Parc:
    """Groups of servers, one under the other."""

    header: Header
    groups: tuple[Group, ...]


def read_parc(text: str) -> Parc:
    """The figure that a text says, its title line first; raises FigureError."""
    header, lines = read_header(text, "parc")
    if len(lines) > MAX_GROUPS:
        template = gettext_noop("a figure has at most %(most)s groups of servers.")
        raise lines[MAX_GROUPS].wrong(template, most=str(MAX_GROUPS))
    return Parc(header, tuple(map(_read_group, lines)))


def _read_group(line: Piece) -> Group:
    label, _, loads = line.text.rpartition(":")
    words = loads.split()
    if not label.strip() or not words:
        raise line.wrong(gettext_noop("a group is written “Label : 15 20 30”, loads in percent."))
    if len(words) > MAX_SERVERS:
        template = gettext_noop("a group has at most %(most)s servers.")
        raise line.wrong(template, most=str(MAX_SERVERS))
    for word in words:
        if not LOAD.fullmatch(word) or int(word) > 100:
            template = gettext_noop("“%(word)s” is no load: a whole number from 0 to 100.")
            raise line.wrong(template, word=word)
    said = checked(Piece(label.strip(), line.line, line.column))
    return Group(said, tuple(int(word) for word in words))


def lay_parc(parc: Parc, style: Style) -> Drawing:
    """Each group's label, then its servers in rows."""
    boxes: list[Box] = []
    texts: list[Text] = []
    y, across = 0.0, ROW[style.name]
    wide = (style.width - GAP * (across - 1)) / across
    for number, group in enumerate(parc.groups):
        lines = style.wrapped(group.label, style.width, bold=True)
        texts.append(Text(lines, 0, y, style.size, "title", side=True))
        y += style.tall(lines) + 6
        for at, load in enumerate(group.loads):
            x, row = (at % across) * (wide + GAP), at // across
            area = Area(x, y + row * (TALL + GAP), wide, TALL)
            _put_server(area, load, f"s{number}-{at}", boxes, texts, style)
        rows = -(-len(group.loads) // across)
        y += rows * (TALL + GAP) - GAP + BETWEEN
    return Drawing(style.width, y - BETWEEN, tuple(boxes), tuple(texts))


def _put_server(
    area: Area, load: int, id_: str, boxes: list[Box], texts: list[Text], style: Style
) -> None:
    """A bar filled from below, and the load written under it."""
    tall = style.size * LEADING
    room = area.height - tall - 10
    filled = room * load / 100
    bar = Area(area.x + 5, area.y + 5 + room - filled, area.width - 10, filled)
    boxes.append(Box(area, "serveur", id_))
    if filled:
        boxes.append(Box(bar, "load", of=id_))
    label = f"{load}\N{NARROW NO-BREAK SPACE}%"
    texts.append(Text((label,), area.middle, area.bottom - tall - 2, style.size))


def describe_parc(parc: Parc, words: Words) -> str:
    """What the figure shows, for those who do not see it."""
    said = []
    for group in parc.groups:
        low, high = min(group.loads), max(group.loads)
        template = words.one_load if low == high else words.loads
        loads = template.format(low, high)
        count = words.servers if len(group.loads) > 1 else words.one_server
        said.append(count.format(plain(group.label), len(group.loads), loads, sum(group.loads)))
    return " ".join(said)
