"""The lists of a lesson's text: what drafts are derived from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_ITEM = re.compile(r"(\s*)(?:[-*+]|[0-9]{1,3}[.)])\s+(\S.*)")
_FENCE = re.compile(r"\s*(```|~~~)")
_MARK = re.compile(r"\*\*|__|`")
MAX_LINES = 2000


@dataclass
class Item:
    """A point of a list: its Markdown, the line it stands on, and the points under it."""

    text: str
    line: int
    items: list["Item"] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text without marks of emphasis."""
        return _MARK.sub("", self.text).strip()


@dataclass
class Part:
    """What stands under one heading; "" before the first."""

    title: str
    line: int
    items: list[Item] = field(default_factory=list)


def read_outline(source: str) -> list[Part]:
    """The headings and lists of a lesson, in order; code and everything else is passed over."""
    parts, fence = [Part("", 1)], ""
    open_items: list[tuple[int, Item]] = []
    for number, line in enumerate(source.split("\n")[:MAX_LINES], 1):
        if mark := _FENCE.match(line):
            fence = "" if fence == mark[1] else fence or mark[1]
        elif fence:
            continue
        elif heading := _HEADING.fullmatch(line.rstrip()):
            parts.append(Part(_MARK.sub("", heading[2]).strip(" :"), number))
            open_items = []
        elif item := _ITEM.fullmatch(line.rstrip()):
            depth, made = len(item[1].expandtabs(4)), Item(item[2], number)
            while open_items and open_items[-1][0] >= depth:
                open_items.pop()
            (open_items[-1][1].items if open_items else parts[-1].items).append(made)
            open_items.append((depth, made))
        elif line.strip():
            open_items = []
    return parts


def all_items(items: list[Item]) -> Iterator[Item]:
    """Every point, those under others too, in the order of the text."""
    for item in items:
        yield item
        yield from all_items(item.items)
