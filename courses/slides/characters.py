"""Characters: what is stripped, what is spelled out, what stands for itself.

A character that must be shown and never read as Markdown (``\\*``, ``&lt;``) travels as a
noncharacter of the range U+FDD0..U+FDEF, one for each ASCII punctuation mark.
"""

import re
import string
import unicodedata
from html.entities import html5

SOFT_BREAK = "\ufffe"
"""Stands at the end of a line where a soft hyphen cut a word."""

_LITERALS = {c: chr(0xFDD0 + n) for n, c in enumerate(string.punctuation)}
_SHOWN = {mark: c for c, mark in _LITERALS.items()}
_LITERAL = re.compile("[\ufdd0-\ufdef\ufffe]")
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls, but those that end a line
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb"  # text direction
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"  # noncharacters and hidden tags
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile("[\u200b\u200c\u2060-\u2064\ufeff\u180e]")
_SPACES = re.compile("[\t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)


def strip_unsafe(text: str) -> tuple[str, int]:
    """`text` without control and text-direction characters, and how many there were."""
    text = _SURROGATE.sub("\ufffd", text)
    return _UNSAFE.subn("", text)


def strip_invisible(text: str) -> str:
    """`text` without the characters of no width; they break code and search."""
    return _INVISIBLE.sub("", text)


def normalise(text: str) -> str:
    """One line of running text with every accent, ligature, space and entity settled."""
    if text.isascii() and "&" not in text:
        return text.replace("\t", "    ")
    if text.rstrip().endswith("\u00ad"):
        text = text.rstrip()[:-1] + SOFT_BREAK
    text = decode_entities(text).replace("\u00ad", "")
    text = strip_invisible(text).translate(_LIGATURES)
    return unicodedata.normalize("NFC", _SPACES.sub(_space, text))


def decode_entities(text: str) -> str:
    """Entities become their characters; those that are marks in Markdown stay literal."""
    return _ENTITY.sub(_entity, text) if "&" in text else text


def literal(character: str) -> str:
    """A character that will be shown as it is."""
    return _LITERALS.get(character, character)


def shown(text: str) -> str:
    """The text a reader sees: literal characters are themselves again."""
    return _LITERAL.sub(_show, text) if _LITERAL.search(text) else text


def _show(match: re.Match[str]) -> str:
    return _SHOWN.get(match[0], "")


def _space(match: re.Match[str]) -> str:
    return "    " if match[0] == "\t" else " "


def _entity(match: re.Match[str]) -> str:
    name = match[1]
    if name[0] == "#":
        code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        character = chr(code) if 0 < code < 0x110000 else "\ufffd"
    else:
        character = html5.get(name + ";", "")
    if not character:
        return match[0]
    character = _SURROGATE.sub("\ufffd", _UNSAFE.sub("", character))
    character = character.replace("\n", " ").replace("\r", " ").replace("\f", " ")
    return "".join(literal(c) for c in character)
