"""Every sign that begins a list item, and the count it carries."""

import re
from dataclasses import dataclass
from functools import lru_cache

from courses.slides.titles import is_quantity

_COUNTED = (  # first code point, last, the count of the first, family
    (0x2460, 0x2473, 1, "circled"),
    (0x3251, 0x325F, 21, "circled"),
    (0x32B1, 0x32BF, 36, "circled"),
    (0x24EA, 0x24EA, 0, "circled"),
    (0x2474, 0x2487, 1, "parenthesised"),
    (0x2488, 0x249B, 1, "stopped"),
    (0x249C, 0x24B5, 1, "parenthesised letter"),
    (0x24B6, 0x24CF, 1, "circled capital"),
    (0x24D0, 0x24E9, 1, "circled letter"),
    (0x24EB, 0x24F4, 11, "negative"),
    (0x24FF, 0x24FF, 0, "negative"),
    (0x2776, 0x277F, 1, "negative"),
    (0x24F5, 0x24FE, 1, "double"),
    (0x2780, 0x2789, 1, "sans"),
    (0x278A, 0x2793, 1, "negative sans"),
    (0x1F10B, 0x1F10B, 0, "sans"),
    (0x1F10C, 0x1F10C, 0, "negative sans"),
    (0x1F110, 0x1F129, 1, "parenthesised capital"),
    (0x1F130, 0x1F149, 1, "squared capital"),
    (0x1F150, 0x1F169, 1, "negative capital"),
    (0x1F170, 0x1F189, 1, "negative squared"),
)
_GLYPH_RANGES = (
    (0x2190, 0x21FF),  # arrows
    (0x25A0, 0x25FF),  # squares, circles, triangles
    (0x2605, 0x2606),
    (0x2610, 0x2612),
    (0x261A, 0x261F),
    (0x2700, 0x2775),  # ticks, crosses, stars, hands
    (0x2794, 0x27BF),
    (0x27F0, 0x27FF),
    (0x2900, 0x297F),
    (0x2B00, 0x2BFF),
    (0xE000, 0xF8FF),  # private use: fonts of symbols
    (0xF0000, 0x10FFFD),
    (0x1F532, 0x1F53B),
    (0x1F78A, 0x1F78A),
    (0x1F7E0, 0x1F7EB),
)
_GLYPHS = frozenset("•‣⁃∙∘⋅●◦·∗※⦁⦾⦿・▹►❏♦♢■□✅👉➤☛⁌⁍○−–—�●")
_NEEDS_LETTER = frozenset("§ØüÜ√»›¤¡þð")
_ARROWS = re.compile(r"(?:={1,3}>|-{1,3}>|~>|>{2,3}|<{2,3})(?=\s)")
_NUMBER = re.compile(r"(\d{1,3})([.)/]|[-–—](?=\s))(?:\s+|\Z|(?=\*\*))")
_IN_BRACKETS = re.compile(r"\((\d{1,3})\)(?:\s+|\Z)")
_LETTER = re.compile(r"(?:\(([a-zA-Z])\)|([a-zA-Z])\)|([a-z])\.)\s+(?=\S)")
_ROMAN = re.compile(r"\(?(x{0,2}(?:ix|iv|v?i{0,3}))[.)]\s+(?=\S)")
_BARE_NUMBER = re.compile(r"(\d{1,3})\s+(?=\S)")
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3\\s*")
_TASK = re.compile(r"\[[ xX✓✔]\](?:\s+|\Z)")
SUB = frozenset("–—−oo◦○‣▫▪⁃∘·⋅▹▸▻›")
ARROW_GLYPHS = frozenset("→⇒➔➜➝➞➡➢➤⟹⟶⇨►▶▸▹◀◄←⇐⬅☞☛👉»")


@dataclass(frozen=True, slots=True)
class Marker:
    """What begins an item: was there a Markdown dash, which glyph, which count, what follows.

    `weak` is set for a bare number or a letter ("1 Serveur", "a) Serveur"), which may be part
    of the text: `text` then still holds it, and `rest` is the text without it.
    """

    dash: bool
    glyph: str
    family: str
    count: int | None
    text: str
    rest: str = ""
    weak: bool = False

    @property
    def rank(self) -> int:
        """How deep such a sign usually stands: counts, glyphs, dashes, small glyphs."""
        if self.count is not None:
            return 0
        if not self.glyph:
            return 2
        return 3 if self.glyph in SUB else 1


@dataclass(frozen=True, slots=True)
class _Sign:
    glyph: str
    family: str
    count: int | None
    rest: str


