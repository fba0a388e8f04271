"""The words of the format, French and English, and the nearest one to a misspelt word."""

from collections.abc import Mapping
from functools import lru_cache

from courses.quizzes.normalise import fold

# The first word of each is the one written back.
ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "lesson": ("leçon", "lesson"),
    "section": ("section",),
    "objective": ("objectif", "objective"),
    "bloom": ("bloom",),
    "points": ("points", "point"),
    "notions": ("notion", "notions"),
    "order": ("ordre", "order"),
    "figure": ("figure",),
}
QUIZ_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "title": ("titre", "title"),
    "lesson": ATTRIBUTES["lesson"],
    "section": ATTRIBUTES["section"],
}
FILTERS: Mapping[str, tuple[str, ...]] = {
    "lesson": ATTRIBUTES["lesson"],
    "section": ATTRIBUTES["section"],
    "objective": ATTRIBUTES["objective"],
    "bloom": ATTRIBUTES["bloom"],
    "notion": ("notion",),
    "kind": ("genre", "kind"),
}
BLOOM: Mapping[str, tuple[str, ...]] = {
    "remember": ("se rappeler", "rappeler", "mémoriser", "remember"),
    "understand": ("comprendre", "understand"),
    "apply": ("appliquer", "apply"),
    "analyse": ("analyser", "analyse", "analyze"),
    "evaluate": ("évaluer", "evaluate"),
    "create": ("créer", "create"),
}
NOTES: Mapping[str, tuple[str, ...]] = {
    "hint": ("Indice", "hint"),
    "explanation": ("Explication", "explanation"),
    "true": ("si vrai", "if true"),
    "false": ("si faux", "if false"),
}
COST = ("coût", "cost")
FIXED = ("fixe", "fixed")
TRUE = ("vrai", "true")
FALSE = ("faux", "false")
QUIZ = ("quiz",)
DECOY = ("leurre", "decoy")
BEFORE = ("avant", "before")
AMONG = ("parmi", "among")


def find(word: str, table: Mapping[str, tuple[str, ...]]) -> str | None:
    """The name that `word` stands for in `table`, whatever its case and accents."""
    return _index(tuple(table.items())).get(fold(word[:40]))


def is_word(word: str, words: tuple[str, ...]) -> bool:
    """Whether `word` is one of `words`, whatever its case and accents."""
    return fold(word[:40]) in {fold(each) for each in words}


@lru_cache(maxsize=64)
def _index(table: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    return {fold(word): name for name, words in table for word in words}


def every(table: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Every word of `table`."""
    return tuple(word for words in table.values() for word in words)


def nearest(word: str, words: tuple[str, ...]) -> str | None:
    """The word that `word` most likely misspells: at most two slips, one if it is short.

    Two words are near when they agree once a few letters are struck out of each; striking out is
    looked up, so that a file full of unknown words costs no more than another.
    """
    wanted = fold(word)
    if len(wanted) > _LONGEST:
        return None
    index, found = _struck(words), list[tuple[int, str]]()
    for variant, count in _strikes(wanted).items():
        found += [(count + more, each) for more, each in index.get(variant, ())]
    return min(found)[1] if found else None


_LONGEST = 16


@lru_cache(maxsize=64)
def _struck(words: tuple[str, ...]) -> dict[str, list[tuple[int, str]]]:
    index = dict[str, list[tuple[int, str]]]()
    for word in words:
        for variant, count in _strikes(fold(word)).items():
            index.setdefault(variant, []).append((count, word))
    return index


def _strikes(word: str) -> dict[str, int]:
    """`word` with up to two letters struck out (one under eight), and how many."""
    found, layer = {word: 0}, {word}
    for count in range(1, 3 if len(word) >= 8 else 2):
        layer = {each[:at] + each[at + 1 :] for each in layer for at in range(len(each))}
        for variant in layer:
            found.setdefault(variant, count)
    return found
