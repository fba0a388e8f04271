"""Bold and italics: pairs are kept, strays are let go or shown."""

from collections.abc import Sequence
from typing import NamedTuple


class Token(NamedTuple):
    """A stretch of a line: its sort, its text and, for a mark, what it may do where it stands."""

    sort: str  # text, code, maths, mark, link, end
    text: str
    opens: bool = False
    closes: bool = False


def pair_emphasis(tokens: Sequence[Token]) -> tuple[list[Token], bool]:
    """The tokens with every mark in its pair, and whether a bold mark had no partner.

    A lone ``*`` or ``_`` is a character of the text; a lone ``**`` is dirt that extraction
    left, unless spaces stand on both sides (an operator).
    """
    marks = [i for i, token in enumerate(tokens) if token.sort == "mark"]
    if not marks:
        return list(tokens), False
    paired = _pairs(tokens)
    result = list(tokens)
    stray = False
    for index in marks:
        mark = tokens[index].text
        if index not in paired:
            dirt = len(mark) > 1
            stray = stray or dirt
            result[index] = Token("text", "" if dirt else mark)
        elif mark[0] == "~":
            result[index] = Token("text", "")
        else:
            result[index] = Token("mark", "*" * len(mark))
    return _spaces_outside([t for t in result if t.text or t.sort != "text"]), stray


def _pairs(tokens: Sequence[Token]) -> set[int]:
    """The indexes of the marks that open or close."""
    ends = {t.text: i for i, t in enumerate(tokens) if t.sort == "mark" and t.closes}
    waiting: dict[str, int] = {}  # the last mark of each sort that opened, outermost first
    paired: set[int] = set()
    for index, token in enumerate(tokens):
        mark = token.text
        if token.sort in ("link", "end"):
            waiting.clear()  # emphasis never crosses the edge of a link
        if token.sort != "mark":
            continue
        # ``**gras **suite``: a mark that can only open closes, when nothing else will
        late = len(mark) > 1 and (ends.get(mark, -1) <= index or not token.opens)
        if mark in waiting and (token.closes or late):
            opening = _take_off(waiting, mark)
            if _holds_text(tokens, opening, index):
                paired.update((opening, index))
        elif token.opens:
            if mark in waiting:
                _take_off(waiting, mark)
            waiting[mark] = index
    return paired


def _take_off(waiting: dict[str, int], mark: str) -> int:
    """Stop waiting for a mark and for those that opened inside it."""
    while True:
        last, index = waiting.popitem()
        if last == mark:
            return index


def _holds_text(tokens: Sequence[Token], first: int, last: int) -> bool:
    inside = tokens[first + 1 : min(last, first + 8)]
    return any(t.sort != "mark" and t.text.strip() for t in inside)


def _spaces_outside(tokens: Sequence[Token]) -> list[Token]:
    """``**gras **suite`` becomes ``**gras** suite``: Markdown wants its marks tight."""
    result: list[Token] = []
    opened: list[str] = []
    for token in tokens:
        if token.sort != "mark":
            result.append(token)
            continue
        closing = bool(opened) and opened[-1] == token.text
        if closing:
            opened.pop()
        else:
            opened.append(token.text)
        previous = result[-1] if result else token
        if closing and previous.sort == "text" and previous.text.endswith(" "):
            result[-1] = Token("text", previous.text.rstrip(" "))
            result += [token, Token("text", " ")]
        else:
            result.append(token)
    return result
