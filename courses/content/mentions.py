"""Which lessons of a course link to a notion."""

import re
from dataclasses import dataclass

from courses.content.models import Course, LessonRevision
from courses.markup.slugs import slugify

_MENTION = re.compile(r"\[\[([^\[\]|\n]{1,80})(?:\\?\|([^\[\]|\n]{1,80}))?\]\]")


@dataclass(frozen=True)
class Mention:
    """A lesson that links to a notion in its newest version."""

    title: str
    slug: str


def notion_slugs(source: str) -> set[str]:
    """The slugs that a lesson's Markdown links to, known to the glossary or not."""
    return {slugify(target or shown) for shown, target in _MENTION.findall(source)}


def mentions(course: Course, slug: str) -> list[Mention]:
    """The lessons outside the bin that mention the notion, in reading order."""
    revisions = (
        LessonRevision.objects.newest()
        .filter(
            lesson__course=course,
            lesson__archived_at=None,
            lesson__section__archived_at=None,
            source__contains="[[",
        )
        .select_related("lesson")
        .order_by(
            "lesson__section__chapter__position", "lesson__section__position", "lesson__position"
        )
        .only("source", "title", "lesson__slug")
    )
    found = (revision for revision in revisions if slug in notion_slugs(revision.source))
    return [Mention(revision.title, revision.lesson.slug) for revision in found]
