"""Writes on the glossary."""

from django.db import transaction

from courses.content.models import Course, Notion
from courses.content.rendering import render_lessons
from courses.content.slugs import free_slug


def save_notion(*, course: Course, term: str, source: str, notion: Notion | None = None) -> Notion:
    """A term and its definition, rendered now; the slug lessons link to never changes."""
    html = render_lessons(course, [source])[0].html
    with transaction.atomic():
        if notion is None:
            slug = free_slug(term, course.notions.all(), fallback="notion")
            notion = Notion(course=course, slug=slug)
        notion.term, notion.source, notion.html = term, source, html
        notion.save()
    return notion


def delete_notion(*, notion: Notion) -> None:
    """Lessons that link to it show the bare term once they are published again."""
    notion.delete()
