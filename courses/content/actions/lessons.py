"""Writes on lessons: revisions and publication.

Rendering may take seconds, so it happens before a transaction opens: on SQLite an open one
keeps every other writer waiting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.accounts.models import User
from courses.content.figure_marks import is_empty, missing_marks
from courses.content.models import Chapter, Deck, Lesson, LessonRevision
from courses.content.rendering import render_for_students, render_lessons
from courses.content.search import index_lessons
from courses.content.titles import typeset
from courses.markup.page import MarkupRefused, Message, Page

# What is made from a revision's source, and made again when it is published.
MADE = ("html", "text", "headings", "words", "missing_figures", "is_empty")


class LessonChanged(Exception):
    """Somebody saved a newer revision meanwhile; `newest` is theirs."""

    def __init__(self, newest: LessonRevision) -> None:
        super().__init__(newest.number)
        self.newest = newest


class CannotPublish(Exception):
    """A lesson that cannot be rendered any more: its title, and why."""

    def __init__(self, title: str, message: Message) -> None:
        super().__init__(title, str(message))
        self.title = title
        self.message = message


def add_revision(
    *,
    lesson: Lesson,
    title: str,
    source: str,
    author: User | None,
    now: datetime,
    origin: str,
    page: Page | None = None,
    deck: Deck | None = None,
    source_lines: Sequence[Sequence[int]] = (),
    after: int | None = None,
) -> LessonRevision:
    """A new version of the lesson, as a draft; the same title and source add nothing.

    `page` is the rendered source if the caller has it. `after` is the number of the revision
    the author started from: if another came since, LessonChanged is raised and nothing is
    written. `source_lines` of `deck` are kept even when the text is the same.
    """
    title = typeset(title)
    if page is None:
        page = render_lessons(lesson.course, [source])[0]
    with transaction.atomic():
        newest = _lock(lesson)
        if newest and (newest.title, newest.source) == (title, source):
            return _same_text(newest, deck, source_lines)
        if newest and after not in (None, newest.number):
            raise LessonChanged(newest)
        revision = LessonRevision(
            lesson=lesson,
            number=newest.number + 1 if newest else 1,
            title=title,
            source=source,
            origin=origin,
            deck=deck,
            source_lines=list(source_lines),
            author=author,
            created_at=now,
        )
        fill_revision(revision, page)
        revision.save()
        if lesson.published_id is None:
            lesson.title = title
            lesson.save(update_fields=["title"])
    return revision


def restore_revision(*, revision: LessonRevision, author: User, now: datetime) -> LessonRevision:
    """An earlier version again, as a new draft after the newest."""
    return add_revision(
        lesson=revision.lesson,
        title=revision.title,
        source=revision.source,
        author=author,
        now=now,
        origin=LessonRevision.Origin.RESTORE,
        deck=revision.deck,
        source_lines=revision.source_lines,
    )


def publish_lesson(*, lesson: Lesson, now: datetime) -> None:
    """Gives students the newest revision; publishing again renders it again.

    Raises CannotPublish, and nothing is written.
    """
    _publish(lesson.section.chapter, [lesson], now)


def publish_lessons(*, chapter: Chapter, lessons: Iterable[Lesson], now: datetime) -> int:
    """The same for these lessons of the chapter; returns how many there are."""
    return _publish(chapter, lessons, now)


def publish_chapter(*, chapter: Chapter, now: datetime) -> int:
    """The same for every lesson of the chapter; returns how many there are."""
    lessons = Lesson.objects.current().filter(section__chapter=chapter)
    return _publish(chapter, lessons.filter(section__archived_at=None), now)


@transaction.atomic
def refresh_outline(*, chapter: Chapter) -> None:
    """Makes `chapter.outline` again from its published lessons, in reading order."""
    lock_chapter(chapter)
    lessons = (
        Lesson.objects.published()
        .filter(section__chapter=chapter, section__archived_at=None)
        .select_related("section", "published")
        .defer("published__html", "published__source", "published__text")
        .order_by("section__position", "section_id", "position", "pk")
    )
    sections: dict[int, dict[str, Any]] = {}
    for lesson in lessons:
        section = lesson.section
        heading = {"title": section.title, "slug": section.slug, "lessons": []}
        entry = {
            "id": lesson.pk,
            "title": lesson.title,
            "slug": lesson.slug,
            "counted": lesson.published is not None and not lesson.published.is_empty,
        }
        sections.setdefault(section.pk, heading)["lessons"].append(entry)
    chapter.outline = list(sections.values())
    chapter.save(update_fields=["outline"])


def _publish(chapter: Chapter, lessons: Iterable[Lesson], now: datetime) -> int:
    revisions = list(
        LessonRevision.objects.newest()
        .filter(lesson__in=lessons)
        .select_related("lesson")
        .order_by("lesson")
    )
    # Rendered again: notions and figures may have come since the revision was saved.
    try:
        pages = render_for_students(chapter.course, revisions)
    except MarkupRefused as refused:
        raise CannotPublish(revisions[refused.position].title, refused.message) from refused
    with transaction.atomic():
        for revision, page in zip(revisions, pages, strict=True):
            fill_revision(revision, page)
            revision.published_at = revision.published_at or now
        LessonRevision.objects.bulk_update(revisions, [*MADE, "published_at"])
        give_to_students(chapter=chapter, revisions=revisions)
    return len(revisions)


def refresh_published(*, lessons: Iterable[Lesson]) -> None:
    """Renders what students read once more, after notes about it were opened or closed.

    Nothing is published by it. A text that cannot be rendered any more stays as it was.
    """
    revisions = list(
        LessonRevision.objects.filter(pk__in=[lesson.published_id for lesson in lessons])
        .select_related("lesson__course")
        .order_by("lesson")
    )
    for revision in revisions:
        try:
            page = render_for_students(revision.lesson.course, [revision])[0]
        except MarkupRefused:
            continue
        # An update of one field: who publishes meanwhile wins.
        LessonRevision.objects.filter(pk=revision.pk).update(html=page.html)


def give_to_students(*, chapter: Chapter, revisions: Sequence[LessonRevision]) -> None:
    """Makes rendered revisions the published ones; in a transaction of the caller."""
    for revision in revisions:
        revision.lesson.published = revision
        revision.lesson.title = revision.title
    Lesson.objects.bulk_update([r.lesson for r in revisions], ["published", "title"])
    index_lessons(revision.lesson for revision in revisions)
    refresh_outline(chapter=chapter)


def fill_revision(revision: LessonRevision, page: Page) -> None:
    """Sets what a revision keeps of its rendered page."""
    revision.html = page.html
    revision.text = page.text
    revision.headings = [asdict(heading) for heading in page.headings]
    revision.words = page.words
    revision.missing_figures = len(missing_marks(revision.source))
    revision.is_empty = is_empty(revision.source)


def _lock(lesson: Lesson) -> LessonRevision | None:
    """Keeps other writers of this lesson waiting; returns its newest revision."""
    Lesson.objects.select_for_update().get(pk=lesson.pk)
    return LessonRevision.objects.newest().filter(lesson=lesson).first()


def lock_chapter(chapter: Chapter) -> Chapter:
    """Keeps others who change the chapter's order or outline waiting until the transaction ends."""
    return Chapter.objects.select_for_update().get(pk=chapter.pk)


def _same_text(
    revision: LessonRevision, deck: Deck | None, source_lines: Sequence[Sequence[int]]
) -> LessonRevision:
    if deck is not None:
        revision.deck, revision.source_lines = deck, list(source_lines)
        revision.save(update_fields=["deck", "source_lines"])
    return revision