def read_marker(text: str, *, in_list: bool = False) -> Marker | None:
    """The sign at the start of a line, or None for a line of text."""
    dash = text[:1] in ("-", "*", "+") and (len(text) == 1 or text[1].isspace())
    rest = text[1:].lstrip() if dash else text
    if dash and (task := _TASK.match(rest)):
        rest = rest[task.end() :]
    sign = _Sign("", "", None, rest)
    for _ in range(3):
        found = _read_sign(sign.rest, dash=dash or bool(sign.glyph), in_list=in_list)
        if found is None or sign.count is not None:
            break
        sign = found
    if not sign.glyph and rest.startswith("**") and (bold := _read_sign(rest[2:], dash=dash)):
        after = bold.rest.removeprefix("**").lstrip() if bold.rest[:2] == "**" else "**" + bold.rest
        return Marker(dash, bold.glyph, bold.family, bold.count, after)
    if sign.count is None and (weak := _read_weak(sign.rest)):
        return Marker(dash, sign.glyph, weak.family, weak.count, sign.rest, weak.rest, weak=True)
    if not dash and not sign.glyph:
        return None
    return Marker(dash, sign.glyph, sign.family, sign.count, sign.rest)


def _read_sign(text: str, *, dash: bool, in_list: bool = False) -> _Sign | None:
    """The glyph or count that begins `text` for certain."""
    if not text:
        return None
    first = text[0]
    if counted := _counted(first):
        return _Sign(first, counted[0], counted[1], text[1:].lstrip("\ufe0e\ufe0f. \u00a0"))
    if first.isdigit() or first == "(":
        return _read_number(text)
    if match := _ARROWS.match(text):
        return _Sign("→", "arrow", None, text[match.end() :].lstrip())
    if is_glyph(first):
        rest = text[1:].lstrip("\ufe0e\ufe0f")
        if not rest or rest[0].isspace() or first not in "–—−·":
            return _Sign(first, first, None, rest.lstrip())
    letters = text[1:2].isspace() and text[2:3].isalpha()
    if letters and (first in _NEEDS_LETTER or (first == "o" and (dash or in_list))):
        return _Sign(first, first, None, text[1:].lstrip())
    return None


def _read_number(text: str) -> _Sign | None:
    for family, pattern in (("keycap", _KEYCAP), ("number", _NUMBER), ("(number)", _IN_BRACKETS)):
        if match := pattern.match(text):
            return _Sign(match[1], family, int(match[1]), text[match.end() :].lstrip())
    return None


def _read_weak(text: str) -> _Sign | None:
    """A bare number or a letter that may count the items, or belong to the text."""
    if (match := _BARE_NUMBER.match(text)) and not is_quantity(text):
        return _Sign("", "plain", int(match[1]), text[match.end() :])
    if (match := _ROMAN.match(text)) and match[1]:
        return _Sign("", "roman", _roman(match[1]), text[match.end() :])
    if match := _LETTER.match(text):
        letter = match[1] or match[2] or match[3]
        return _Sign("", "letter", ord(letter.lower()) - 96, text[match.end() :])
    return None


@lru_cache(maxsize=4096)
def _counted(character: str) -> tuple[str, int] | None:
    code = ord(character)
    for first, last, start, family in _COUNTED:
        if first <= code <= last:
            return family, start + code - first
    return None


@lru_cache(maxsize=4096)
def is_glyph(character: str) -> bool:
    """Whether a character is a bullet, an arrow, a square, a tick or a private sign."""
    if character in _GLYPHS:
        return True
    code = ord(character)
    return code > 0x2000 and any(first <= code <= last for first, last in _GLYPH_RANGES)


def strip_glyph(text: str) -> str:
    """A title without the bullet or the circled number before it."""
    first = text[:1]
    if not first or not (_counted(first) or (is_glyph(first) and text[1:2].isspace())):
        return text
    return text[1:].lstrip("\ufe0e\ufe0f. \u00a0") or text


def split_items(text: str) -> list[str]:
    """A line that holds several items ("❶ Un ❷ Deux", "• A • B") cut into them."""
    if text.isascii():
        return [text]
    lead = text[2:] if text[:2] in ("- ", "* ", "+ ") else text
    first = lead[:1]
    if counted := _counted(first) if first else None:
        return _split_counts(text, counted[0], counted[1])
    if first in ("•", "●", "▪", "■", "◦", "‣") and f" {first} " in lead[1:]:
        return [first + " " + part.strip() for part in lead.split(first)[1:]]
    return [text]


def _split_counts(text: str, family: str, count: int) -> list[str]:
    parts = []
    done = 0
    for i, character in enumerate(text):
        if i and text[i - 1] == " " and _counted(character) == (family, count + 1):
            if i - done > 3:
                parts.append(text[done:i].strip())
                done = i
            count += 1
    return [*parts, text[done:].strip()]


def _roman(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[c] for c in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-v if v < following else v for v, following in pairs)
