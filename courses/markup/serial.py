"""From the tree to HTML, without recursion: depth is the author's to choose, up to a limit."""

from html import escape
from xml.etree.ElementTree import Element

from courses.markup.page import MarkupRefused, Message, gettext_noop

RAW = "x-raw"
"""Tag of elements whose text is already HTML; no author can write it."""
BARE = "x-text"
"""Tag of elements that stand for their contents alone."""
VOID = frozenset(["br", "hr", "img"])
MAX_DEPTH = 100
"""Deepest nesting of elements that a page may have."""


def to_html(root: Element) -> str:
    """HTML of the tree; raises MarkupRefused when it is nested deeper than MAX_DEPTH."""
    written: list[str] = []
    pending: list[tuple[Element, bool]] = [(root, True)]
    depth = 0
    while pending:
        element, opening = pending.pop()
        if not opening:
            depth -= 1
            written.append(_end(element) + _text(element.tail))
        elif element.tag == RAW:
            written.append((element.text or "") + _text(element.tail))
        elif element.tag in VOID:
            written.append(_start(element) + _text(element.tail))
        else:
            depth += 1
            if depth > MAX_DEPTH:
                raise MarkupRefused(too_deep())
            written.append(_start(element) + _text(element.text))
            pending.append((element, False))
            pending.extend((child, True) for child in reversed(element))
    return "".join(written)


def too_deep() -> Message:
    return Message(gettext_noop("Lists, quotes or emphasis are nested too deep in this text."))


def _start(element: Element) -> str:
    if element.tag == BARE:
        return ""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.items())
    return f"<{element.tag}{attributes}>"


def _end(element: Element) -> str:
    return "" if element.tag == BARE else f"</{element.tag}>"


def _text(text: str | None) -> str:
    return escape(text or "", quote=False)
