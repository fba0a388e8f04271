"""Headers, footers and page numbers: what comes back at the edge of slide after slide."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from courses.slides.bullets import read_marker
from courses.slides.characters import shown
from courses.slides.pieces import Kind, Piece
from courses.slides.titles import key as title_key

EDGE = 4  # lines at each end of a page that may be furniture
LONGEST = 200
_DIGITS = re.compile(r"\d+")
_DASHES = re.compile(r"[\s\-–—‐‑‒―−|•·/_*`~.:]+")
_NUMBER_ONLY = re.compile(
    r"(?:(?:page|p|slide|diapo|diapositive|folie|pg|n°|no) ?)?#(?: ?(?:sur|of|de|out of)? ?#)?\Z"
)
_CAPTION = re.compile(
    r"(?:figure|fig|table|tableau|tab|exemple|example|exercice|exercise|question|étape|step|cas|"
    r"case|listing|algorithme|algorithm|théorème|theorem|définition|definition|remarque|note|"
    r"partie|part|chapitre|chapter|section|phase|niveau|level|couche|layer|version|q|td|tp) ?#"
)
_SENTENCE = (".", "!", "?", ":", ";", ",")


@dataclass(frozen=True, slots=True)
class _Seen:
    piece: int
    page: int
    text: str
    last: bool  # stands at the very end, or the very start, of what is left of its page


def find_furniture(pieces: Sequence[Piece]) -> set[int]:
    """The indexes of the pieces that are headers, footers or page numbers."""
    pages = list(_pages(pieces))
    if len(pages) < 3:
        return set()
    candidates = [_edges(pieces, page) for page in pages]
    presented = _presented(pieces, pages[0])
    found: set[int] = set()
    for _ in range(EDGE):
        more = _next_round(pieces, pages, candidates, presented, found)
        if not more:
            break
        found |= more
    return found | _running_titles(pieces, pages)


def _presented(pieces: Sequence[Piece], page: Sequence[int]) -> set[str]:
    """What a first page without a list says: title, author, school. Footers repeat it."""
    texts = [pieces[i] for i in page if pieces[i].kind is not Kind.FIGURE]
    if not all(p.kind is Kind.HEADING or _may_be(p) for p in texts):
        return set()
    return {furniture_key(shown(p.text)) for p in texts}


def _next_round(
    pieces: Sequence[Piece],
    pages: Sequence[Sequence[int]],
    candidates: Sequence[Sequence[int]],
    presented: set[str],
    found: set[int],
) -> set[int]:
    """What is furniture now that what was `found` no longer stands at the edges."""
    seen: dict[str, list[_Seen]] = defaultdict(list)
    for number, (page, edges) in enumerate(zip(pages, candidates, strict=True)):
        left = [i for i in page if i not in found and pieces[i].kind is not Kind.FIGURE]
        for index in edges:
            if index not in found:
                text = shown(pieces[index].text)
                last = index in (left[0], left[-1])
                seen[furniture_key(text)].append(_Seen(index, number, text, last))
    more: set[int] = set()
    for name, group in seen.items():
        if _is_furniture(name, group, len(pages), name in presented):
            more.update(s.piece for s in group)
    return more


def furniture_key(text: str) -> str:
    """A line with its digits and dashes levelled, so that only its words count."""
    return _DASHES.sub(" ", _DIGITS.sub("#", text[:LONGEST].casefold())).strip(" <>()[]{}‹›«»")


def _pages(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """The pieces of each page, cut at breaks and before headings."""
    page: list[int] = []
    broken = sum(1 for p in pieces if p.kind is Kind.BREAK)
    headings = sum(1 for p in pieces if p.kind is Kind.HEADING)
    paged = broken * 2 >= headings
    for index, piece in enumerate(pieces):
        if piece.kind is Kind.BREAK or (piece.kind is Kind.HEADING and not paged):
            if any(pieces[i].kind in (Kind.TEXT, Kind.HEADING) for i in page):
                yield page
            page = []
        if piece.kind not in (Kind.BLANK, Kind.VOID, Kind.BREAK):
            page.append(index)
    if page:
        yield page


def _edges(pieces: Sequence[Piece], page: Sequence[int]) -> list[int]:
    """The lines at both ends of a page that may be furniture."""
    solid = [i for i in page if pieces[i].kind is not Kind.FIGURE]
    tail = _run(pieces, reversed(solid))
    head = _run(pieces, iter(solid))
    return sorted({*tail, *head})


def _run(pieces: Sequence[Piece], order: Iterator[int]) -> list[int]:
    """At most EDGE plain lines from one end of a page, up to what cannot be furniture."""
    run: list[int] = []
    for index in order:
        if len(run) == EDGE or not _may_be(pieces[index]):
            break
        run.append(index)
    return run


def _may_be(piece: Piece) -> bool:
    if piece.kind is not Kind.TEXT or len(piece.text) > LONGEST or piece.text[0] in "|>":
        return False
    marker = read_marker(piece.text)
    if marker is None or (marker.weak and not marker.dash and not marker.glyph):
        return True
    return bool(re.search(r"\d\s*(?:/|sur|of)\s*\d+\W*\Z", piece.text))


def _is_furniture(name: str, group: Sequence[_Seen], pages: int, presented: bool) -> bool:
    count = len({s.page for s in group})
    if count < 2 or not name:
        return count >= 3
    if _NUMBER_ONLY.match(name):
        return _grows(group) if name == "#" else count >= 2
    varied = "#" in name and len({s.text for s in group}) > 1
    if varied:
        return count >= 3 and not _CAPTION.match(name) and _follows_pages(group)
    if not _mostly_last(group):
        return False
    if presented:
        return not _CAPTION.match(name)
    text = group[0].text.rstrip()
    content = text.endswith(_SENTENCE) or " :" in text or ": " in text or "\u00a0:" in text
    return count >= 3 and count * 100 >= (90 if content else 50) * pages


def _mostly_last(group: Sequence[_Seen]) -> bool:
    return sum(1 for s in group if s.last) * 2 >= len(group)


def _numbers(text: str) -> list[int]:
    return [int(n[:9]) for n in _DIGITS.findall(text)]


def _grows(group: Sequence[_Seen]) -> bool:
    """Whether numbers alone on a line grow from page to page."""
    firsts = [_numbers(s.text)[0] for s in group]
    growing = sum(1 for a, b in itertools.pairwise(firsts) if b > a)
    return len(firsts) >= 3 and growing * 10 >= (len(firsts) - 1) * 8


def _follows_pages(group: Sequence[_Seen]) -> bool:
    """Whether one of the numbers of a line grows about as the pages do."""
    rows = [(s.page, _numbers(s.text)) for s in group]
    for place in range(min(len(numbers) for _, numbers in rows)):
        steps = [
            (after[place] - before[place], page - earlier)
            for (earlier, before), (page, after) in itertools.pairwise(rows)
        ]
        regular = sum(1 for step, pages in steps if 0 < step <= pages * 2 + 2)
        if regular * 10 >= len(steps) * 7:
            return True
    return False


def _running_titles(pieces: Sequence[Piece], pages: Sequence[Sequence[int]]) -> set[int]:
    """The same heading at the top of most pages, each with its own title below."""
    tops: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        headings = [i for i in page if pieces[i].kind is Kind.HEADING]
        if len(headings) > 1 and headings[0] == page[0]:
            tops[title_key(pieces[headings[0]].text)].append(headings[0])
    found: set[int] = set()
    for name, indexes in tops.items():
        if name and len(indexes) >= 4 and len(indexes) * 10 >= len(pages) * 6:
            found.update(indexes)
    return found
