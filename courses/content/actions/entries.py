"""Writes of whole lists: the glossary and the objectives of a course, from a file."""

from collections.abc import Sequence

from django.db import transaction

from courses.content.entry_text import Entry
from courses.content.models import Course, Notion, Objective
from courses.content.rendering import render_texts


@transaction.atomic
def save_notions(*, course: Course, entries: Sequence[Entry]) -> None:
    """Adds the terms to the glossary; one whose slug is there is rewritten."""
    pages = render_texts(course, [entry.text for entry in entries])
    Notion.objects.bulk_create(
        [
            Notion(
                course=course, term=entry.name, slug=entry.slug, source=entry.text, html=page.html
            )
            for entry, page in zip(entries, pages, strict=True)
        ],
        update_conflicts=True,
        unique_fields=["course", "slug"],
        update_fields=["term", "source", "html"],
    )


@transaction.atomic
def save_objectives(*, course: Course, entries: Sequence[Entry]) -> None:
    """Says what each code asks for; questions may have named it already."""
    Objective.objects.bulk_create(
        [Objective(course=course, code=entry.name, text=entry.text) for entry in entries],
        update_conflicts=True,
        unique_fields=["course", "code"],
        update_fields=["text"],
    )
