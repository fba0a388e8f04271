"""Bold and italics: pairs are kept, strays are let go or shown."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a line: its sort, its text and, for a mark, which sides it can close."""

    sort: str  # text, code, maths, mark, link, end
    text: str
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    index: int
    mark: str


def pair_emphasis(tokens: list[Token]) -> tuple[list[Token], bool]:
    """The tokens with every mark in its pair, and whether a bold mark had no partner.

    A lone ``*`` or ``_`` is a character of the text; a lone ``**`` is dirt that extraction
    left, unless spaces stand on both sides (an operator).
    """
    if not any(t.sort == "mark" for t in tokens):
        return tokens, False
    result = list(tokens)
    paired: set[int] = set()
    waiting: list[_Open] = []
    ends = {t.text: i for i, t in enumerate(tokens) if t.sort == "mark" and t.closes}
    for index, token in enumerate(tokens):
        if token.sort in ("link", "end"):
            waiting.clear()  # emphasis never crosses the edge of a link
        elif token.sort == "mark":
            last = ends.get(token.text, -1) <= index
            _place(tokens, index, waiting, paired, last=last)
    stray = False
    for index, token in enumerate(tokens):
        if token.sort == "mark" and index not in paired:
            result[index] = _unpaired(token)
            stray = stray or (len(token.text) > 1 and result[index].text == "")
        elif token.sort == "mark" and token.text[0] == "_":
            result[index] = replace(token, text="*" * len(token.text))
        elif token.sort == "mark" and token.text[0] == "~":
            result[index] = replace(token, sort="text", text="")
    return _spaces_outside([t for t in result if t.sort != "text" or t.text]), stray


def _place(
    tokens: list[Token], index: int, waiting: list[_Open], paired: set[int], *, last: bool
) -> None:
    """Open or close at a mark; `last` says that no mark of its sort can close after it."""
    token = tokens[index]
    depth = next((k for k, o in enumerate(reversed(waiting)) if o.mark == token.text), -1)
    if depth >= 0 and (token.closes or (len(token.text) > 1 and (last or not token.opens))):
        opening = waiting[len(waiting) - 1 - depth]
        del waiting[len(waiting) - 1 - depth :]
        if _holds_text(tokens, opening.index, index):
            paired.update((opening.index, index))
    elif token.opens:
        if depth >= 0:
            del waiting[len(waiting) - 1 - depth :]
        waiting.append(_Open(index, token.text))


def _holds_text(tokens: list[Token], first: int, last: int) -> bool:
    inside = tokens[first + 1 : min(last, first + 8)]
    return any(t.sort != "mark" and t.text.strip() for t in inside)


def _unpaired(token: Token) -> Token:
    dirt = len(token.text) > 1 and (token.opens or token.closes)
    return replace(token, sort="text", text="" if dirt else token.text)


def _spaces_outside(tokens: list[Token]) -> list[Token]:
    """``**gras **suite`` becomes ``**gras** suite``: Markdown wants its marks tight."""
    result: list[Token] = []
    opened: list[str] = []
    for token in tokens:
        closing = token.sort == "mark" and bool(opened) and opened[-1] == token.text
        if token.sort == "mark":
            opened.pop() if closing else opened.append(token.text)
        previous = result[-1] if result else None
        if closing and previous and previous.sort == "text" and previous.text.endswith(" "):
            trimmed = previous.text.rstrip(" ")
            result[-1] = replace(previous, text=trimmed)
            result += [token, replace(previous, text=" ")]
        else:
            result.append(token)
    return result
