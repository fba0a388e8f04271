"""French spaces and apostrophes, put in when a lesson is displayed."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

NARROW = "\u202f"
WIDE = "\u00a0"
_SPACES = "[ \u00a0\u202f]"
_END = r"(?=[\s;:!?.,…)\]»”]|$)"

URL = re.compile(r"(\S*://\S*)")
APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_]|[«“]|$)")
SPACE_BEFORE_HIGH = re.compile(rf"(?<=\S){_SPACES}+(?=[;!?]+{_END})")
NO_SPACE_BEFORE_HIGH = re.compile(rf"(?:(?<=[^\W\d_][^\W\d_])|(?<=[)\]»]))(?=[;!?]+{_END})")
SPACE_BEFORE_COLON = re.compile(rf"(?<=\S){_SPACES}+(?=:(?:\s|$))")
NO_SPACE_BEFORE_COLON = re.compile(r"(?:(?<=[^\W\d_][^\W\d_])|(?<=[)\]»]))(?=:(?:\s|$))")
AFTER_OPENING = re.compile(rf"«{_SPACES}*(?=\S)")
BEFORE_CLOSING = re.compile(rf"(?<=\S){_SPACES}*»")

VERBATIM = frozenset(["code", "pre", "kbd", "x-raw"])
PHRASING = frozenset(
    ["a", "abbr", "br", "code", "em", "kbd", "strong", "sub", "sup", "x-raw", "x-text"]
)


def french(text: str, before: str = "") -> str:
    """The text with U+202F before `; ! ?`, U+00A0 before `:` and inside `« »`, and `’`.

    `before` is the end of what precedes on the same line. A space is added where one is missing
    only after a word, so that `12:30`, `a::b` and addresses stay as they are.
    """
    pieces = URL.split(text)
    for at in range(0, len(pieces), 2):
        lead = (before if at == 0 else pieces[at - 1])[-2:]
        lead = lead[-1:] if lead[-1:].isspace() else lead  # the rules must not shorten it
        pieces[at] = _spaced(lead + pieces[at])[len(lead) :] if pieces[at] else ""
    return "".join(pieces)


def _spaced(text: str) -> str:
    text = APOSTROPHE.sub("’", text)
    text = SPACE_BEFORE_HIGH.sub(NARROW, text)
    text = NO_SPACE_BEFORE_HIGH.sub(NARROW, text)
    text = SPACE_BEFORE_COLON.sub(WIDE, text)
    text = NO_SPACE_BEFORE_COLON.sub(WIDE, text)
    text = AFTER_OPENING.sub("«" + WIDE, text)
    return BEFORE_CLOSING.sub(WIDE + "»", text)


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
