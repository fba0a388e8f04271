"""The drafts that rules offer for the lessons of a course, without those decided already."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from courses.content.models import Course, Lesson, Notion
from courses.content.slugs import free_slug
from courses.quizzes.drafts.draft import Draft, LessonText
from courses.quizzes.drafts.outline import Part, read_outline
from courses.quizzes.drafts.rules import derive, listed
from courses.quizzes.models import DraftDecision, Question


@dataclass(frozen=True)
class OfferedDraft:
    """A draft with the lines of its lesson that it comes from; `deck_lines`: of the deck."""

    draft: Draft
    source: str
    deck_lines: list[list[int]]


@dataclass(frozen=True)
class LessonDrafts:
    """What is offered for one lesson."""

    lesson: Lesson
    offered: tuple[OfferedDraft, ...]


def course_drafts(course: Course) -> list[LessonDrafts]:
    """Every lesson of the course for which something is offered, in four queries."""
    lessons = list(
        Lesson.objects.current()
        .filter(course=course, published__is_empty=False)
        .in_reading_order()
        .select_related("published", "section")
    )
    outlines = {each.pk: _outline(each) for each in lessons}
    names = {pk: _names(parts) for pk, parts in outlines.items()}
    terms = Notion.objects.filter(course=course).values_list("term", flat=True)
    longest_first = tuple(sorted(terms, key=len, reverse=True))
    decided = set(DraftDecision.objects.filter(course=course).values_list("digest", flat=True))
    found = []
    for lesson in lessons:
        others = tuple(each for pk, lists in names.items() if pk != lesson.pk for each in lists)
        title = lesson.published.title if lesson.published else lesson.title
        text = LessonText(
            slug=lesson.slug,
            title=title,
            parts=outlines[lesson.pk],
            others=others,
            terms=longest_first,
            course=course.title,
        )
        left = [each for each in derive(text, course.language) if each.digest not in decided]
        if left:
            found.append(LessonDrafts(lesson, tuple(_offered(lesson, each) for each in left)))
    return found


def lesson_drafts(lesson: Lesson) -> tuple[OfferedDraft, ...]:
    """What is offered for this lesson; wrong options come from its course's other lessons."""
    drafts = course_drafts(lesson.course)
    return next((each.offered for each in drafts if each.lesson.pk == lesson.pk), ())


def with_free_id(course: Course, draft: Draft) -> Draft:
    """The draft under an id that no question of the course has: its lesson's, and a number."""
    slug = (draft.question.lesson or "question")[:60].rstrip("-")
    taken = Question.objects.filter(course=course)
    return replace(draft, question=replace(draft.question, id=free_slug(slug, taken, fallback="q")))


def _offered(lesson: Lesson, draft: Draft) -> OfferedDraft:
    assert lesson.published is not None
    lines = lesson.published.source.split("\n")
    first, last = draft.lines
    return OfferedDraft(draft, "\n".join(lines[first - 1 : last]), lesson.published.source_lines)


def _outline(lesson: Lesson) -> Sequence[Part]:
    assert lesson.published is not None
    return _read(lesson.published.source)


@lru_cache(maxsize=512)
def _read(source: str) -> tuple[Part, ...]:
    return tuple(read_outline(source))


def _names(parts: Sequence[Part]) -> list[tuple[str, ...]]:
    items = (item for part in parts for item in part.items)
    return [names for item in items if (names := listed(item.words))]
