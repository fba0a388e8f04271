"""Writes on where lessons stand in their chapter: order and bin."""

from datetime import datetime

from django.db import transaction

from courses.content.actions.lessons import lock_chapter, refresh_outline
from courses.content.models import Lesson, Section


@transaction.atomic
def archive_lesson(*, lesson: Lesson, now: datetime) -> None:
    """Takes the lesson away from students; everybody's progress on it is kept."""
    lock_chapter(lesson.section.chapter)
    Lesson.objects.current().filter(pk=lesson.pk).update(archived_at=now)
    lesson.refresh_from_db(fields=["archived_at"])
    _renumber(_lessons_of(lesson.section_id))
    refresh_outline(chapter=lesson.section.chapter)


@transaction.atomic
def unarchive_lesson(*, lesson: Lesson) -> None:
    """Puts the lesson back where it was, with its section if that was archived too."""
    lock_chapter(lesson.section.chapter)
    lessons = [other for other in _lessons_of(lesson.section_id) if other != lesson]
    lessons.insert(lesson.position - 1, lesson)
    lesson.archived_at = None
    lesson.save(update_fields=["archived_at"])
    Section.objects.filter(pk=lesson.section_id).update(archived_at=None)
    _renumber(lessons)
    refresh_outline(chapter=lesson.section.chapter)


@transaction.atomic
def move_lesson(*, lesson: Lesson, step: int) -> bool:
    """One place up (`step` -1) or down (+1), into the next section at the end of its own.

    False, and nothing written, when there is no place in its chapter or the lesson is archived.
    """
    chapter = lock_chapter(lesson.section.chapter)
    lesson.refresh_from_db(fields=["section", "position"])
    sections = list(chapter.sections.filter(archived_at=None))
    groups = [_lessons_of(section.pk) for section in sections]
    group = next((i for i, lessons in enumerate(groups) if lesson in lessons), None)
    if group is None:
        return False
    target, rank = group, groups[group].index(lesson) + step
    if not 0 <= rank < len(groups[group]):
        target = group + step
        if not 0 <= target < len(groups):
            return False
        rank = 0 if step > 0 else len(groups[target])
    groups[group].remove(lesson)
    groups[target].insert(rank, lesson)
    lesson.section = sections[target]
    lesson.save(update_fields=["section"])
    _renumber(groups[group])
    _renumber(groups[target])
    refresh_outline(chapter=chapter)
    return True


def _lessons_of(section_id: int) -> list[Lesson]:
    return list(Lesson.objects.current().filter(section=section_id).order_by("position", "pk"))


def _renumber(lessons: list[Lesson]) -> None:
    for position, lesson in enumerate(lessons, start=1):
        lesson.position = position
    Lesson.objects.bulk_update(lessons, ["position"])
