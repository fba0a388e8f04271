"""Writes of many lessons' texts at once, as a folder of files gives them."""

from collections.abc import Mapping
from datetime import datetime

from courses.accounts.models import User
from courses.content.actions.lessons import add_revision
from courses.content.models import Course, LessonRevision
from courses.content.rendering import render_lessons


def save_lesson_texts(
    *, course: Course, texts: Mapping[str, str], author: User | None, now: datetime
) -> list[LessonRevision]:
    """A new version of each lesson whose text, by slug, is another than its newest's.

    Raises MarkupRefused, and nothing is written. Slugs the course does not have are ignored.
    """
    newest = (
        LessonRevision.objects.newest()
        .filter(lesson__course=course, lesson__slug__in=texts)
        .select_related("lesson__course", "deck")
        .order_by("lesson")
    )
    changed = [each for each in newest if texts[each.lesson.slug] != each.source]
    pages = render_lessons(course, [texts[each.lesson.slug] for each in changed])
    return [
        add_revision(
            lesson=each.lesson,
            title=each.title,
            source=texts[each.lesson.slug],
            author=author,
            now=now,
            origin=LessonRevision.Origin.EDIT,
            page=page,
            deck=each.deck,
            source_lines=each.source_lines,
        )
        for each, page in zip(changed, pages, strict=True)
    ]
