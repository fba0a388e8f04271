"""A deck's source beside the chapter it becomes: what became of each line (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from courses.slides.tree import DeckTree, Lines


class Fate(Enum):
    """What became of a line."""

    LESSON = "lesson"
    SECTION = "section"
    TITLE = "title"
    LOST = "lost"
    BLANK = "blank"


@dataclass(frozen=True)
class Segment:
    """Neighbouring lines with one fate. `key` is that of their lesson, for lost lines the
    place of their drop in the tree, 0 for the others."""

    first: int
    fate: Fate
    key: int
    lines: tuple[str, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1


def segments_of(source: str, tree: DeckTree, lessons: Iterable[tuple[int, Lines]]) -> list[Segment]:
    """The whole source, cut where the fate of the lines changes; `lessons` by their keys."""
    lines = source.split("\n")
    fates = _fates(lines, tree, lessons)
    found, at = [], 0
    for (fate, key), group in groupby(fates):
        size = len(list(group))
        found.append(Segment(at + 1, fate, key, tuple(lines[at : at + size])))
        at += size
    return found


def _fates(
    lines: list[str], tree: DeckTree, lessons: Iterable[tuple[int, Lines]]
) -> list[tuple[Fate, int]]:
    fates = [(Fate.BLANK, 0)] * len(lines)

    def mark(ranges: Iterable[tuple[int, int]], fate: Fate, key: int = 0) -> None:
        for first, last in ranges:
            for number in range(max(first, 1), min(last, len(lines)) + 1):
                if lines[number - 1].strip():
                    fates[number - 1] = (fate, key)

    # From the weakest claim to the strongest: part of a lesson's line may be listed as lost.
    for place, drop in enumerate(tree.drops):
        mark([(drop.first, drop.last)], Fate.LOST, place)
    mark(tree.metadata_lines, Fate.TITLE)
    for section in tree.sections:
        mark(section.lines, Fate.SECTION)
    for key, ranges in lessons:
        mark(ranges, Fate.LESSON, key)
    return _with_blanks(fates, lines)


def _with_blanks(fates: list[tuple[Fate, int]], lines: list[str]) -> list[tuple[Fate, int]]:
    """Blank lines go with what stands above them, so that a slide stays in one piece."""
    filled: list[tuple[Fate, int]] = []
    for fate, line in zip(fates, lines, strict=True):
        filled.append(filled[-1] if filled and not line.strip() else fate)
    return filled


def lesson_segments(segments: list[Segment]) -> dict[int, list[Segment]]:
    """{key of a lesson: its segments}, in the order of the source."""
    found: dict[int, list[Segment]] = {}
    for segment in segments:
        if segment.fate is Fate.LESSON:
            found.setdefault(segment.key, []).append(segment)
    return found
