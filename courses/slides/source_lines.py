"""From the text of a file to pieces: each line gets its kind, once and for all."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from courses.slides import messages
from courses.slides.characters import normalise, shown, strip_invisible, strip_unsafe
from courses.slides.comments import take_comments
from courses.slides.fences import take_code
from courses.slides.figures import take_pictures
from courses.slides.formulas import take_displayed
from courses.slides.html_marks import undo_html
from courses.slides.html_tables import take_html_tables
from courses.slides.marks import is_rule, is_strong_mark
from courses.slides.pieces import Findings, Kind, Piece

GAP = 3
"""This many blank lines in a row stand for a figure that was lost."""

DEEPEST_INDENT = 60

_WITHIN = re.compile("\f+|[\v\x1c-\x1e\x85\u2028\u2029]")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*))?\Z")
_ATTRIBUTES = re.compile(r"\{[ \t]*(?:[.#:][^{}]*|-|[\w-]{1,40}=[^{}]*)\}\Z")
_CLASSES = re.compile(r"[ \t]\{:?[ ]?[.#][a-zA-Z][\w .#=-]{0,60}\}\Z")
_LAYOUT = re.compile(
    r"\s*(?::{3,}[^:]{0,200}:*|\. \. \.|\{:?[ ]*[.#][^{}]{0,200}\}|\[TOC\]|\?{3}"
    r"|\*\*-+ (?:Start|End) of picture text -+\*\*(?:<br>)?)\s*\Z"
)


def cut(lines: Sequence[str], skipped: int, findings: Findings) -> list[Piece]:
    """The pieces of a deck; the first `skipped` lines were read elsewhere."""
    pieces = list(_raw(lines, skipped, findings))
    pieces = take_code(pieces, findings)
    pieces = take_displayed(pieces, findings)
    pieces = take_comments(pieces, findings)
    pieces = take_html_tables(pieces)
    classified = [p for piece in pieces for p in _classify(piece, findings)]
    return mark_gaps(_underlined(classified))


def _raw(lines: Sequence[str], skipped: int, findings: Findings) -> Iterator[Piece]:
    removed = 0
    first = 0
    for number, line in enumerate(lines[skipped:], skipped + 1):
        text, count = strip_unsafe(line)
        if count and not removed:
            first = number
        removed += count
        text = strip_invisible(text)
        for part in _parts(text):
            yield Piece(Kind.RAW, number, number, part)
    if removed:
        findings.warn(first, messages.CONTROLS_REMOVED, number=removed)


def _parts(text: str) -> list[str]:
    """A line, or its parts when it holds form feeds (kept alone) or other line ends."""
    if text.isprintable() or not _WITHIN.search(text):
        return [text]
    parts: list[str] = []
    done = 0
    for match in _WITHIN.finditer(text):
        parts += [text[done : match.start()], match[0][0]]
        done = match.end()
    parts.append(text[done:])
    return [p for p in parts if p.strip() or p == "\f"] or [""]


def _classify(piece: Piece, findings: Findings) -> Iterator[Piece]:
    if piece.kind is not Kind.RAW:
        yield piece
    elif is_strong_mark(piece.text):
        yield Piece(Kind.BREAK, piece.first, piece.last, strong=True)
    elif not piece.text.strip():
        yield Piece(Kind.BLANK, piece.first, piece.last)
    elif piece.text.lstrip()[0] in ":.{[?*" and _LAYOUT.match(piece.text):
        findings.drop(piece.first, piece.last, messages.LAYOUT)
        yield Piece(Kind.VOID, piece.first, piece.last)
    else:
        yield from _running(piece, findings)


def _running(piece: Piece, findings: Findings) -> Iterator[Piece]:
    """The pieces of a line of text, headings and page marks among them."""
    if is_rule(piece.text):
        yield Piece(Kind.BREAK, piece.first, piece.last, text=piece.text.strip())
        return
    text = undo_html(normalise(piece.text), piece.first, findings)
    if text.lstrip().startswith("|"):
        text = " ".join(text.split("\n"))
    if not text.strip():
        yield Piece(Kind.VOID, piece.first, piece.last)
        return
    for n, group in enumerate(text.split("\n\n")):
        if n:
            yield Piece(Kind.VOID, piece.first, piece.last)
        for part in group.split("\n") if "\n" in group else [group]:
            if part.strip():
                yield from _line(piece, _without_classes(part, piece.first, findings), findings)


def _without_classes(text: str, line: int, findings: Findings) -> str:
    """A line without the ``{.class}`` that a presentation tool reads at its end."""
    end = text.rstrip()
    match = _CLASSES.search(end[-80:]) if end.endswith("}") else None
    if match is None:
        return text
    findings.drop_part(line, match[0].strip(), messages.LAYOUT)
    return end[: len(end) - len(match[0])]


def _line(piece: Piece, text: str, findings: Findings) -> Iterator[Piece]:
    pictures = take_pictures(text)
    if pictures.lost:
        findings.drop_part(piece.first, " ".join(pictures.lost), messages.PICTURE)
    text = pictures.text
    if pictures.lost and pictures.alone:
        yield Piece(Kind.FIGURE, piece.first, piece.last)
        if not text.strip(" -*+\t"):
            return
    figures = 0 if pictures.alone else len(pictures.lost)
    stripped = text.strip()
    indent = min(len(text) - len(text.lstrip()), DEEPEST_INDENT)
    if not stripped:
        yield Piece(Kind.VOID, piece.first, piece.last)
    elif is_rule(text):
        yield Piece(Kind.BREAK, piece.first, piece.last, text=stripped)
    elif indent <= 3 and (heading := _HEADING.match(stripped)):
        title = _bare_title(heading[2] or "")
        level = len(heading[1])
        yield Piece(Kind.HEADING, piece.first, piece.last, title, level=level, figures=figures)
    else:
        yield Piece(Kind.TEXT, piece.first, piece.last, stripped, indent, figures=figures)


def _bare_title(text: str) -> str:
    """A title without the ``#`` and the ``{.attributes}`` that may close it."""
    title = text.rstrip()
    bare = title.rstrip("#")
    title = bare.rstrip() if bare[-1:] in ("", " ") else title
    start = title.rfind("{") if title.endswith("}") else -1
    return (
        title[:start].strip() if start >= 0 and _ATTRIBUTES.match(title, start) else title.strip()
    )


