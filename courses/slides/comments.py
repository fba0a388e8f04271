"""HTML comments and style sheets: let go when closed, opened up when not."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from courses.slides import messages
from courses.slides.marks import is_page_comment, is_page_mark, is_picture_comment
from courses.slides.pieces import Findings, Kind, Piece

_START = re.compile(r"<!--|<style(?=[\s>])[^>]*>", re.IGNORECASE)
_CODE_SPAN = re.compile(r"(`{1,8})(?!`)[^`]{1,2000}\1(?!`)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment that is closed: its text, where it stops, and what follows on that line."""

    inside: str
    pieces: int
    rest: str


def take_comments(pieces: Sequence[Piece], findings: Findings) -> list[Piece]:
    """The same pieces without comments; those that mark a page or a picture keep their sense."""
    result: list[Piece] = []
    i = 0
    carried = ""  # what follows a comment on its last line
    while i < len(pieces):
        piece = pieces[i]
        text = carried or piece.text
        carried = ""
        if piece.kind is not Kind.RAW or "<" not in text:
            result.append(_raw(piece, text) if piece.kind is Kind.RAW else piece)
            i += 1
            continue
        start = _take_within(piece, text, result, findings)
        if start is None:
            i += 1
            continue
        before, mark, after = start
        comment = _span(pieces, i, mark, after)
        if comment is None:
            result.append(_open_up(piece, before, mark, after, findings))
            i += 1
            continue
        if before.strip():
            result.append(_raw(piece, before))
        i += comment.pieces
        result.append(_stand_in(piece.first, pieces[i].last, comment.inside, mark, findings))
        carried = comment.rest.strip()
        i += 0 if carried else 1
    return result


def _take_within(
    piece: Piece, text: str, result: list[Piece], findings: Findings
) -> tuple[str, str, str] | None:
    """Settle the comments closed on this line; what is left when one goes on below."""
    spans = [m.span() for m in _CODE_SPAN.finditer(text)] if "`" in text else []
    lower = text.lower() if text.isascii() else text
    parts: list[str] = []
    done = found = 0
    warned = False
    while match := _next_start(text, done, spans):
        mark = match[0]
        stop, again = _marks(mark)
        if 0 <= found < match.end():
            found = lower.find(stop, match.end())
        other = lower.find(again, match.end())
        parts.append(text[done : match.start()])
        if found < 0 and other < 0:
            return "".join(parts), mark, text[match.end() :]
        done = match.end()
        if found < 0 or 0 <= other < found:
            if not warned:
                findings.warn(piece.first, messages.COMMENT_UNCLOSED, text=text[done:])
            warned = True
            continue
        inside = text[done:found]
        done = found + len(stop)
        stand_in = _stand_in(piece.first, piece.last, inside, mark, findings, text)
        if stand_in.kind is not Kind.VOID:
            if "".join(parts).strip():
                result.append(_raw(piece, "".join(parts)))
            result.append(stand_in)
            parts = []
    left = "".join(parts) + text[done:]
    if left.strip() or not result or result[-1].last != piece.first:
        result.append(_raw(piece, left) if left.strip() else _void(piece))
    return None


def _next_start(text: str, done: int, spans: Sequence[tuple[int, int]]) -> re.Match[str] | None:
    """The next opening mark that is not inside a span of code."""
    for match in _START.finditer(text, done):
        k = bisect_right(spans, (match.start(), len(text))) - 1
        if k < 0 or match.start() >= spans[k][1]:
            return match
    return None


def _marks(mark: str) -> tuple[str, str]:
    return ("-->", "<!--") if mark == "<!--" else ("</style>", "<style")


def _span(pieces: Sequence[Piece], i: int, mark: str, after: str) -> _Comment | None:
    """A comment that goes on below line `i`, when it is closed."""
    stop, again = _marks(mark)
    inside = [after]
    slide = False
    for k in range(i + 1, len(pieces)):
        text = "" if pieces[k].kind is Kind.CODE else pieces[k].text
        lower = text.lower() if mark != "<!--" else text
        found, other = lower.find(stop), lower.find(again)
        if other >= 0 and (found < 0 or other < found):
            return None
        if found >= 0:
            rest = text[found + len(stop) :]
            if slide and rest.strip():
                return None  # an arrow in a sentence of another slide, not the end
            return _Comment("\n".join([*inside, text[:found]]), k - i, rest)
        slide = slide or bool(_HEADING.match(text)) or is_page_mark(text)
        inside.append(text)
    return None


def _open_up(piece: Piece, before: str, mark: str, after: str, findings: Findings) -> Piece:
    """Take only the opening mark of what is never closed."""
    findings.warn(piece.first, messages.COMMENT_UNCLOSED, text=(before + after).strip())
    findings.drop_part(piece.first, mark, messages.TAG)
    rest = f"{before} {after.strip()}".rstrip()
    return _raw(piece, rest) if rest.strip() else _void(piece)


def _stand_in(
    first: int, last: int, inside: str, mark: str, findings: Findings, line: str = ""
) -> Piece:
    """What a closed comment leaves in its place."""
    if mark == "<!--" and is_page_comment(inside):
        return Piece(Kind.BREAK, first, last, strong=True)
    if mark == "<!--" and is_picture_comment(inside):
        return Piece(Kind.FIGURE, first, last)
    reason = messages.COMMENT if mark == "<!--" else messages.STYLE_SHEET
    if line:
        findings.drop_part(first, inside.strip(), reason)
    else:
        findings.drop(first, last, reason)
    return Piece(Kind.VOID, first, last)


def _raw(piece: Piece, text: str) -> Piece:
    return Piece(Kind.RAW, piece.first, piece.last, text)


def _void(piece: Piece) -> Piece:
    return Piece(Kind.VOID, piece.first, piece.last)
