"""Texts as elements of Moodle XML."""

import re
from xml.sax.saxutils import escape

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def texted(name: str, text: str, more: str = "") -> str:
    """An element with a Markdown text, and `more` inside it."""
    return f'<{name} format="markdown"><text>{escape(text)}</text>{more}</{name}>'


def answer(text: str, weight: str, feedback: str, more: str = "", *, plain: bool = False) -> str:
    """An answer worth `weight` per cent; `plain` if its text is not Markdown."""
    format_ = "moodle_auto_format" if plain else "markdown"
    return (
        f'<answer fraction="{weight}" format="{format_}"><text>{escape(text)}</text>'
        f"{more}{texted('feedback', feedback)}</answer>"
    )


def is_written(text: str) -> bool:
    """Whether XML can say every character of `text`."""
    return not _UNWRITABLE.search(text)
