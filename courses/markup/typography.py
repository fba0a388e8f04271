"""French spaces and apostrophes, put in when a lesson is displayed."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

NARROW = "\u202f"
WIDE = "\u00a0"
_SPACES = "[ \u00a0\u202f]"
_END = r"(?=[\s;:!?.,…)\]»”]|$)"

CONCERNED = re.compile("[';!?:«»%]")
ADDRESS = re.compile(r"((?<!\S)\S*?://\S*)")
_WORD = r"(?:(?<=[^\W\d_][^\W\d_])|(?<=[)\]»]))"
RULES = (
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_]|[«“]|$)"), "’"),
    (re.compile(rf"(?<=«){_SPACES}*(?=\S|$)"), WIDE),
    (re.compile(rf"(?<=\S){_SPACES}*(?=»)"), WIDE),
    (re.compile(rf"(?<=\S){_SPACES}+(?=[;!?]+{_END})"), NARROW),
    (re.compile(rf"{_WORD}(?=[;!?]+{_END})"), NARROW),
    (re.compile(rf"(?<=\S){_SPACES}+(?=:(?:\s|$))"), WIDE),
    (re.compile(rf"{_WORD}(?=:(?:\s|$))"), WIDE),
    (re.compile(rf"(?<=[0-9]){_SPACES}+(?=%{_END})"), WIDE),
)
"""What is replaced, each with what, in this order, so that doing it twice changes nothing more; all
look behind themselves and replace nothing there."""

VERBATIM = frozenset(["code", "pre", "kbd", "x-raw"])
PHRASING = frozenset(
    ["a", "abbr", "br", "code", "em", "kbd", "strong", "sub", "sup", "x-raw", "x-text"]
)


def french(text: str, before: str = "") -> str:
    """The text with U+202F before `; ! ?`, U+00A0 before `:`, before `%` and inside `« »`, and `’`.

    `before` is the end of what precedes on the same line. A space is added where one is missing
    only after a word, so that `12:30`, `a::b` and addresses stay as they are.
    """
    if not CONCERNED.search(text):
        return text
    pieces = ADDRESS.split(text)
    for at in range(0, len(pieces), 2):
        pieces[at] = _set(pieces[at], before if at == 0 else pieces[at - 1])
    return "".join(pieces)


def _set(text: str, before: str) -> str:
    start = len(before)
    for pattern, new in RULES:
        text = "".join(_replaced(pattern, new, before + text, start))
    return text


def _replaced(pattern: re.Pattern[str], new: str, line: str, start: int) -> Iterator[str]:
    """The line from `start` on; what stands before is only looked at."""
    for match in pattern.finditer(line, start):
        yield line[start : match.start()] + new
        start = match.end()
    yield line[start:]


def typeset_french(root: Element) -> None:
    """Apply the rules to every text of the tree but code, formulas and written-out addresses."""
    before = ""
    for element, part in _texts(root):
        if part == "open":
            before = before if element.tag in PHRASING else ""
            continue
        text = getattr(element, part) or ""
        if part == "text" and element.tag in VERBATIM:
            before = "xx"
            continue
        fixed = french(text, before)
        setattr(element, part, fixed)
        before = (before + fixed)[-2:]


def _texts(element: Element) -> Iterator[tuple[Element, str]]:
    """Where the texts of a tree are, in reading order, and where elements open."""
    yield element, "open"
    yield element, "text"
    if element.tag not in VERBATIM:
        for child in element:
            yield from _texts(child)
            if child.tag not in PHRASING:
                yield child, "open"
            yield child, "tail"
