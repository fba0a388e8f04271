"""What a percentage of progress means: values only, made by `progress.queries`.

A share counts lessons that hold something. One that waits for its teacher is shown, and said
not to be counted; 100 % is said only when nothing is left.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.content.models import Chapter, Course

DONE, BEGUN, BEFORE, EMPTY = "done", "begun", "before", "empty"
"""The states of a lesson for one person; "empty" waits for its teacher and is not counted."""
FAILED = "failed"
"""Of a done lesson, for whoever teaches it: its check won under half of its points."""


@dataclass(frozen=True)
class Step:
    """A published lesson and how far one person is with it: done, begun (opened) or before."""

    pk: int
    title: str
    slug: str
    state: str

    @property
    def counted(self) -> bool:
        return self.state != EMPTY


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
    def next_step(self) -> Step | None:
        """Where to go on: what was begun, otherwise the first lesson that is not done."""
        left = self.left
        return next((step for step in left if step.state == BEGUN), left[0] if left else None)

    @property
    def percent(self) -> int:
        return percent(self.done, self.counted)

    @property
    def words(self) -> str:
        return in_words(self.done, self.counted, self.waiting)

    @property
    def is_complete(self) -> bool:
        return self.counted > 0 and not self.left


@dataclass(frozen=True)
class SectionShare(Share):
    title: str
    slug: str

    @property
    def states(self) -> list[str]:
        return [step.state for step in self.steps]


@dataclass(frozen=True)
class ChapterShare(Share):
    """`strip` is what the woven strip shows: the states, section by section."""

    chapter: Chapter
    sections: tuple[SectionShare, ...]

    @property
    def strip(self) -> list[list[str]]:
        return [section.states for section in self.sections]


@dataclass(frozen=True)
class CourseShare(Share):
    """A thread for each lesson, a gap between chapters."""

    course: Course
    chapters: tuple[ChapterShare, ...]

    @property
    def strip(self) -> list[list[str]]:
        return [[step.state for step in chapter.steps] for chapter in self.chapters]


def in_words(done: int, counted: int, waiting: int) -> str:
    """« 8 leçons terminées sur 20 ; 1 leçon à compléter n’est pas comptée »."""
    said = ngettext(
        "%(done)d lesson done out of %(counted)d",
        "%(done)d lessons done out of %(counted)d",
        done,
    ) % {"done": done, "counted": counted}
    if not waiting:
        return said
    beside = ngettext(
        "%(count)d lesson still to be written is not counted",
        "%(count)d lessons still to be written are not counted",
        waiting,
    ) % {"count": waiting}
    return _("%(said)s; %(beside)s") % {"said": said, "beside": beside}


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
            _state(lesson["id"], completed) if lesson["counted"] else EMPTY,
        )
        for lesson in lessons
    )


def _state(lesson: int, completed: Mapping[int, datetime | None]) -> str:
    if lesson not in completed:
        return BEFORE
    return BEGUN if completed[lesson] is None else DONE
