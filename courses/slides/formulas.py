"""Displayed formulas that span lines, read before slides are seen.

``$$ … $$``, ``\\[ … \\]`` and ``\\begin{align} … \\end{align}``. One that is never closed, or
that would swallow a slide, is left as text.
"""

import re
from collections.abc import Sequence

from courses.slides import messages
from courses.slides.marks import is_strong_mark
from courses.slides.pieces import Findings, Kind, Piece
from courses.slides.word_sets import word_set

LONGEST = 200
_OPENING = re.compile(r"[ \t]*(?:[-*+][ \t]+)?(\$\$|\\\[|\\begin\{([a-zA-Z]{1,20}\*?)\})")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")
_ENVIRONMENTS = word_set(
    "equation align aligned gather gathered multline eqnarray displaymath math cases array "
    "matrix pmatrix bmatrix vmatrix split flalign alignat"
)


def take_displayed(pieces: Sequence[Piece], findings: Findings) -> list[Piece]:
    """The same pieces with each displayed formula that stands alone as one MATHS piece."""
    result: list[Piece] = []
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        match = _OPENING.match(piece.text) if piece.kind is Kind.RAW else None
        if match and (match[2] is None or match[2].rstrip("*") in _ENVIRONMENTS):
            i = _take(pieces, i, match, result, findings)
        else:
            result.append(piece)
            i += 1
    return result


def _take(
    pieces: Sequence[Piece],
    i: int,
    match: re.Match[str],
    result: list[Piece],
    findings: Findings,
) -> int:
    """Append what begins at piece `i`; the index of the piece that follows it."""
    opening = match[1]
    closing = {"$$": "$$", "\\[": "\\]"}.get(opening, f"\\end{{{match[2]}}}")
    end, column = _find(pieces, i, match.end(), opening, closing)
    if end < 0:
        text = pieces[i].text
        if opening == "$$" and text.strip() == "$$":
            findings.warn(pieces[i].first, messages.FORMULA_UNCLOSED, text=_next(pieces, i))
            result.append(Piece(Kind.VOID, pieces[i].first, pieces[i].last))
            return i + 1
        if text.count(opening) > text.count(closing) or opening == "$$":
            findings.warn(pieces[i].first, messages.FORMULA_UNCLOSED, text=text)
        result.append(pieces[i])
        return i + 1
    rest = pieces[end].text[column + len(closing) :]
    if end == i and rest.strip(" \t.,;"):
        result.append(pieces[i])  # words follow on the line: part of a paragraph
        return i + 1
    start = match.start(1) if match[2] else match.end()
    stop = column + len(closing) if match[2] else column
    lines = [p.text for p in pieces[i : end + 1]]
    lines[-1] = lines[-1][:stop]
    lines[0] = lines[0][start:]
    source = "\n".join(line.strip() for line in lines if line.strip())
    result.append(Piece(Kind.MATHS, pieces[i].first, pieces[end].last, source))
    if rest.strip(" \t.,;"):
        result.append(Piece(Kind.RAW, pieces[end].first, pieces[end].last, rest.strip()))
    return end + 1


def _find(
    pieces: Sequence[Piece], i: int, column: int, opening: str, closing: str
) -> tuple[int, int]:
    """The piece and the column where the formula closes, or (-1, -1)."""
    for k in range(i, min(i + LONGEST, len(pieces))):
        piece = pieces[k]
        if piece.kind is not Kind.RAW:
            break
        start = column if k == i else 0
        found = piece.text.find(closing, start)
        again = piece.text.find(opening, start) if opening != closing else -1
        if again >= 0 and (found < 0 or again < found):
            break
        if found >= 0:
            return k, found
        if k > i and _begins_slide(pieces, k):
            break
    return -1, -1


def _begins_slide(pieces: Sequence[Piece], k: int) -> bool:
    text = pieces[k].text
    blank = not pieces[k - 1].text.strip()
    return is_strong_mark(text) or (blank and bool(_HEADING.match(text) or text.strip() == "---"))


def _next(pieces: Sequence[Piece], i: int) -> str:
    return next((p.text for p in pieces[i + 1 : i + 5] if p.text.strip()), "")
