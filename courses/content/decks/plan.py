"""The chapter a deck is going to be: sections, lessons and the blocks they are made of (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from courses.content.figure_marks import is_empty
from courses.content.titles import typeset
from courses.slides.escape import escape
from courses.slides.tree import (
    BlockNode,
    DeckRefused,
    DeckTree,
    LessonNode,
    Lines,
    Message,
    SectionNode,
)

TITLE_LENGTH = 200
MOST_LESSONS = 500
TOO_MANY = gettext_noop(
    "This deck has %(count)s lessons, %(most)s at most. "
    "Cut it into chapters and send them one by one."
)
# Added to the key of a lesson that starts on the same line as another; above any line.
SAME_LINE = 1_000_000


@dataclass(frozen=True)
class PlannedLesson:
    """A lesson to be. `key` is the source line it starts at; `blocks` hold its content."""

    key: int
    title: str
    blocks: tuple[BlockNode, ...]
    lines: Lines

    @property
    def source(self) -> str:
        """The Markdown of its body."""
        return join_blocks(self.blocks)

    @property
    def points(self) -> int:
        return sum(block.points for block in self.blocks)

    @property
    def nested(self) -> int:
        return sum(block.nested for block in self.blocks)

    @property
    def missing_figure(self) -> bool:
        return any(block.missing_figure for block in self.blocks)

    @property
    def has_nothing(self) -> bool:
        """Whether there is nothing to read or see in it."""
        return is_empty(self.source)


@dataclass(frozen=True)
class PlannedSection:
    """`key` is that of its first lesson; `lines` are those of the slide that announced it."""

    key: int
    title: str
    lines: Lines
    lessons: tuple[PlannedLesson, ...]


@dataclass(frozen=True)
class Plan:
    title: str
    author: str
    sections: tuple[PlannedSection, ...]

    @property
    def lessons(self) -> list[PlannedLesson]:
        return [lesson for section in self.sections for lesson in section.lessons]


def plan_of(tree: DeckTree) -> Plan:
    """The chapter as the deck has it; raises DeckRefused when it is no chapter but a library."""
    count = sum(len(section.lessons) for section in tree.sections)
    if count > MOST_LESSONS:
        raise DeckRefused(Message(TOO_MANY, {"count": count, "most": MOST_LESSONS}))
    taken: set[int] = set()
    sections = tuple(_section(section, taken) for section in tree.sections)
    return Plan(fitting(tree.title), fitting(tree.author), sections)


def lesson_at(plan: Plan, line: int) -> int:
    """The key of the lesson that has the source line, 0 if none has."""
    for lesson in plan.lessons:
        if lesson.key == line or any(first <= line <= last for first, last in lesson.lines):
            return lesson.key
    return 0


def join_blocks(blocks: Sequence[BlockNode]) -> str:
    """The Markdown of a body: points follow each other, other blocks stand apart."""
    text = ""
    for index, block in enumerate(blocks):
        if index:
            text += "\n" if _follows(blocks[index - 1], block) else "\n\n"
        text += block.markdown
    return text


def heading_block(title: str, *, line: int) -> BlockNode:
    """A sub-heading, as if the deck had one at that source line."""
    return BlockNode(
        is_heading=True,
        is_point=False,
        markdown="## " + escape(title, start_of_line=False),
        text=title,
        points=0,
        nested=0,
        missing_figure=False,
        lines=((line, line),),
    )


def _follows(before: BlockNode, block: BlockNode) -> bool:
    """Whether two points stand in one list without a blank line between them."""
    return before.is_point and block.is_point and "\n\n" not in before.markdown


def union_of_lines(*some: Lines) -> Lines:
    """Ranges of lines in order, those that touch made one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(pair for lines in some for pair in lines):
        if merged and first <= merged[-1][1] + 1:
            first, last = merged[-1][0], max(last, merged.pop()[1])
        merged.append((first, last))
    return tuple(merged)


def clip_lines(lines: Lines, first: int, last: int) -> Lines:
    """The part of the ranges between two lines, both included."""
    clipped = ((max(start, first), min(end, last)) for start, end in lines)
    return tuple((start, end) for start, end in clipped if start <= end)


def _section(section: SectionNode, taken: set[int]) -> PlannedSection:
    lessons = tuple(_lesson(lesson, taken) for lesson in section.lessons)
    return PlannedSection(lessons[0].key, fitting(section.title), section.lines, lessons)


def _lesson(lesson: LessonNode, taken: set[int]) -> PlannedLesson:
    key = lesson.lines[0][0]
    while key in taken:
        # Slides parted by a form feed may share a line.
        key += SAME_LINE
    taken.add(key)
    return PlannedLesson(key, fitting(lesson.title), lesson.blocks, lesson.lines)


def fitting(title: str) -> str:
    """A title as it is printed, cut to what a row can hold."""
    printed = typeset(title)
    return printed if len(printed) <= TITLE_LENGTH else printed[: TITLE_LENGTH - 1] + "…"
