"""The woven strip of one student as a drawing: a path a pattern, on a row of lessons.

The marks are those of the strip students see: a diamond is woven (done), diagonals are on the
loom (begun), threads are still to weave, a dot waits for its teacher. Teachers see one more: a
diamond that is hollow, with a stroke through it, was done by a check that failed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from courses.progress.shares import BEFORE, BEGUN, DONE, EMPTY, FAILED

SIZE, GAP, BETWEEN = 14, 3, 7  # of a lesson, between lessons, more between sections


@dataclass(frozen=True)
class Weave:
    """Paths of an SVG `width` wide and SIZE high; one is "" where no lesson is in that state."""

    width: int
    done: str
    failed: str
    begun: str
    before: str
    empty: str


def places(counts: Sequence[int]) -> list[int]:
    """Where each lesson begins, in sections of so many lessons each."""
    found, at = [], 0
    for count in counts:
        for _ in range(count):
            found.append(at)
            at += SIZE + GAP
        at += BETWEEN
    return found


def width(counts: Sequence[int]) -> int:
    return max((each + SIZE for each in places(counts)), default=SIZE)


@lru_cache(maxsize=1024)
def weave(states: tuple[str, ...], counts: tuple[int, ...]) -> Weave:
    """The drawing of lessons in these states, in sections of so many lessons each."""
    paths: dict[str, list[str]] = {state: [] for state in _MARKS}
    for at, state in zip(places(counts), states, strict=True):
        paths[state].append(_MARKS[state](at))
    return Weave(width(counts), **{state: "".join(drawn) for state, drawn in paths.items()})


_MARKS = {
    DONE: lambda at: f"M{at + 7} 0l7 7-7 7-7-7z",
    FAILED: lambda at: f"M{at + 7} 1l6 6-6 6-6-6zM{at + 4} 7h6",
    BEGUN: lambda at: f"M{at} 14l14-14M{at} 7l7-7M{at + 7} 14l7-7",
    BEFORE: lambda at: f"M{at + 2} 1v12m5 0v-12m5 0v12",
    EMPTY: lambda at: f"M{at + 7} 7h0",
}
