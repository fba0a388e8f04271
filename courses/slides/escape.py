"""Text that Markdown must show as it is."""

import re

from courses.slides.characters import shown

_SPECIAL = re.compile(
    r"[\\`*\[\]<>$|]|&(?=[#a-zA-Z])|\{(?=[:.#%{])|~(?=~)|(?<=~)~|(?<![^\W_])_|_(?![^\W_])"
)
_BLOCK_START = re.compile(r"#{1,6}(?=\s|\Z)|[-+:](?=\s|\Z)|[-=]+\Z")
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")
_SHORT = {"*": "\\*", "_": "\\_", "`": "\\`", "<": "&lt;", ">": "&gt;", "&": "&amp;"}


def escape(text: str, *, start_of_line: bool) -> str:
    """Markdown whose rendering is exactly `text`; marks of blocks matter at a line start."""
    text = shown(text)
    if text.isalnum():
        return text
    block = _BLOCK_START.match(text) if start_of_line else None
    number = _NUMBER_START.match(text) if start_of_line else None
    text = _SPECIAL.sub(_escaped, text)
    if block:
        return _entity(text[0]) + text[1:]
    if number:
        return number[1] + _entity(number[2]) + text[number.end() :]
    return text


def _escaped(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or _entity(match[0])


def _entity(character: str) -> str:
    return f"&#{ord(character)};"
