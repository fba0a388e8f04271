"""Writes on the glossary."""

from courses.content.models import Course, Notion
from courses.content.rendering import render_texts
from courses.content.slugs import create_with_free_slug


def save_notion(*, course: Course, term: str, source: str, notion: Notion | None = None) -> Notion:
    """A term and its definition, rendered now; the slug lessons link to never changes."""
    html = render_texts(course, [source])[0].html
    if notion is None:
        return create_with_free_slug(
            lambda slug: Notion.objects.create(
                course=course, slug=slug, term=term, source=source, html=html
            ),
            term,
            course.notions.all(),
            fallback="notion",
        )
    notion.term, notion.source, notion.html = term, source, html
    notion.save()
    return notion


def delete_notion(*, notion: Notion) -> None:
    """Lessons that link to it show the bare term once they are published again."""
    notion.delete()
