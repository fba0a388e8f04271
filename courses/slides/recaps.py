"""Recap slides: the outline of the deck, shown again each time a section begins."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from courses.slides.blocks import Block, build_blocks
from courses.slides.bullets import ARROW_GLYPHS, read_marker
from courses.slides.inline import plain_text
from courses.slides.pieces import Kind, Piece
from courses.slides.recap_titles import is_recap_title, is_weak_recap_title
from courses.slides.slides import Slide
from courses.slides.titles import Numbering, key

LONGEST_ENTRY = 200
MOST_ENTRIES = 60
_SIGN = f"(?:[{''.join(ARROW_GLYPHS)}]|[-=]{{1,3}}>|<[-=]{{1,3}})"
_ARROW = re.compile(_SIGN)
_ARROW_BEFORE = re.compile(rf"(?:\s*{_SIGN}[\ufe0e\ufe0f]?)+\s*")
_ARROW_AFTER = re.compile(rf"\s*{_SIGN}[\ufe0e\ufe0f]?\s*\Z")
_WORDS = re.compile(r"[a-zA-Z\u00c0-\u024f]")
SAME = 0.5  # share of entries that two showings of one outline have in common
EARLY = 3  # an outline shown once stands among the first slides


@dataclass
class Entry:
    """One line of a recap."""

    title: str
    marked: bool = False
    children: list["Entry"] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What its showings share."""
        return key(self.title)


@dataclass
class Recap:
    """A slide that shows an outline; `index` is its place among the slides."""

    index: int
    entries: list[Entry]

    @property
    def keys(self) -> list[str]:
        """The keys of its entries, in order."""
        return [e.key for e in self.entries]


@dataclass
class Outline:
    """One outline and every slide that shows it."""

    recaps: list[Recap]

    def plan(self) -> list[Entry]:
        """Its entries: those that most showings have, in order; the rest are sub-entries."""
        seen = Counter(k for r in self.recaps for k in set(r.keys))
        needed = len(self.recaps) / 2
        kept = {k for k, n in seen.items() if n > needed or len(self.recaps) == 1}
        order: list[str] = []
        titles: dict[str, str] = {}
        for recap in self.recaps:
            at = -1
            for entry in recap.entries:
                if entry.key in titles:
                    at = order.index(entry.key)
                elif entry.key in kept:
                    at += 1
                    order.insert(at, entry.key)
                    titles[entry.key] = entry.title
            if len(titles) == len(kept):
                break
        return [Entry(titles[name]) for name in order]

    def marked(self, recap: Recap, plan: Sequence[Entry]) -> int | None:
        """The entry of the plan that a recap marks, if it marks exactly one."""
        places = {e.key: i for i, e in enumerate(plan)}
        stressed: set[int] = set()
        parents: set[int] = set()
        at: int | None = None
        for entry in recap.entries:
            at = places.get(entry.key, at)
            if at is None:
                continue
            if entry.marked or any(c.marked for c in entry.children):
                stressed.add(at)
            flat = entry.key not in places and len(recap.entries) > len(plan)
            if entry.children or flat:
                parents.add(at)
        for found in (stressed, parents):
            if len(found) == 1 and len(plan) > 1:
                return found.pop()
        return None


def find_outlines(
    slides: Sequence[Slide], numbering: Numbering, known: frozenset[str]
) -> list[Outline]:
    """The outlines of a deck. A slide titled "Plan" with entries of its own is a lesson."""
    found = _Finder()
    for index, slide in enumerate(slides):
        if not is_recap_title(slide.title):
            continue
        entries = read_entries(slide, numbering, known)
        if len(entries) > 1 or (entries and found.outlines):
            found.add(Recap(index, entries), goes_on=slide.continuation.marked)
    titles = {s.key for s in slides}
    return [o for o in found.outlines if _is_outline(o, slides, titles)]


