"""Titles of slides: numbers and continuation marks go, meaning stays."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_UNITS = (
    r"(?:[kKMGTP]i?[bBo](?:it|its|yte|ytes|ps)?(?:/s)?|[kKMGT]?bits?(?:/s)?|octets?|bytes?|"
    r"[kMGT]?Hz|[kMG]?[VWAΩ]|[mkcnµ]?[ms]|min|h|ans?|years?|jours?|days?|heures?|hours?|"
    r"%|‰|€|\$|£|°C?|px|pt|fps|dB|D|G|x|×|GHz)"
)
_QUANTITY = re.compile(rf"\d+(?:[.,]\d+)*\s*{_UNITS}(?![^\W_])")
_DOTTED = re.compile(r"((?:\d{1,2}\.)+\d{1,2})\s*[.):]?(?:\s*[-–—:]\s|\s+)(?=\S)")
_CLOSED = re.compile(r"\(?(\d{1,2})(?:\s*[.)/°]|\s*[-–—](?=\s))(?:\s*[-–—])?\s+(?=\S)")
_GLUED = re.compile(r"(\d{1,2})\.(?=[^\W\d_][^\W\d_])")
_BARE = re.compile(r"(\d{1,2})\s+(?=\S)")
_ROMAN = re.compile(r"([IVX]{1,5})(?:\s*[.)/]|\s*[-–—](?=\s))\s+(?=\S)")
_LETTER = re.compile(r"([A-H])(?:\s*[.)/]|\s*[-–—](?=\s))\s+(?=\S)")

_ACCENTS = re.compile("[\u0300-\u036f]+")
_SIGNS = re.compile(r"[^\w#+]|_")
_PART = re.compile(
    r"\s*[-–—:,]?\s*[(\[]\s*(?:partie|part|slide|page)?\s*(\d{1,3})\s*(?:/|of|sur|de|out of)\s*"
    r"(\d{1,3})\s*[)\]]\s*\Z",
    re.IGNORECASE,
)
_BARE_PART = re.compile(r"\s*[-–—:,]?\s+(\d{1,3})\s*(?:/|of|sur)\s*(\d{1,3})\s*\Z", re.IGNORECASE)
_WORD = (
    r"(?:suite(?:\s*(?:et|&)\s*fin)?|suite\s*(?:n[°o]\s*)?\d{1,2}|suite\s*\d{1,2}\s*/\s*\d{1,2}|"
    r"cont\.?|cont['’]?d\.?|contd\.?|ctd\.?|continued|continuation|à suivre|"
    r"suite et fin\s*\d{0,2})"
)
_SUITE = re.compile(
    rf"(?:\s*[-–—:,]?\s*[(\[]\s*(?:\.\.\.|…)?\s*{_WORD}\s*(?:\.\.\.|…)?\s*[)\]]"
    rf"|\s*[-–—:,…]\s*{_WORD}|\s*\.\.\.\s*{_WORD}|\s+(?:cont['’]d\.?|\(cont\.?))\s*\Z",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"(?:\s*[(\[]\s*(?:(?:partie|part|slide)\s*)?(\d{1,2})\s*[)\]]|\s*[(\[]\s*(?:fin|end|bis|ter)\s*"
    r"[)\]]|\s+suite|\s+continued|\s+cont\.?|\s+suite et fin|\s*(?:…|\.\.\.))\s*\Z",
    re.IGNORECASE,
)
_ONLY = re.compile(
    rf"\s*[(\[]?\s*(?:\.\.\.|…)?\s*{_WORD}\s*(?:\.\.\.|…)?\s*[)\]]?\s*\Z", re.IGNORECASE
)
_ONLY_PART = re.compile(r"\s*[(\[]?\s*(\d{1,3})\s*(?:/|of|sur)\s*(\d{1,3})\s*[)\]]?\s*\Z")
LONGEST = 200
PAGES = 3


@dataclass(frozen=True, slots=True)
class Continuation:
    """A title split: `base` without the mark; `weak` marks need a neighbour to agree."""

    base: str
    marked: bool = False
    weak: bool = False


def key(title: str) -> str:
    """What two titles share when they are the same one: case, accents and signs ignored."""
    return _key(title) if len(title) <= LONGEST else _key.__wrapped__(title)


@lru_cache(maxsize=4096)
def _key(title: str) -> str:
    text = title.casefold()
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", text.replace("œ", "oe"))
        text = _ACCENTS.sub("", folded)
    return " ".join(_SIGNS.sub(" ", text).split())


def is_quantity(text: str) -> bool:
    """Whether a text begins with a number and its unit: "2.4 GHz", "5 V", "100 %"."""
    return bool(_QUANTITY.match(text[:60]))


def read_continuation(title: str) -> Continuation:
    """Take "(1/4)", "1 of 2", "(suite et fin)", "(cont'd)"… off the end of a title."""
    if len(title) > LONGEST:
        return Continuation(title)
    if _ONLY.match(title):
        return Continuation("", marked=True)
    if (only := _ONLY_PART.match(title)) and 0 < int(only[1]) <= int(only[2]):
        return Continuation("", marked=True)
    for pattern, weak in ((_PART, False), (_BARE_PART, True)):
        match = pattern.search(title)
        if match and 0 < int(match[1]) <= int(match[2]) and match.start():
            again = read_continuation(title[: match.start()].rstrip())
            return Continuation(again.base, marked=True, weak=weak)
    for pattern, weak in ((_SUITE, False), (_WEAK, True)):
        match = pattern.search(title)
        if match and match.start():
            return Continuation(title[: match.start()].rstrip(), marked=True, weak=weak)
    return Continuation(title)


class Numbering:
    """The numbers that stand before the titles of one deck, as evidence of each other."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._seen: set[tuple[str, ...]] = set()
        totals: dict[str, set[str]] = {}
        for title in titles:
            page = _BARE_PART.search(title) if len(title) <= LONGEST else None
            if page:
                totals.setdefault(page[2], set()).add(key(title[: page.start()]))
            number = _number(title)
            if number:
                self._seen.add(number)
        # "TCP 12/45", "UDP 13/45": many titles and one total, these are page numbers
        self._pages = {total for total, bases in totals.items() if len(bases) >= PAGES}

    def strip(self, title: str) -> str:
        """`title` without its number, when it is one: "2.1 TCP", not "802.11" or "3 ways"."""
        page = _BARE_PART.search(title) if self._pages and len(title) <= LONGEST else None
        if page and page[2] in self._pages:
            title = title[: page.start()]
        if is_quantity(title):
            return title
        for pattern, accepts in (
            (_DOTTED, self._dotted),
            (_CLOSED, self._closed),
            (_GLUED, self._glued),
            (_ROMAN, self._roman),
            (_LETTER, self._lettered),
            (_BARE, self._bare),
        ):
            match = pattern.match(title)
            if match and accepts(match[1], title[match.end() :]):
                return title[match.end() :].lstrip()
        return title

    def _dotted(self, number: str, rest: str) -> bool:
        parts = tuple(number.split("."))
        if int(parts[0]) > 30 or any(len(p) > 1 and p[0] == "0" for p in parts):
            return False
        if int(parts[-1]) == 0 or int(parts[0]) == 0:
            return False
        return rest[0].isupper() or self._has_neighbour(parts)

    def _closed(self, number: str, rest: str) -> bool:
        return int(number) <= 30

    def _glued(self, number: str, rest: str) -> bool:
        return rest[0].isupper() and int(number) <= 30

    def _roman(self, number: str, rest: str) -> bool:
        return (
            len(number) > 1
            or (number == "I" and ("II",) in self._seen)
            or (number in "VX" and bool({("IV",), ("VI",), ("IX",), ("XI",)} & self._seen))
        )

    def _lettered(self, number: str, rest: str) -> bool:
        return ("A",) in self._seen and ("B",) in self._seen

    def _bare(self, number: str, rest: str) -> bool:
        if not rest[0].isupper():
            return False
        return number == "1" or self._has_neighbour((number,))

    def _has_neighbour(self, parts: tuple[str, ...]) -> bool:
        *head, last = parts
        value = int(last)
        around = {(*head, str(value - 1)), (*head, str(value + 1))} - {(*head, "0")}
        if len(parts) > 1:
            around |= {tuple(head), (*head, "1")} - {parts}
        return bool(around & self._seen)


def _number(title: str) -> tuple[str, ...]:
    if match := _DOTTED.match(title):
        return tuple(match[1].split("."))
    for pattern in (_CLOSED, _GLUED, _ROMAN, _LETTER):
        if match := pattern.match(title):
            return (match[1],)
    match = _BARE.match(title)
    return (match[1],) if match and title[match.end()].isupper() else ()
