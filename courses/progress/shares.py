"""What a percentage of progress means: values only, made by `progress.queries`.

A share counts lessons that hold something. One that waits for its teacher is shown, and said
not to be counted; 100 % is said only when nothing is left.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses.content.models import Chapter, Course

DONE, STARTED, NEW, WAITING = "done", "started", "new", "waiting"


@dataclass(frozen=True)
class Step:
    """A published lesson and how far one person is with it.

    `state` is "done", "started" (opened), "new", or "waiting" for a lesson without content.
    """

    pk: int
    title: str
    slug: str
    state: str

    @property
    def counted(self) -> bool:
        return self.state != WAITING


@dataclass(frozen=True)
class Share:
    """How much of some lessons, in reading order, is done."""

    steps: tuple[Step, ...]

    @property
    def counted_steps(self) -> list[Step]:
        return [step for step in self.steps if step.counted]

    @property
    def counted(self) -> int:
        return len(self.counted_steps)

    @property
    def done(self) -> int:
        return sum(step.state == DONE for step in self.steps)

    @property
    def waiting(self) -> int:
        """Lessons that are not counted."""
        return len(self.steps) - self.counted

    @property
    def left(self) -> list[Step]:
        return [step for step in self.counted_steps if step.state != DONE]

    @property
    def percent(self) -> int:
        return percent(self.done, self.counted)

    @property
    def is_complete(self) -> bool:
        return self.counted > 0 and not self.left


@dataclass(frozen=True)
class SectionShare(Share):
    title: str
    slug: str


@dataclass(frozen=True)
class ChapterShare(Share):
    chapter: Chapter
    sections: tuple[SectionShare, ...]


@dataclass(frozen=True)
class CourseShare(Share):
    course: Course
    chapters: tuple[ChapterShare, ...]


def percent(done: int, counted: int) -> int:
    """Whole per cent, rounded down: 99 stays 99 until the last lesson is done."""
    return 100 * done // counted if counted else 0


def chapter_share(chapter: Chapter, completed: Mapping[int, datetime | None]) -> ChapterShare:
    """The chapter's outline seen by one person.

    `completed` maps each lesson they opened to when they completed it, or None.
    """
    sections = tuple(
        SectionShare(_steps(entry["lessons"], completed), entry["title"], entry["slug"])
        for entry in chapter.outline
    )
    return ChapterShare(_together(sections), chapter, sections)


def course_share(
    course: Course, chapters: Iterable[Chapter], completed: Mapping[int, datetime | None]
) -> CourseShare:
    """The same for a course made of `chapters`."""
    shares = tuple(chapter_share(chapter, completed) for chapter in chapters)
    return CourseShare(_together(shares), course, shares)


def lesson_ids(chapters: Iterable[Chapter]) -> list[int]:
    """The lessons of some chapters, as their outlines list them."""
    return [
        lesson["id"]
        for chapter in chapters
        for entry in chapter.outline
        for lesson in entry["lessons"]
    ]


def _together(shares: Iterable[Share]) -> tuple[Step, ...]:
    return tuple(step for share in shares for step in share.steps)


def _steps(
    lessons: Iterable[dict[str, Any]], completed: Mapping[int, datetime | None]
) -> tuple[Step, ...]:
    return tuple(
        Step(
            lesson["id"],
            lesson["title"],
            lesson["slug"],
            _state(lesson["id"], completed) if lesson["counted"] else WAITING,
        )
        for lesson in lessons
    )


def _state(lesson: int, completed: Mapping[int, datetime | None]) -> str:
    if lesson not in completed:
        return NEW
    return STARTED if completed[lesson] is None else DONE
