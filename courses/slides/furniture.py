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
    last: bool  # stands at the very end, or the very start, of its page


def find_furniture(pieces: Sequence[Piece]) -> set[int]:
    """The indexes of the pieces that are headers, footers or page numbers."""
    pages = list(_pages(pieces))
    if len(pages) < 3:
        return set()
    seen: dict[str, list[_Seen]] = defaultdict(list)
    for number, page in enumerate(pages):
        for index, last in _edges(pieces, page):
            text = shown(pieces[index].text)
            seen[furniture_key(text)].append(_Seen(index, number, text, last))
    presented = _presented(pieces, pages[0])
    found: set[int] = set()
    for name, group in seen.items():
        if _is_furniture(name, group, len(pages), name in presented):
            found.update(s.piece for s in group)
    return found | _running_titles(pieces, pages)


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


def _edges(pieces: Sequence[Piece], page: Sequence[int]) -> Iterator[tuple[int, bool]]:
    """The lines at both ends of a page that may be furniture."""
    texts = [i for i in page if pieces[i].kind is Kind.TEXT]
    solid = [i for i in page if pieces[i].kind is not Kind.FIGURE]
    tail = _run(pieces, texts, reversed(solid))
    head = _run(pieces, texts, iter(solid))
    for index in sorted({*tail, *head}):
        yield index, index in (solid[0], solid[-1])


def _run(pieces: Sequence[Piece], texts: Sequence[int], order: Iterator[int]) -> list[int]:
    """At most EDGE plain lines from one end of a page, up to what cannot be furniture."""
    run: list[int] = []
    for index in order:
        if index not in texts[-EDGE - 2 :] and index not in texts[: EDGE + 2]:
            break
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


def _presented(pieces: Sequence[Piece], page: Sequence[int]) -> set[str]:
    """What the first page says: title, author, school. Footers repeat it."""
    return {furniture_key(shown(pieces[i].text)) for i in page}


def _is_furniture(name: str, group: Sequence[_Seen], pages: int, presented: bool) -> bool:
    count = len({s.page for s in group})
    if count < 2 or not name:
        return count >= 3
    if _NUMBER_ONLY.match(name):
        return _counts_pages(group, plain=name == "#")
    varied = "#" in name and len({s.text for s in group}) > 1
    if varied and count >= 3 and not _CAPTION.match(name):
        return count * 5 >= pages or count >= 5
    if presented:
        return count >= (3 if name in ("", "#") else 2) and _mostly_last(group)
    sentence = group[0].text.rstrip().endswith(_SENTENCE)
    share = 80 if sentence else (35 if _mostly_last(group) else 60)
    return count >= 3 and count * 100 >= share * pages


def _mostly_last(group: Sequence[_Seen]) -> bool:
    return sum(1 for s in group if s.last) * 2 >= len(group)


def _counts_pages(group: Sequence[_Seen], *, plain: bool) -> bool:
    """Whether numbers alone on a line grow with the pages."""
    numbers = [[int(n[:9]) for n in _DIGITS.findall(s.text)] for s in group]
    firsts = [n[0] for n in numbers]
    if not plain:
        return len(firsts) >= 2
    growing = sum(1 for a, b in itertools.pairwise(firsts) if b > a)
    return len(firsts) >= 3 and growing * 10 >= (len(firsts) - 1) * 8


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