class _Finder:
    """Puts each recap with the earlier showings of the same outline."""

    def __init__(self) -> None:
        self.outlines: list[Outline] = []
        self._homes: dict[str, list[int]] = {}  # the outlines that have an entry, by key

    def add(self, recap: Recap, *, goes_on: bool) -> None:
        """Add a showing; `goes_on` says that its title is marked "(2/2)" or "(suite)"."""
        place = self._home(recap)
        last = self.outlines[-1].recaps[-1] if self.outlines else None
        if place is None and goes_on and last is not None and last.index == recap.index - 1:
            place = len(self.outlines) - 1
            last.entries += recap.entries
            recap.entries = list(last.entries)
        if place is None:
            place = len(self.outlines)
            self.outlines.append(Outline([]))
        self.outlines[place].recaps.append(recap)
        for name in recap.keys:
            homes = self._homes.setdefault(name, [])
            if not homes or homes[-1] != place:
                homes.append(place)

    def _home(self, recap: Recap) -> int | None:
        shared = Counter(home for k in set(recap.keys) for home in self._homes.get(k, [])[-9:])
        for place in sorted(shared):
            smaller = min(len(self.outlines[place].recaps[0].entries), len(recap.entries))
            if shared[place] >= max(1, smaller * SAME):
                return place
        return None


def _is_outline(outline: Outline, slides: Sequence[Slide], titles: set[str]) -> bool:
    """Whether the entries are known elsewhere: in another showing, in titles, or at the start."""
    if len(outline.recaps) > 1:
        return True
    recap = outline.recaps[0]
    if len(titles & set(recap.keys)) >= min(2, len(recap.keys)):
        return True
    return recap.index <= EARLY + 1 and not is_weak_recap_title(slides[recap.index].title)


def read_entries(slide: Slide, numbering: Numbering, known: frozenset[str]) -> list[Entry]:
    """The entries of a slide that holds a list and nothing else, or none."""
    body = [p for p in slide.body if p.kind not in (Kind.FIGURE, Kind.HEADING)]
    if any(p.kind in (Kind.CODE, Kind.MATHS) for p in body):
        return []
    blocks = [b for b in build_blocks(body, known) if b.sort != "figure"]
    blocks = [item for b in blocks for item in _rows(b)]
    if len(blocks) > 1 and blocks[0].sort == "paragraph" and blocks[0].raw.endswith(":"):
        blocks = blocks[1:]  # "Today we will see:"
    if any(b.sort == "paragraph" for b in blocks) and not any(b.table for b in blocks):
        blocks = [item for b in blocks for item in _lines_as_items(b, body)]
    tops = sum(1 for b in blocks if b.depth == 0)
    if tops > MOST_ENTRIES or any(b.sort != "item" or len(b.raw) > LONGEST_ENTRY for b in blocks):
        return []
    arrows = _arrow_lines(body)
    entries: list[Entry] = []
    for block in blocks:
        entry = _entry(block, numbering, block.first in arrows)
        if not entry.key:
            continue
        if block.depth and entries:
            entries[-1].children.append(entry)
        else:
            entries.append(entry)
    return entries


def _rows(block: Block) -> list[Block]:
    """The rows of a table as items: an outline is sometimes laid out so."""
    if block.table is None:
        return [block]
    rows = [r for r in (block.table.header, *block.table.rows) if any(r)]
    texts = [" ".join(c for c in r if c and not c.strip("*. ").isdigit()) for r in rows]
    return [Block("item", block.first, block.last, text) for text in texts]


def _lines_as_items(block: Block, body: Sequence[Piece]) -> list[Block]:
    """Each line of a paragraph as an item: some outlines have no bullets."""
    if block.sort != "paragraph":
        return [block]
    lines = [p for p in body if p.kind is Kind.TEXT and block.first <= p.first <= block.last]
    return [Block("item", p.first, p.last, p.text) for p in lines]


def _entry(block: Block, numbering: Numbering, arrow: bool) -> Entry:
    raw = block.raw
    title = plain_text(raw).replace("**", "").strip()
    trailing = bool(_ARROW_AFTER.search(title))
    title = _ARROW_BEFORE.sub("", _ARROW_AFTER.sub("", title), count=1)
    marker = read_marker(title)
    if marker is not None and marker.weak:
        title = _ARROW_BEFORE.sub("", marker.rest)
    stressed = "**" in raw or "__" in raw or (raw.startswith("*") and raw.endswith("*"))
    return Entry(numbering.strip(title).strip(), stressed or arrow or trailing)


def _arrow_lines(body: Sequence[Piece]) -> set[int]:
    """Lines with an arrow before their words, when most lines have none."""
    texts = [p for p in body if p.kind is Kind.TEXT]
    arrows = {p.first for p in texts if _ARROW.search(_WORDS.split(p.text, maxsplit=1)[0])}
    return arrows if len(arrows) * 2 <= len(texts) else set()
