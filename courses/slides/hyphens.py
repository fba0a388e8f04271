"""Lines joined into one, and words that were cut at a line end made whole again."""

import re
from collections.abc import Iterable, Sequence

from courses.slides.characters import SOFT_BREAK, shown
from courses.slides.word_sets import word_set

_LAST = re.compile(r"([^\W_]+(?:[-'’\u2010\u2011][^\W_]+)*)[-\u2010\u2011]\Z")
_FIRST = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_WORDS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LOOSE = re.compile(r"[^\W_][-\u2010\u2011]\Z")

# What stays apart when the deck itself does not say: first halves of real compounds…
_KEEPS_BEFORE = word_set(
    "sous non semi demi vice quasi self well peer client cross celui celle ceux celles quelques "
    "après arrière hors franco e x c"
)
# … second halves…
_KEEPS_AFTER = word_set(
    "ci là même mêmes dire delà dessous dessus dedans dehors based level party oriented driven "
    "aware friendly ended grained purpose"
)
# … and whole ones.
_COMPOUNDS = word_set(
    "open-source closed-source real-time server-side plug-in built-in peut-être est-ce rendez-vous "
    "mot-clé mots-clés bare-metal clé-valeur man-in"
)
# "sous-cription" and the like are whole words.
_WHOLE = word_set("souscription souscrire soustraction soustraire soustrait nonobstant nonchalant")
# Verb and pronoun: "vient-il", "peux-tu", "allons-nous".
_INVERSIONS = (
    (("t", "d"), word_set("il elle on ils elles")),
    (("s", "x"), word_set("je tu")),
    (("s",), word_set("nous")),
    (("z",), word_set("vous")),
)


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """The words of a deck, compounds whole: what decides how a cut word was written."""
    found: set[str] = set()
    for line in lines:
        found.update(_WORDS.findall(line[:2000].casefold().replace("’", "'")))
    return frozenset(found)


def join_lines(lines: Sequence[str], known: frozenset[str]) -> str:
    """One line of text; a word cut by a hyphen at a line end is rejoined."""
    if len(lines) == 1:
        return lines[0].removesuffix(SOFT_BREAK)
    parts = [lines[0]]
    for line in lines[1:]:
        last = parts[-1]
        if last.endswith(SOFT_BREAK):
            parts[-1] = last.removesuffix(SOFT_BREAK)
            parts.append(line)
        elif _LOOSE.search(last) and line[:1].isalnum():
            parts[-1] = last[:-1] + ("-" if _is_compound(last, line, known) else "")
            parts.append(line)
        else:
            parts.append(" " + line)
    return "".join(parts).removesuffix(SOFT_BREAK)


def _is_compound(last: str, line: str, known: frozenset[str]) -> bool:
    """Whether the hyphen at the end of `last` belongs to the word."""
    before = _LAST.search(last[-200:])
    after = _FIRST.match(line[:200])
    if before is None or after is None:
        return True
    left, right = shown(before[1]).casefold(), shown(after[0])
    plain = right.casefold()
    whole = (left + plain).replace("’", "'")
    if whole in known:
        return False
    if f"{left}-{plain}".replace("’", "'") in known:
        return True
    if right[0].isupper() or right[0].isdigit() or before[1].isupper() or before[1][-1].isdigit():
        return not (before[1].isupper() and right.isupper() and len(left) > 3)
    half = re.split(r"[-'’]", left)[-1]
    if left + plain in _WHOLE:
        return False
    if "-" in left or "-" in plain or f"{half}-{plain}" in _COMPOUNDS:
        return True
    inverted = any(half.endswith(ends) and plain in after for ends, after in _INVERSIONS)
    return inverted or half in _KEEPS_BEFORE or plain in _KEEPS_AFTER
