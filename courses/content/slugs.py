"""Addresses that are free: a slug is chosen once and survives every renaming."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from courses.slides.slugs import slugify

Row = TypeVar("Row")
RIVALS = 20  # more people than ever create the same thing at the same moment


def create_with_free_slug(
    create: Callable[[str], Row], text: str, rows: QuerySet[Any], *, fallback: str
) -> Row:
    """What `create` makes under a free slug of `text`; another one if somebody takes it first.

    `create` must fail with IntegrityError on a slug that a row of `rows` has.
    """
    for _ in range(RIVALS):
        slug = free_slug(text, rows, fallback=fallback)
        try:
            with transaction.atomic():
                return create(slug)
        except IntegrityError:
            if not rows.filter(slug=slug).exists():
                raise
    raise IntegrityError(f"no slug of {text!r} stays free")


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
