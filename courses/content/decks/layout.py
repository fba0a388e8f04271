"""A deck's source beside the chapter it becomes: what became of each line (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from courses.slides.tree import DeckTree, Drop, Lines, Message


class Fate(Enum):
    """What became of a line."""

    LESSON = "lesson"
    TITLE = "title"
    LOST = "lost"
    BLANK = "blank"


@dataclass(frozen=True)
class Loss:
    """Source lines, or parts of them, that no lesson shows, and why."""

    first: int
    last: int
    text: str
    reason: Message


@dataclass(frozen=True)
class Segment:
    """Neighbouring lines with one fate. `key` is that of their lesson, for lost lines the
    place of their loss in the list, 0 for the others."""

    first: int
    fate: Fate
    key: int
    lines: tuple[str, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1


def losses_of(source: str, tree: DeckTree) -> list[Loss]:
    """The tree's drops in the order of the source; those of one slide are told once."""
    lines = source.split("\n")
    losses: list[Loss] = []
    # A line let go twice (a footer, on a title page) is told with the wider reason, the last.
    for drop in {(drop.first, drop.last, drop.text): drop for drop in tree.drops}.values():
        if losses and _goes_on(losses[-1], drop, lines):
            before = losses.pop()
            text = "\n".join((before.text, drop.text))
            losses.append(Loss(before.first, drop.last, text, drop.reason))
        else:
            losses.append(Loss(drop.first, drop.last, drop.text, drop.reason))
    return losses


def segments_of(
    source: str, tree: DeckTree, losses: list[Loss], lessons: Iterable[tuple[int, Lines]]
) -> list[Segment]:
    """The whole source, cut where the fate of the lines changes; `lessons` by their keys."""
    lines = source.split("\n")
    fates = _with_blanks(_fates(lines, tree, losses, lessons), lines)
    found, at = [], 0
    for (fate, key), group in groupby(fates):
        size = len(list(group))
        found.append(Segment(at + 1, fate, key, tuple(lines[at : at + size])))
        at += size
    return found


def lesson_segments(segments: list[Segment]) -> dict[int, list[Segment]]:
    """{key of a lesson: its segments}, in the order of the source."""
    found: dict[int, list[Segment]] = {}
    for segment in segments:
        if segment.fate is Fate.LESSON:
            found.setdefault(segment.key, []).append(segment)
    return found


def _goes_on(loss: Loss, drop: Drop, lines: list[str]) -> bool:
    """Whether only blank lines stand between two drops that have one reason."""
    between = lines[loss.last : drop.first - 1]
    return loss.last < drop.first and loss.reason == drop.reason and not "".join(between).strip()


def _fates(
    lines: list[str], tree: DeckTree, losses: list[Loss], lessons: Iterable[tuple[int, Lines]]
) -> list[tuple[Fate, int]]:
    fates = [(Fate.BLANK, 0)] * len(lines)

    def mark(ranges: Iterable[Iterable[int]], fate: Fate, key: int = 0) -> None:
        for first, last in ranges:
            for number in range(max(first, 1), min(last, len(lines)) + 1):
                fates[number - 1] = (fate, key)

    # From the weakest claim to the strongest: part of a lesson's line may be listed as lost.
    for place, loss in enumerate(losses):
        mark([(loss.first, loss.last)], Fate.LOST, place)
    mark(tree.metadata_lines, Fate.TITLE)
    for key, places in lessons:
        mark(places, Fate.LESSON, key)
    return fates


def _with_blanks(fates: list[tuple[Fate, int]], lines: list[str]) -> list[tuple[Fate, int]]:
    """Blank lines go with what stands above them, so that a slide stays in one piece."""
    filled: list[tuple[Fate, int]] = []
    for fate, line in zip(fates, lines, strict=True):
        filled.append(filled[-1] if filled and not line.strip() else fate)
    return filled
