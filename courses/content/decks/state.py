"""A chapter's rows as the values that a deck is compared with."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from courses.content.decks.changes import ChapterSection, ChapterState
from courses.content.decks.matching import ChapterLesson, DeckLesson, Version
from courses.content.decks.plan import Plan
from courses.content.models import Chapter, Deck, Lesson, LessonRevision

Arrangement = Sequence[Mapping[str, Any]]


def deck_lessons(plan: Plan) -> list[DeckLesson]:
    return [
        DeckLesson(lesson.key, index, section.title, Version(lesson.title, lesson.source))
        for index, section in enumerate(plan.sections)
        for lesson in section.lessons
    ]


def chapter_state(chapter: Chapter, *, newest: Deck | None, earlier: Deck | None) -> ChapterState:
    """What a deck meets in the chapter: `newest` is the last deck imported there, `earlier`
    the last import of the very same deck, arranged in the same way.

    Three queries, whatever the number of lessons.
    """
    arrangement: Arrangement = newest.arrangement if newest else []
    known: Arrangement = earlier.arrangement if earlier else []
    return ChapterState(
        sections=_sections(chapter, arrangement),
        lessons=_lessons(chapter),
        arrangement=[
            (entry["section"], [one["lesson"] for one in entry["lessons"]]) for entry in arrangement
        ],
        known_lessons={one["key"]: one["lesson"] for e in known for one in e["lessons"]},
        known_sections={index: entry["section"] for index, entry in enumerate(known)},
    )


def _sections(chapter: Chapter, arrangement: Arrangement) -> list[ChapterSection]:
    deck_titles = {entry["section"]: entry["title"] for entry in arrangement}
    return [
        ChapterSection(
            section.pk,
            section.title,
            deck_titles.get(section.pk, section.title),
            archived=section.archived_at is not None,
        )
        for section in chapter.sections.all()
    ]


def _lessons(chapter: Chapter) -> list[ChapterLesson]:
    lessons = (
        Lesson.objects.filter(section__chapter=chapter)
        .select_related("section")
        .order_by("section__position", "section_id", "position", "pk")
    )
    newest, imported = _versions(chapter)
    return [
        ChapterLesson(
            lesson.pk,
            lesson.section_id,
            lesson.section.title,
            newest.get(lesson.pk, Version(lesson.title, "")),
            tuple(imported.get(lesson.pk, ())),
            archived=lesson.archived_at is not None,
        )
        for lesson in lessons
    ]


def _versions(chapter: Chapter) -> tuple[dict[int, Version], dict[int, list[Version]]]:
    """The newest version of each lesson, and those that imports gave, newest first."""
    revisions = LessonRevision.objects.filter(lesson__section__chapter=chapter)
    wanted = Q(origin=LessonRevision.Origin.IMPORT) | Q(pk__in=revisions.newest().values("pk"))
    newest: dict[int, Version] = {}
    imported: dict[int, list[Version]] = {}
    rows = revisions.filter(wanted).order_by("-number")
    for lesson, origin, title, source in rows.values_list("lesson", "origin", "title", "source"):
        version = Version(title, source)
        newest.setdefault(lesson, version)
        if origin == LessonRevision.Origin.IMPORT:
            imported.setdefault(lesson, []).append(version)
    return newest, imported
