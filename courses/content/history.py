"""Reads for the pages of one lesson's versions."""

from dataclasses import dataclass
from datetime import datetime

from courses.content.differences import Line, compare
from courses.content.models import Lesson, LessonRevision


@dataclass(frozen=True)
class Version:
    """One revision of a lesson; `author` is "" when nobody wrote it or they have left."""

    number: int
    title: str
    origin: str
    author: str
    created_at: datetime
    published_at: datetime | None
    is_published: bool


@dataclass(frozen=True)
class Difference:
    """What the version `new` changes in the version `old`, by their numbers."""

    old: int
    new: int
    old_title: str
    new_title: str
    lines: list[Line]


def newest_revision(lesson: Lesson) -> LessonRevision:
    """Every lesson has one: a lesson is made with its first."""
    return LessonRevision.objects.newest().select_related("author").get(lesson=lesson)


def versions(lesson: Lesson) -> list[Version]:
    """The history of a lesson, newest first."""
    revisions = lesson.revisions.select_related("author").defer(
        "source", "html", "text", "headings", "source_lines"
    )
    return [
        Version(
            number=revision.number,
            title=revision.title,
            origin=revision.get_origin_display(),
            author=str(revision.author or ""),
            created_at=revision.created_at,
            published_at=revision.published_at,
            is_published=revision.pk == lesson.published_id,
        )
        for revision in revisions
    ]


def difference(lesson: Lesson, old: int, new: int) -> Difference | None:
    """Between two versions of the lesson; None when one of the numbers does not exist."""
    revisions = lesson.revisions.filter(number__in=[old, new])
    found = {revision.number: revision for revision in revisions}
    if old not in found or new not in found:
        return None
    before, after = found[old], found[new]
    return Difference(old, new, before.title, after.title, compare(before.source, after.source))
