"""How wide a text is, and how it is cut into lines.

The reader's system chooses the font, so the widths here are those of DejaVu Sans, the widest of
the usual system fonts, rounded up: what fits by this table fits in the others.
"""

import re

_WIDTHS = {
    0.30: "\"'IJijlîïÎÏ",
    0.35: " ,./:;\\|’‘·\u00a0\u202f",
    0.40: "()-[]ft",
    0.45: "!r",
    0.50: '"*_`–°',
    0.55: "?cszç“”",
    0.60: "FLkvxyÿ",
    0.65: "$0123456789EPSTYabdeghnopqu{}àâäéèêëôöùûüÉÈÊË«»€µ",
    0.70: "ABCKRVXZÀÂÇ",
    0.75: "NUÙÛ",
    0.80: "&DGHOQÔ",
    0.85: "#+<=>^w~×÷±≤≥→←↔",
    0.90: "M",
    1.00: "%@Wmæ…—",
    1.05: "œ",
    1.10: "Œ",
    0.0: "\u00ad",
}
_EM = {character: width for width, text in _WIDTHS.items() for character in text}
_WIDEST = 1.2
BREAKS = re.compile(r"(?<=[/\u2013-])(?=\w)|\u00ad")


def width(text: str, size: float) -> float:
    """Width in pixels at a font size, never less than what a browser draws."""
    return sum(_EM.get(character, _WIDEST) for character in text) * size


def wrapped(text: str, most: float, size: float) -> list[str]:
    """Lines no wider than `most` pixels, but for a single character that is.

    A word is cut at its soft hyphens, or after `/` and `-`, only if no line could hold it; where
    it has none, anywhere.
    """
    lines = [""]
    for word in filter(None, text.split(" ")):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width(longer, size) <= most:
            lines[-1] = longer
        elif width(word, size) <= most:
            lines.append(word)
        else:
            lines += _cut(word, most, size)
    return [line.replace("\u00ad", "") for line in lines if line]


def _cut(word: str, most: float, size: float) -> list[str]:
    lines: list[str] = []
    while width(word, size) > most:
        end, hyphen = _first_part(word, most, size)
        lines.append(word[:end] + hyphen)
        word = word[end:].removeprefix("\u00ad")
    return [*lines, word]


def _first_part(word: str, most: float, size: float) -> tuple[int, str]:
    """How many characters of a word go on a line, and the hyphen that follows them."""
    places = [(found.start(), "-" if found[0] else "") for found in BREAKS.finditer(word)]
    for end, hyphen in reversed(places):
        if end > 0 and width(word[:end] + hyphen, size) <= most:
            return end, hyphen
    end = len(word) - 1
    while end > 1 and width(word[:end] + "-", size) > most:
        end -= 1
    return end, "-"
