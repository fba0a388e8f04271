"""Slides: where each one begins, and its title."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from courses.slides.bullets import strip_glyph
from courses.slides.inline import plain_text
from courses.slides.pieces import Kind, Piece
from courses.slides.recap_titles import is_recap_title
from courses.slides.titles import LONGEST, Continuation, Numbering, key, read_continuation

_SPACES = re.compile(r"\s{2,}")
_NOTES = re.compile(
    r"(?:speaker )?notes?\s*:?\Z|notes? (?:de l.orateur|du présentateur)\s*:?\Z", re.I
)
SHARE_OF_TITLES = 6  # one heading in six, at least, is at the level of slides


@dataclass
class Slide:
    """One slide. `body` holds its pieces in order, the heading left out."""

    heading: Piece | None
    title: str
    continuation: Continuation
    level: int = 0
    body: list[Piece] = field(default_factory=list)

    @cached_property
    def key(self) -> str:
        """What slides of one lesson share."""
        return key(self.continuation.base)

    @property
    def pieces(self) -> list[Piece]:
        """Everything, heading first."""
        return [self.heading, *self.body] if self.heading else self.body

    def is_empty(self) -> bool:
        """Whether nothing is left on it but its title."""
        return all(p.shows_nothing or p.kind is Kind.FIGURE for p in self.body)

    def has_content(self) -> bool:
        """Whether it shows more than its title."""
        return not self.is_empty()

    @property
    def heading_text(self) -> str:
        """The title as it was written, number included."""
        return title_text(self.heading.text) if self.heading else ""

    def has_gap(self) -> bool:
        """Whether a lost figure shows on it."""
        return any(p.kind is Kind.FIGURE or p.figures for p in self.pieces)


def title_text(raw: str) -> str:
    """The words of a heading on one line."""
    return _title_text(raw) if len(raw) <= LONGEST else _title_text.__wrapped__(raw)


@lru_cache(maxsize=4096)
def _title_text(raw: str) -> str:
    return strip_glyph(_SPACES.sub(" ", plain_text(raw)).strip())


def cut_slides(pieces: Sequence[Piece], numbering: Numbering) -> list[Slide]:
    """The slides of a deck; the first has no heading when text stands before every title."""
    return _Cutter(pieces, numbering).cut()


class _Cutter:
    def __init__(self, pieces: Sequence[Piece], numbering: Numbering) -> None:
        self.pieces = pieces
        self.numbering = numbering
        self.level = usual_level(pieces)
        self.paged = is_paged(pieces, self.level)
        titles = Counter(key(title_text(p.text)) for p in pieces if p.kind is Kind.HEADING)
        self.repeated = {k for k, n in titles.items() if n > 1}
        self.slides = [Slide(None, "", Continuation(""))]
        self.fresh = True  # no heading was met yet on this page
        self.page_break: Piece | None = None
        self.page: list[Piece] = []  # what came since the last break

    def cut(self) -> list[Slide]:
        """Every slide, in order."""
        for source in self.pieces:
            piece = self._promoted(source)
            if piece.kind is Kind.HEADING and self._begins(piece):
                self.slides.append(self._slide(piece))
                self.fresh = False
                self.page.append(piece)
                continue
            if piece.kind is Kind.BREAK:
                self._end_page(piece)
            else:
                self.page.append(piece)
            self.slides[-1].body.append(piece)
        return self.slides

    def _promoted(self, piece: Piece) -> Piece:
        """A page that begins with "Sommaire" in plain text has that title."""
        top = self.paged and self.page_break is not None and self.fresh
        if piece.kind is not Kind.TEXT or not top or not all(p.shows_nothing for p in self.page):
            return piece
        title = title_text(piece.text)
        return replace(piece, kind=Kind.HEADING, level=1) if is_recap_title(title) else piece

    def _end_page(self, piece: Piece) -> None:
        """A page with nothing on it held a picture."""
        same = self.page_break is not None and self.page_break.strong == piece.strong
        empty = bool(self.page) and all(p.kind is Kind.BLANK or p.furniture for p in self.page)
        if same and empty and len(self.slides) > 1:
            line = self.page[0].first
            self.slides[-1].body.append(Piece(Kind.FIGURE, line, line))
        self.fresh = True
        self.page_break = piece
        self.page = []

    def _slide(self, piece: Piece) -> Slide:
        title = self.numbering.strip(title_text(piece.text))
        return Slide(piece, title, read_continuation(title), piece.level)

    def _begins(self, piece: Piece) -> bool:
        title = title_text(piece.text)
        if not title or (_NOTES.match(title) and len(self.slides) > 1):
            return False
        if self.fresh and (self.paged or self.page_break is not None):
            return True
        if len(self.slides) == 1 or (not self.paged and piece.level <= self.level):
            return True
        if is_recap_title(title) and key(title) in self.repeated:
            return True
        return not self.paged and self._continues(title)

    def _continues(self, title: str) -> bool:
        """Whether a deeper heading is the title of a slide that goes on."""
        current = self.slides[-1]
        found = read_continuation(self.numbering.strip(title))
        same = key(found.base) == current.key
        if same or (found.marked and not found.base):
            return True
        return found.marked and not found.weak and "/" in title and not current.is_empty()


def usual_level(pieces: Sequence[Piece]) -> int:
    """The heading level at which the slides of this deck begin.

    The shallowest level that is common enough and whose headings are not mere containers of
    deeper ones. The title of the deck, often shown again, does not count.
    """
    solid = [p for p in pieces if not p.shows_nothing]
    headings = [i for i, p in enumerate(solid) if p.kind is Kind.HEADING and p.text]
    if not headings:
        return 1
    first = key(title_text(solid[headings[0]].text))
    counted = [i for i in headings if key(title_text(solid[i].text)) != first] or headings
    levels = Counter(solid[i].level for i in counted)
    containers = Counter(
        solid[i].level
        for i in counted
        if i + 1 < len(solid)
        and solid[i + 1].kind is Kind.HEADING
        and solid[i + 1].level > solid[i].level
    )
    left = len(counted)
    for level in sorted(levels):
        count = levels[level]
        common = count * SHARE_OF_TITLES >= left and (count > 1 or len(levels) == 1)
        if common and containers[level] * 2 <= count:
            return level
        left -= count
    return levels.most_common(1)[0][0]


def is_paged(pieces: Sequence[Piece], level: int) -> bool:
    """Whether the breaks of a deck are those of its slides, and not ornaments."""
    titles = sum(1 for p in pieces if p.kind is Kind.HEADING and p.level <= level)
    strong = False
    pages = 0
    fresh = False
    for piece in pieces:
        if piece.kind is Kind.BREAK:
            fresh = True
            strong = strong or piece.strong
        elif piece.kind is Kind.HEADING and fresh:
            pages += 1
            fresh = False
    return pages > 0 and pages * 100 >= titles * (35 if strong else 60)
