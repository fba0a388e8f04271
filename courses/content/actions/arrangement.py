"""The sections and lessons of a chapter where a list says they are; nothing is ever deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from courses.content.actions.lessons import lock_chapter
from courses.content.models import Chapter, Course, Lesson, Section
from courses.content.titles import typeset


@dataclass(frozen=True)
class PlacedLesson:
    """A lesson by its slug; `lines` are those of the chapter's newest deck, if it has it."""

    slug: str
    title: str
    lines: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class PlacedSection:
    slug: str
    title: str
    lessons: tuple[PlacedLesson, ...]


def add_chapter(*, course: Course, slug: str, title: str, author: str) -> Chapter:
    """An empty chapter after the others."""
    last = course.chapters.aggregate(last=Max("position"))["last"] or 0
    return Chapter.objects.create(
        course=course, slug=slug, title=typeset(title), author=author, position=last + 1
    )


@transaction.atomic
def arrange_chapter(
    *, chapter: Chapter, sections: Sequence[PlacedSection], fresh: bool, now: datetime
) -> dict[str, Lesson]:
    """Puts sections and lessons in this order, makes those that are missing; returns lessons.

    `fresh`: the chapter has only just come from its deck. Its lessons are then known by their
    lines first, take the names of the list, and those not on it are archived. Otherwise lessons
    are known by their names, and those not on the list stay, after the others.
    """
    lock_chapter(chapter)
    rows = _rows(chapter, sections)
    found = _lessons(chapter, sections, fresh=fresh)
    listed = {lesson.pk for lesson in found.values()}
    if fresh:
        others = Lesson.objects.filter(section__chapter=chapter).exclude(pk__in=listed)
        others.update(archived_at=now)
        # Two lessons may swap their names: nobody holds one while they are given.
        for lesson in found.values():
            Lesson.objects.filter(pk=lesson.pk).update(slug=f"lecon-{lesson.pk}-")
    for row, section in zip(rows, sections, strict=True):
        for position, placed in enumerate(section.lessons, 1):
            lesson = found.get(placed.slug) or Lesson(course=chapter.course, title=placed.title)
            lesson.slug, lesson.section, lesson.position = placed.slug, row, position
            lesson.archived_at = None
            lesson.save()
            found[placed.slug] = lesson
    _put_last(chapter, rows, listed | {lesson.pk for lesson in found.values()}, now)
    return found


def _rows(chapter: Chapter, sections: Sequence[PlacedSection]) -> list[Section]:
    """A row for each section: by its name, else by its title, else a new one."""
    known = list(chapter.sections.order_by("position", "pk"))
    by_slug = {row.slug: row for row in known}
    named = {section.slug for section in sections}
    by_title = {row.title: row for row in known if row.slug not in named}
    rows = []
    for position, section in enumerate(sections, 1):
        title = typeset(section.title)
        row = by_slug.get(section.slug) or by_title.pop(title, None) or Section(chapter=chapter)
        row.slug, row.title, row.position, row.archived_at = section.slug, title, position, None
        row.save()
        rows.append(row)
    return rows


def _lessons(
    chapter: Chapter, sections: Sequence[PlacedSection], *, fresh: bool
) -> dict[str, Lesson]:
    """The lessons that are there already, by the name they have on the list."""
    placed = [lesson for section in sections for lesson in section.lessons]
    by_lines = _lessons_by_lines(chapter) if fresh else {}
    found = {one.slug: by_lines[one.lines] for one in placed if one.lines in by_lines}
    taken = {lesson.pk for lesson in found.values()}
    of_chapter = Lesson.objects.filter(section__chapter=chapter)
    for lesson in of_chapter.filter(slug__in=[one.slug for one in placed]).exclude(pk__in=taken):
        found.setdefault(lesson.slug, lesson)
    return found


def _lessons_by_lines(chapter: Chapter) -> dict[tuple[tuple[int, int], ...], Lesson]:
    deck = chapter.decks.first()
    if deck is None:
        return {}
    lines = {
        one["lesson"]: tuple((first, last) for first, last in one["lines"])
        for entry in deck.arrangement
        for one in entry["lessons"]
    }
    return {lines[pk]: lesson for pk, lesson in Lesson.objects.in_bulk(list(lines)).items()}


def _put_last(chapter: Chapter, rows: list[Section], listed: set[int], now: datetime) -> None:
    """Lessons and sections that are not on the list come after those that are."""
    others = Lesson.objects.current().filter(section__chapter=chapter).exclude(pk__in=listed)
    last: dict[int, int] = {row.pk: row.lessons.filter(pk__in=listed).count() for row in rows}
    for lesson in others.order_by("position", "pk"):
        last[lesson.section_id] = last.get(lesson.section_id, 0) + 1
        Lesson.objects.filter(pk=lesson.pk).update(position=last[lesson.section_id])
    left = chapter.sections.exclude(pk__in=[row.pk for row in rows]).filter(archived_at=None)
    empty = left.exclude(pk__in=Lesson.objects.current().values("section"))
    empty.update(archived_at=now)
    for position, section in enumerate(left.order_by("position", "pk"), len(rows) + 1):
        Section.objects.filter(pk=section.pk).update(position=position)
