"""Fenced code, read before anything else: what stands inside is never a mark.

A fence that is never closed must not swallow the slides that follow. It is unclosed when no
closing line is left, when another opening line with a language comes first, or when an odd
number of fences remains and a slide seems to begin inside.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from courses.slides import messages
from courses.slides.marks import is_page_mark, is_strong_mark
from courses.slides.pieces import Findings, Kind, Piece

_FENCE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(`{3,}|~{3,})[ \t]*([^\n]*)\Z")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")
_POINT = re.compile(r"(?:[-*+•▪■❶-❿①-⑳⇒➢]|\d{1,3}[.)])[ \t]+\S")
_PROSE = re.compile(r"[^\W\d_][^\W_]*(?:[ ,'’.:|/–—-]+[^\W_(){};=<>$\\#@\"]+)+[ .!?:]*\Z")


@dataclass(frozen=True, slots=True)
class _Fence:
    index: int
    mark: str
    size: int
    info: str
    odd: bool  # an odd number of fences of this kind from here to the end
    largest: int  # the longest closing line of this kind after this one


def take_code(pieces: Sequence[Piece], findings: Findings) -> list[Piece]:
    """The same pieces with each fenced block as one CODE piece."""
    fences = _find(pieces)
    result: list[Piece] = []
    done = 0
    after = 0
    for k, fence in enumerate(fences):
        if fence.index < after:
            continue
        result += pieces[done : fence.index]
        closing = _closing(pieces, fences, k)
        if closing is None:
            limit = fences[k + 1].index if k + 1 < len(fences) else len(pieces)
            end = _guess_end(pieces, fence.index + 1, limit)
            _report(pieces, fence.index, end, findings)
            done = after = end
        else:
            end = closing
            done = after = closing + 1
        result.append(_code(pieces, fence.index, end, done - 1))
    return result + list(pieces[done:])


def _find(pieces: Sequence[Piece]) -> list[_Fence]:
    found: list[_Fence] = []
    odd = {"`": False, "~": False}
    largest = {"`": 0, "~": 0}
    for index in range(len(pieces) - 1, -1, -1):
        text = pieces[index].text
        if "```" not in text and "~~~" not in text:
            continue
        match = _FENCE.match(text)
        if match is None or (match[1][0] == "`" and "`" in match[2]):
            continue
        mark, size, info = match[1][0], len(match[1]), match[2].strip()
        odd[mark] = not odd[mark]
        found.append(_Fence(index, mark, size, info, odd[mark], largest[mark]))
        if not info:
            largest[mark] = max(largest[mark], size)
    return found[::-1]


def _closing(pieces: Sequence[Piece], fences: Sequence[_Fence], k: int) -> int | None:
    opening = fences[k]
    if opening.size > opening.largest:
        return None
    for i in range(k + 1, len(fences)):
        fence = fences[i]
        if fence.mark != opening.mark:
            continue
        if fence.info and fence.size >= opening.size:
            return None
        if not fence.info and fence.size >= opening.size:
            if opening.odd and _slide_begins(pieces, opening.index + 1, fence.index):
                return None
            return fence.index
    return None


def _slide_begins(pieces: Sequence[Piece], first: int, last: int) -> bool:
    return any(_begins_slide(pieces, i) for i in range(first, last))


def _begins_slide(pieces: Sequence[Piece], i: int) -> bool:
    text = pieces[i].text
    if is_strong_mark(text):
        return True
    if pieces[i - 1].text.strip():
        return False
    following = pieces[i + 1].text if i + 1 < len(pieces) else ""
    title = _HEADING.match(text) and (not following.strip() or _POINT.match(following.lstrip()))
    return bool(title) or is_page_mark(text)


def _guess_end(pieces: Sequence[Piece], start: int, limit: int) -> int:
    """Where an unclosed block stops: before a slide; after a blank line, before text."""
    for i in range(start, limit):
        text = pieces[i].text
        if _begins_slide(pieces, i):
            return i
        after_blank = i > start and not pieces[i - 1].text.strip()
        if after_blank and (_POINT.match(text) or _PROSE.match(text)):
            return i
    return limit


def _report(pieces: Sequence[Piece], start: int, end: int, findings: Findings) -> None:
    last = next((p.text for p in reversed(pieces[start:end]) if p.text.strip()), "")
    findings.warn(pieces[start].first, messages.FENCE_UNCLOSED, text=last.strip())


def _code(pieces: Sequence[Piece], start: int, end: int, last: int) -> Piece:
    lines = [p.text.rstrip() for p in pieces[start + 1 : end]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return Piece(Kind.CODE, pieces[start].first, pieces[last].last, "\n".join(lines))
