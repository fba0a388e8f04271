"""The glossary of a course, as its page shows it."""

import re
from collections import defaultdict
from dataclasses import dataclass

from courses.content.french import fold
from courses.content.mentions import notion_slugs
from courses.content.models import Course, Lesson, Notion

_OTHER = "#"


@dataclass(frozen=True)
class Entry:
    """A notion and the published lessons that link to it, in reading order."""

    notion: Notion
    lessons: list[Lesson]


@dataclass(frozen=True)
class Letter:
    """The notions that begin with `initial`: A to Z, or "#" for what begins otherwise."""

    initial: str
    entries: list[Entry]


def glossary(course: Course) -> list[Letter]:
    """The notions in the order of a French dictionary, in two queries."""
    uses = _uses(course)
    letters: defaultdict[str, list[Entry]] = defaultdict(list)
    for notion in sorted(course.notions.all(), key=lambda notion: _sorted_as(notion.term)):
        initial = _sorted_as(notion.term)[:1].upper()
        entry = Entry(notion, uses[notion.slug])
        letters[initial if initial.isalpha() else _OTHER].append(entry)
    return [Letter(initial, letters[initial]) for initial in sorted(letters)]


def _sorted_as(term: str) -> str:
    """The term as dictionaries sort it: « Écran » among the E."""
    return " ".join(fold(word) for word in re.findall(r"\w+", term))


def _uses(course: Course) -> defaultdict[str, list[Lesson]]:
    """The published lessons that link to each notion, by its slug."""
    lessons = (
        Lesson.objects.published()
        .filter(course=course, published__source__contains="[[")
        .select_related("published")
        .only("course_id", "slug", "title", "published__source")
        .in_reading_order()
    )
    uses: defaultdict[str, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        for slug in notion_slugs(lesson.published.source if lesson.published else ""):
            uses[slug].append(lesson)
    return uses
