"""When two short answers are the same answer.

Case, accents, œ, hyphens, apostrophes, spaces, closing punctuation and a leading article do not
count; numbers always do, so "type 1" is never "type 2".
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Likeness = Literal["same", "typo", "other"]

_EDGES = ' \t\n\u00a0\u202f.,;:!?…«»"“”()'
# Stands for a minus sign, which counts, where a hyphen would not.
_MINUS = "\ue000"
_SIGNED = re.compile(r"(?<![\w)])[-−](?=\d)")
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—'’ʼ`´]+")
_NUMBER = re.compile(_MINUS + r"?[\d²³¹⁰-⁹₀-₉]+(?:[.,]\d+)*")
_ARTICLE = re.compile(r"(?:(?:les?|la|une?|des|du|the|an?)\s+|l['’ʼ]\s*)(?=\S)")
# Below this length one changed letter is another word: RAM and ROM, fork and work.
_TYPO_FROM = 5


def fold(text: str) -> str:
    """`text` without case, accents or ligatures."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.replace("œ", "oe").replace("æ", "ae")


@dataclass(frozen=True)
class Canonical:
    """What counts in a text: two texts with equal ones are the same answer."""

    letters: str
    numbers: tuple[str, ...]


@lru_cache(maxsize=4096)
def canonical(text: str) -> Canonical:
    """What counts in `text`."""
    bare = _SIGNED.sub(_MINUS, text.casefold()).strip(_EDGES)
    bare = fold(_ARTICLE.sub("", bare, count=1))
    numbers = tuple(number.replace(",", ".") for number in _NUMBER.findall(bare))
    letters = _SEPARATORS.sub("", bare).replace(",", ".")
    return Canonical(letters or text.strip(), numbers)  # bare punctuation stands for itself


def likeness(answer: str, accepted: str) -> Likeness:
    """Whether `answer` is `accepted`, is one typo away from it, or is something else."""
    given, wanted = canonical(answer), canonical(accepted)
    if given.numbers != wanted.numbers:
        return "other"
    if given.letters == wanted.letters:
        return "same"
    long_enough = min(len(given.letters), len(wanted.letters)) >= _TYPO_FROM
    return "typo" if long_enough and one_edit(given.letters, wanted.letters) else "other"


def one_edit(one: str, other: str) -> bool:
    """Whether one insertion, deletion, change or swap of neighbours leads from one to the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if len(left) <= 1 and len(right) <= 1:
        return True
    return len(left) == 2 and left == right[::-1]


def _shared(one: str, other: str) -> int:
    count = 0
    for letter, same in zip(one, other, strict=False):
        if letter != same:
            break
        count += 1
    return count
