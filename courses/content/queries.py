"""Reads for the teacher's pages of courses: what there is, and what is left to do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from courses.content.models import Chapter, Course, Deck, Lesson, LessonRevision, Section


class State(StrEnum):
    """What students have of a lesson: nothing, its newest version, or an older one."""

    DRAFT = "draft"
    PUBLISHED = "published"
    MODIFIED = "modified"


class Filter(StrEnum):
    """What the lessons of a course may be reduced to, in the page's address."""

    ALL = ""
    TO_PUBLISH = "a-publier"
    MISSING_FIGURES = "figures"
    EMPTY = "vides"


@dataclass(frozen=True)
class CourseSummary:
    """A course one teaches; its numbers count lessons outside the bin, by newest version."""

    title: str
    slug: str
    lessons: int
    drafts: int
    modified: int
    missing_figures: int
    empty: int

    @property
    def published(self) -> int:
        return self.lessons - self.drafts - self.modified

    @property
    def to_publish(self) -> int:
        return self.drafts + self.modified


@dataclass(frozen=True)
class LessonRow:
    """A lesson with the facts of its newest version."""

    title: str
    slug: str
    state: State
    missing_figures: int
    is_empty: bool
    questions: int
    can_go_up: bool = True
    can_go_down: bool = True

    def passes(self, wanted: Filter) -> bool:
        return {
            Filter.ALL: True,
            Filter.TO_PUBLISH: self.state != State.PUBLISHED,
            Filter.MISSING_FIGURES: self.missing_figures > 0,
            Filter.EMPTY: self.is_empty,
        }[wanted]


@dataclass(frozen=True)
class SectionRow:
    title: str
    lessons: list[LessonRow]


@dataclass(frozen=True)
class ChapterRow:
    id: int
    title: str
    slug: str
    author: str
    has_deck: bool
    lessons: int
    to_publish: int
    sections: list[SectionRow]


@dataclass(frozen=True)
class BinnedLesson:
    title: str
    slug: str
    archived_at: datetime | None


def state_of(revision: LessonRevision, published: int | None) -> State:
    """`revision` is the newest of its lesson, `published` the id of the one students read."""
    if published is None:
        return State.DRAFT
    return State.PUBLISHED if published == revision.pk else State.MODIFIED


def course_summaries(courses: QuerySet[Course]) -> list[CourseSummary]:
    """One a course, in the order of `courses`."""
    modified = Q(lesson__published__isnull=False) & ~Q(lesson__published=F("pk"))
    counts = (
        _newest_revisions()
        .filter(lesson__course__in=courses.order_by())
        .values("lesson__course")
        .annotate(
            lessons=Count("pk"),
            drafts=Count("pk", filter=Q(lesson__published=None)),
            modified=Count("pk", filter=modified),
            missing=Count("pk", filter=Q(missing_figures__gt=0)),
            empty=Count("pk", filter=Q(is_empty=True)),
        )
    )
    of_course = {row["lesson__course"]: row for row in counts}
    return [_summary(course, of_course.get(course.pk, {})) for course in courses]


def _summary(course: Course, counts: Mapping[str, int]) -> CourseSummary:
    return CourseSummary(
        title=course.title,
        slug=course.slug,
        lessons=counts.get("lessons", 0),
        drafts=counts.get("drafts", 0),
        modified=counts.get("modified", 0),
        missing_figures=counts.get("missing", 0),
        empty=counts.get("empty", 0),
    )


def course_chapters(
    course: Course, *, questions: Mapping[int, int], wanted: Filter = Filter.ALL
) -> list[ChapterRow]:
    """The course as its teacher works on it; `questions` says how many a lesson id has.

    With a filter, sections and chapters that keep no lesson are left out.
    """
    chapters = course.chapters.annotate(
        has_deck=Exists(Deck.objects.filter(chapter=OuterRef("pk")))
    ).order_by("position", "pk")
    sections = _sections(course, questions)
    rows = [_chapter_row(chapter, sections.get(chapter.pk, [])) for chapter in chapters]
    if wanted == Filter.ALL:
        return rows
    filtered = (_filtered(chapter, wanted) for chapter in rows)
    return [chapter for chapter in filtered if chapter.sections]


def _sections(course: Course, questions: Mapping[int, int]) -> dict[int, list[SectionRow]]:
    """The sections of each chapter's id, with their lessons."""
    lessons: dict[int, list[LessonRow]] = {}
    revisions = _newest_revisions().filter(lesson__course=course)
    for revision in revisions.order_by("lesson__position", "lesson"):
        row = _lesson_row(revision, questions.get(revision.lesson_id, 0))
        lessons.setdefault(revision.lesson.section_id, []).append(row)
    rows: dict[int, list[SectionRow]] = {}
    sections = Section.objects.filter(chapter__course=course, archived_at=None)
    for section in sections.order_by("position", "pk"):
        row_of_section = SectionRow(section.title, lessons.get(section.pk, []))
        rows.setdefault(section.chapter_id, []).append(row_of_section)
    return rows


def _newest_revisions() -> QuerySet[LessonRevision]:
    """The newest version of each lesson outside the bin, without its texts."""
    return (
        LessonRevision.objects.newest()
        .filter(lesson__archived_at=None, lesson__section__archived_at=None)
        .select_related("lesson")
        .defer("source", "html", "text", "headings", "source_lines")
    )


def _lesson_row(revision: LessonRevision, questions: int) -> LessonRow:
    return LessonRow(
        title=revision.title,
        slug=revision.lesson.slug,
        state=state_of(revision, revision.lesson.published_id),
        missing_figures=revision.missing_figures,
        is_empty=revision.is_empty,
        questions=questions,
    )


def _chapter_row(chapter: Chapter, sections: list[SectionRow]) -> ChapterRow:
    if sections and sections[0].lessons:
        sections[0].lessons[0] = replace(sections[0].lessons[0], can_go_up=False)
    if sections and sections[-1].lessons:
        sections[-1].lessons[-1] = replace(sections[-1].lessons[-1], can_go_down=False)
    lessons = [lesson for section in sections for lesson in section.lessons]
    return ChapterRow(
        id=chapter.pk,
        title=chapter.title,
        slug=chapter.slug,
        author=chapter.author,
        has_deck=chapter.has_deck,  # type: ignore[attr-defined]  # annotated
        lessons=len(lessons),
        to_publish=sum(lesson.passes(Filter.TO_PUBLISH) for lesson in lessons),
        sections=sections,
    )


def _filtered(chapter: ChapterRow, wanted: Filter) -> ChapterRow:
    kept = [
        SectionRow(section.title, [row for row in section.lessons if row.passes(wanted)])
        for section in chapter.sections
    ]
    return replace(chapter, sections=[section for section in kept if section.lessons])


def binned_lessons(course: Course) -> list[BinnedLesson]:
    """The lessons in the bin, the last thrown away first."""
    rows = Lesson.objects.filter(course=course, archived_at__isnull=False)
    return [
        BinnedLesson(lesson.title, lesson.slug, lesson.archived_at)
        for lesson in rows.order_by("-archived_at", "pk")
    ]
