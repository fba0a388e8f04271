"""Names that are safe in an address."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 80
_ACCENTS = re.compile("[\u0300-\u036f]+")
_OTHERS = re.compile("[^a-z0-9]+")
APART = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})


def slugify(text: str, fallback: str = "lesson") -> str:
    """`text` in [a-z0-9-]: apostrophes become hyphens, accents go, œ becomes oe.

    `fallback` is returned when nothing is left; at most LONGEST characters come out.
    """
    plain = unicodedata.normalize("NFKD", text[: LONGEST * 4]).lower().translate(APART)
    slug = _OTHERS.sub("-", _ACCENTS.sub("", plain)).strip("-")
    if len(slug) > LONGEST:
        slug = slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    return slug or fallback


def distinct(slugs: Iterable[str]) -> list[str]:
    """The same slugs in the same order, repeated ones with -2, -3… at the end, none longer."""
    wanted = list(slugs)
    taken: set[str] = set()
    reserved = set(wanted)
    count: dict[str, int] = {}
    result = []
    for slug in wanted:
        name = slug
        while name in taken or (name != slug and name in reserved):
            count[slug] = count.get(slug, 1) + 1
            suffix = f"-{count[slug]}"
            name = slug[: LONGEST - len(suffix)].rstrip("-") + suffix
        taken.add(name)
        result.append(name)
    return result
