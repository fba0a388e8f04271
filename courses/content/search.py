"""Search over published lessons and the glossary, with the index of whichever database.

Both indexes hold the terms of `content.french` and rank a word of the title above one of the
text: FTS5 with bm25 on SQLite, a weighted `tsvector` on PostgreSQL (migration 0002).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import QuerySet

from courses.content.french import index_terms
from courses.content.models import Course, Lesson, Notion, SearchEntry
from courses.content.search_query import Piece, SearchQuery, extract, marked, read_query

HITS_PER_PAGE = 10
NOTIONS_SHOWN = 5

_MATCHING = {
    "sqlite": """
        SELECT entry.lesson_id
        FROM content_search
        JOIN content_searchentry entry ON entry.id = content_search.rowid
        JOIN content_lesson lesson ON lesson.id = entry.lesson_id
        WHERE content_search MATCH %s AND entry.course_id IN ({courses})
            AND lesson.published_id IS NOT NULL AND lesson.archived_at IS NULL
        ORDER BY bm25(content_search, 8.0, 1.0), entry.lesson_id
    """,
    "postgresql": """
        SELECT entry.lesson_id
        FROM to_tsquery('simple', %s) query, to_tsquery('simple', %s) whole,
            content_searchentry entry
            JOIN content_lesson lesson ON lesson.id = entry.lesson_id
        WHERE entry.document @@ query AND entry.course_id IN ({courses})
            AND lesson.published_id IS NOT NULL AND lesson.archived_at IS NULL
        ORDER BY ts_rank(entry.document, query, 1) + ts_rank(entry.document, whole, 1) DESC,
            entry.lesson_id
    """,
}


@dataclass(frozen=True)
class LessonHit:
    """A lesson found: its title and an extract, cut where the words sought stand."""

    lesson: Lesson
    title: list[Piece]
    extract: list[Piece]


@dataclass(frozen=True)
class NotionHit:
    notion: Notion
    term: list[Piece]


@dataclass(frozen=True)
class Found:
    """What a search found: `page` has the hits of one page, `total` counts lessons, and the
    first few notions come whole."""

    total: int
    page: Page
    hits: list[LessonHit]
    notions: list[NotionHit]


def index_lesson(lesson: Lesson) -> None:
    """Puts what students read of the lesson in the index, in place of what was there."""
    index_lessons([lesson])


def index_lessons(lessons: Iterable[Lesson]) -> None:
    """The same for several published lessons, in one statement."""
    SearchEntry.objects.bulk_create(
        [_entry(lesson) for lesson in lessons],
        update_conflicts=True,
        unique_fields=["lesson"],
        update_fields=["course", "title_stems", "body_stems"],
    )


def _entry(lesson: Lesson) -> SearchEntry:
    if lesson.published is None:
        raise ValueError("only a published lesson is found by students")
    return SearchEntry(
        lesson=lesson,
        course_id=lesson.course_id,
        title_stems=index_terms(lesson.published.title),
        body_stems=index_terms(lesson.published.text),
    )


def find(courses: QuerySet[Course], text: str, page: str | int = 1) -> Found:
    """What of `courses` holds every word of `text`, best first; any text is a fair question."""
    query = read_query(text)
    readable = list(courses.values_list("pk", flat=True))
    lessons = _matching_lessons(readable, query) if query and readable else []
    found = Paginator(lessons, HITS_PER_PAGE).get_page(page)
    return Found(
        total=len(lessons),
        page=found,
        hits=_lesson_hits(list(found), query),
        notions=_notion_hits(readable, query) if query and readable else [],
    )


def _matching_lessons(courses: Sequence[int], query: SearchQuery) -> list[int]:
    expressions = [query.for_sqlite()]
    if connection.vendor == "postgresql":
        expressions = [query.for_postgresql(), query.whole_for_postgresql()]
    statement = _MATCHING[connection.vendor].format(courses=", ".join(["%s"] * len(courses)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [*expressions, *courses])
        return [lesson for (lesson,) in cursor]


def _lesson_hits(pks: list[int], query: SearchQuery) -> list[LessonHit]:
    lessons = (
        Lesson.objects.select_related("published", "course", "section__chapter")
        .defer("published__html", "published__source", "section__chapter__outline")
        .in_bulk(pks)
    )
    terms = query.terms
    return [
        LessonHit(
            lesson=lessons[pk],
            title=marked(lessons[pk].title, terms),
            extract=extract(_published_text(lessons[pk]), terms),
        )
        for pk in pks
    ]


def _published_text(lesson: Lesson) -> str:
    return lesson.published.text if lesson.published else ""


def _notion_hits(courses: Sequence[int], query: SearchQuery) -> list[NotionHit]:
    """Notions whose term holds every word sought. A glossary is short: it is read whole."""
    notions = Notion.objects.filter(course__in=courses).select_related("course").defer("source")
    found = [notion for notion in notions if query.found_in(notion.term)]
    return [NotionHit(notion, marked(notion.term, query.terms)) for notion in found[:NOTIONS_SHOWN]]
