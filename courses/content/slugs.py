"""Addresses that are free: a slug is chosen once and survives every renaming."""

from itertools import count
from typing import Any

from django.db.models import QuerySet

from courses.slides.slugs import slugify


def free_slug(text: str, rows: QuerySet[Any], *, fallback: str) -> str:
    """A slug made from `text` that no row of `rows` has; `fallback` if nothing is left of it."""
    longest = rows.model._meta.get_field("slug").max_length
    base = slugify(text)[: longest - 6].strip("-") or fallback
    taken = set(rows.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = (f"{base}-{number}" for number in count(2))
    return base if base not in taken else next(slug for slug in candidates if slug not in taken)