def _underlined(pieces: Sequence[Piece]) -> list[Piece]:
    """Headings underlined with ``===`` or dashes; ``---`` under a line is a page break.

    Dashes make a heading only when they are as long as the title, or when the deck underlines
    its titles elsewhere: under a footer, ``---`` ends the page.
    """
    doubles = any(_is_underline(p, "=") and q.kind is Kind.TEXT for q, p in pairwise(pieces))
    plain = not any(p.kind is Kind.HEADING for p in pieces)
    result: list[Piece] = []
    for piece in pieces:
        title = result[-1] if result and result[-1].kind is Kind.TEXT else None
        alone = len(result) < 2 or result[-2].kind in (Kind.BLANK, Kind.BREAK, Kind.VOID)
        level = _underline_level(piece, title, trusted=doubles or plain) if title and alone else 0
        if title and level:
            result[-1] = Piece(Kind.HEADING, title.first, piece.last, title.text, level=level)
        else:
            result.append(piece)
    return result


def _underline_level(piece: Piece, title: Piece, *, trusted: bool) -> int:
    if title.indent > 3 or len(title.text) > 200 or title.text.startswith(("|", ">", "- ", "* ")):
        return 0
    if _is_underline(piece, "="):
        return 1
    dashes = piece.text if piece.kind is Kind.BREAK and not piece.strong else ""
    if not dashes or set(dashes) != {"-"}:
        return 0
    fits = len(dashes) > 3 and abs(len(dashes) - len(shown(title.text))) <= 2
    return 2 if fits or (trusted and len(dashes) > 1) else 0


def _is_underline(piece: Piece, mark: str) -> bool:
    return piece.kind is Kind.TEXT and len(piece.text) > 1 and set(piece.text) == {mark}


def mark_gaps(pieces: Sequence[Piece]) -> list[Piece]:
    """Each run of GAP blank lines or more becomes one lost figure."""
    result: list[Piece] = []
    for blank, group in groupby(pieces, key=lambda p: p.kind is Kind.BLANK):
        run = list(group)
        if blank and len(run) >= GAP:
            result.append(Piece(Kind.FIGURE, run[0].first, run[-1].last, "gap"))
        else:
            result += run
    return result
