"""Title pages: the title and the author are taken, then every showing goes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from courses.slides.bullets import read_marker
from courses.slides.front import Front
from courses.slides.inline import plain_text
from courses.slides.people import find_author, is_contact, is_institution
from courses.slides.pieces import Kind, Piece
from courses.slides.recap_titles import is_recap_title
from courses.slides.slides import Slide
from courses.slides.titles import Continuation, key

LONGEST_LINE = 140
MOST_LINES = 24
_LABEL_ONLY = re.compile(
    r"(?:chapitre|chapter|cours|lecture|module|partie|part|séance|session|leçon|lesson|unit|"
    r"unité|semaine|week|tp|td)\s*(?:n[°o]\s*)?[\dIVX]{1,4}\s*[:.–—-]?\Z",
    re.IGNORECASE,
)
_KINDS = (Kind.TEXT, Kind.BLANK, Kind.VOID, Kind.BREAK, Kind.FIGURE, Kind.HEADING)


@dataclass
class TitlePages:
    """What the title pages say, and which slides they are (by index)."""

    title: str = ""
    author: str = ""
    first: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)


def read_title_pages(slides: Sequence[Slide], front: Front) -> TitlePages:
    """The title, the author and the title pages of a deck. Slide 0 is what has no title."""
    pages = TitlePages(plain_text(front.title), plain_text(front.author))
    lines: list[str] = []
    if slides[0].has_content() and looks_like_title(slides[0], need_contact=False):
        pages.first.append(0)
        lines += [plain_text(p.text) for p in slides[0].body if _is_own_text(p)]
    titled = [i for i in range(1, len(slides)) if slides[i].title]
    opening = _opening(slides, titled, pages.title)
    for index in opening:
        pages.first.append(index)
        lines += [*_headings(slides[index]), *_texts(slides[index])]
    if opening and not pages.title:
        pages.title = _title([slides[i] for i in opening])
    if not pages.title and lines:
        pages.title = lines.pop(0)
    pages.author = pages.author or find_author(lines)
    pages.again = _shown_again(slides, pages, lines)
    return pages


def part_first_page(slides: list[Slide]) -> list[Slide]:
    """Pages without a title, after the title page, are not part of it: they come first."""
    if len(slides) < 3 or slides[0].has_content():
        return slides
    first = slides[1]
    end = next((i for i, p in enumerate(first.body) if p.kind is Kind.BREAK), len(first.body))
    page = replace(first, body=first.body[: end + 1])
    rest = Slide(None, first.title, Continuation(first.title), first.level, first.body[end + 1 :])
    alone = page.has_content() and looks_like_title(page, need_contact=False)
    if not alone or rest.is_empty():
        return slides
    return [slides[0], page, rest, *slides[2:]]


def _opening(slides: Sequence[Slide], titled: list[int], title: str) -> list[int]:
    """The first slides, while they only present the deck."""
    if not titled:
        return []
    first = slides[titled[0]]
    if len(titled) == 1:
        return titled[:1] if looks_like_title(first, need_contact=first.has_content()) else []
    if is_recap_title(first.title) or not looks_like_title(first, need_contact=False):
        return []
    if first.continuation.marked or (title and key(title) != first.key and first.has_content()):
        return []
    second = slides[titled[1]]
    if _LABEL_ONLY.match(first.title) or first.is_empty():
        contact = looks_like_title(second, need_contact=True)
        if len(titled) > 2 and contact and not is_recap_title(second.title):
            return titled[:2]
    return [titled[0]]


def _title(slides: Sequence[Slide]) -> str:
    headings = [title for s in slides for title in (s.heading_text, *_headings(s))]
    first, *below = [h for h in headings if not is_institution(h)] or headings
    if not _LABEL_ONLY.match(first) or not below:
        return first
    return f"{first.rstrip(' :.–—-')} : {below[0]}"


def _headings(slide: Slide) -> list[str]:
    return [plain_text(p.text) for p in slide.body if p.kind is Kind.HEADING and p.text]


def _texts(slide: Slide) -> list[str]:
    return [plain_text(p.text) for p in slide.body if p.kind is Kind.TEXT]


def _is_own_text(piece: Piece) -> bool:
    return piece.kind is Kind.TEXT and not piece.furniture


def looks_like_title(slide: Slide, *, need_contact: bool) -> bool:
    """Whether a slide holds short lines only: names, a school, a date, addresses."""
    texts = [p for p in slide.body if p.kind is Kind.TEXT]
    if any(p.kind not in _KINDS for p in slide.body) or len(texts) > MOST_LINES:
        return False
    if sum(1 for p in slide.body if p.kind is Kind.HEADING) > 3:
        return False
    if any(_is_content(p) for p in texts):
        return False
    lines = [plain_text(p.text) for p in texts]
    if any(is_contact(line) for line in lines) or find_author(lines):
        return True
    return not need_contact and _is_bare(lines)


def _is_bare(lines: Sequence[str]) -> bool:
    """Nothing but a subtitle or two."""
    return len(lines) <= 3 and all(len(x) <= 60 and x[-1:] not in ".!?:;" for x in lines)


def _is_content(piece: Piece) -> bool:
    text = plain_text(piece.text)
    if len(text) > LONGEST_LINE or piece.text.startswith(("|", ">")):
        return True
    marker = read_marker(piece.text)
    if marker is not None and not marker.weak:
        return not is_contact(marker.text) or marker.count is not None
    return len(text) > 60 and text.endswith((".", "!", "?", ":", ";")) and not is_contact(text)


def _shown_again(slides: Sequence[Slide], pages: TitlePages, lines: Sequence[str]) -> list[int]:
    known = {key(line) for line in lines} | {key(pages.author)}
    titles = {slides[i].key for i in pages.first} | {key(pages.title)}
    found = []
    for index in range(1, len(slides)):
        slide = slides[index]
        if index in pages.first or slide.key not in titles or not slide.title:
            continue
        texts = [key(t) for t in _texts(slide)]
        same = sum(1 for t in texts if t in known)
        if looks_like_title(slide, need_contact=False) and same * 2 >= len(texts):
            found.append(index)
    return found
