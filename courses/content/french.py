"""French words as search knows them: folded, stemmed, and safe for any database's index.

`reseaux` and « réseaux », `oeuvre` and « œuvre », « l’hyperviseur » and `hyperviseurs` give the
same term. Terms hold only a-z and 0-9, so that neither SQLite nor PostgreSQL ever divides,
folds or refuses one in its own way: any other character is spelled by its number.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

# Letters and digits, with accents that stand as characters of their own.
_LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
_WORD = re.compile(
    rf"""\d+(?:[.,]\d+)+{_LETTER}*     # 802.11ac, 192.168.0.1, 2,4
    | {_LETTER}{{1,2}}(?:\+\+|\#)      # C++, C#
    | {_LETTER}+""",
    re.VERBOSE,
)
_ELIDED = frozenset(
    ["l", "d", "qu", "c", "j", "m", "n", "s", "t", "jusqu", "lorsqu", "puisqu", "quoiqu"]
)
_APOSTROPHES = ("'", "\u2019", "\u02bc")
_HYPHENS = ("-", "\u2010", "\u2011")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d"})
_FEMININE = re.compile("ees?$")
_MAX_LETTERS = 40


@dataclass(frozen=True)
class Word:
    """A word at `text[start:end]`: `folded` as it is written, `stem` without its ending."""

    start: int
    end: int
    folded: str

    @property
    def stem(self) -> str:
        return stem(self.folded)


def chains(text: str) -> Iterator[tuple[Word, ...]]:
    """The words of `text`, those joined by hyphens together; elided articles are left out."""
    chain: list[Word] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if _is_elided(text, match):
            continue
        if chain and text[chain[-1].end : start] not in _HYPHENS:
            yield tuple(chain)
            chain = []
        chain.append(Word(start, end, fold(match.group())))
    if chain:
        yield tuple(chain)


def words(text: str) -> Iterator[Word]:
    """Every word, and after the words of a compound the compound written as one.

    « para-virtualisation » gives `para`, `virtualisation` and `paravirtualisation`.
    """
    for chain in chains(text):
        yield from chain
        if len(chain) > 1:
            yield compound(chain)


def compound(chain: tuple[Word, ...]) -> Word:
    """The words of a chain as one word."""
    joined = "".join(word.folded for word in chain)[:_MAX_LETTERS]
    return Word(chain[0].start, chain[-1].end, joined)


def index_terms(text: str) -> str:
    """What an index keeps of `text`: each word's stem, and the word where it differs.

    The word itself lets its beginning be found before its ending is typed.
    """
    terms: list[str] = []
    for word in words(text):
        terms.append(word.stem)
        if word.stem != word.folded:
            terms.append(word.folded)
    return " ".join(terms)


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """`word` in small letters without accents or ligatures, spelled in a-z and 0-9 alone."""
    plain = unicodedata.normalize("NFKD", word[:_MAX_LETTERS]).casefold().translate(_LIGATURES)
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(_spelled(letter) for letter in apart if not unicodedata.combining(letter))


@lru_cache(maxsize=16384)
def stem(folded: str) -> str:
    """The stem of a folded word; what holds a digit is a code and stays whole."""
    if not folded.isalpha():
        return folded
    # « isolée » without its accent would keep an e that « isoler » loses.
    word = _FEMININE.sub("e", folded)
    # A stemmer keeps the word it works on: one for each call, for there are several threads.
    return str(snowballstemmer.stemmer("french").stemWord(word)) or folded


def _is_elided(text: str, match: re.Match[str]) -> bool:
    """Whether the word is the l of « l’hyperviseur »."""
    end = match.end()
    return (
        text.startswith(_APOSTROPHES, end)
        and _WORD.match(text, end + 1) is not None
        and fold(match.group()) in _ELIDED
    )


def _spelled(letter: str) -> str:
    plain = letter.isascii() and letter.isalnum()
    return letter if plain else f"x{ord(letter):x}x"
