"""Addresses that are free: a slug is chosen once and survives every renaming."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from django.db.models import QuerySet

from courses.slides.slugs import slugify


def free_slug(text: str, rows: QuerySet[Any], *, fallback: str) -> str:
    """A slug made from `text` that no row of `rows` has; `fallback` if nothing is left of it."""
    return free_slugs([text], rows, fallback=fallback)[0]


def free_slugs(texts: Sequence[str], rows: QuerySet[Any], *, fallback: str) -> list[str]:
    """A slug for each text, all different, that no row of `rows` has; one query for all."""
    longest = rows.model._meta.get_field("slug").max_length
    bases = [slugify(text, fallback)[: longest - 6].strip("-") for text in texts]
    rivals = rows.filter(slug__startswith=bases[0]) if len(bases) == 1 else rows
    taken = set(rivals.values_list("slug", flat=True))
    slugs = []
    for base in bases:
        numbered = (f"{base}-{number}" for number in count(2))
        slugs.append(base if base not in taken else next(s for s in numbered if s not in taken))
        taken.add(slugs[-1])
    return slugs
