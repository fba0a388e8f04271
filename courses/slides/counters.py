"""Bare numbers before items: a count when they continue each other, else part of the text."""

from collections.abc import Sequence
from dataclasses import replace

from courses.slides.bullets import Marker

Marked = tuple[Marker | None, int]
"""A marker and the indent of its line; indent -1 stands for a heading, which ends a count."""


def settle_counts(marked: Sequence[Marked]) -> list[Marker | None]:
    """The markers of a slide with every weak one made sure, or given back to the text."""
    result: list[Marker | None] = [marker for marker, _ in marked]
    counted: dict[str, int] = {}
    following = _following(marked)
    for i, (marker, indent) in enumerate(marked):
        if indent < 0:
            counted.clear()
        if marker is None or not marker.weak or marker.count is None:
            continue
        bare = not marker.dash and not marker.glyph
        if marker.count == 1:
            agrees = following[i] == 2 or (not bare and following[i] == 0)
        else:
            agrees = counted.get(marker.family) == marker.count - 1
        if agrees:
            counted[marker.family] = marker.count
        result[i] = _settled(marker, agrees, bare)
    return result


def _settled(marker: Marker, agrees: bool, bare: bool) -> Marker | None:
    if agrees:
        return replace(marker, text=marker.rest, rest="", weak=False)
    if bare:
        return None
    family = marker.glyph
    return replace(marker, family=family, count=None, rest="", weak=False)


def _following(marked: Sequence[Marked]) -> list[int]:
    """For each weak marker, what the next sibling counts: 0 for none, -1 for no count."""
    result = [0] * len(marked)
    count_after: dict[str, int] = {}
    sibling_after: dict[int, str] = {}
    for i in range(len(marked) - 1, -1, -1):
        marker, indent = marked[i]
        if indent < 0:
            count_after.clear()
            sibling_after.clear()
            continue
        if marker is None:
            continue
        if marker.weak:
            sibling = sibling_after.get(indent)
            other = -1 if sibling not in (None, marker.family) else 0
            result[i] = count_after.get(marker.family, other)
            if result[i] == 1:
                result[i] = other
            count_after[marker.family] = marker.count or 0
        sibling_after[indent] = marker.family if marker.weak else "-"
        for deeper in [d for d in sibling_after if d > indent]:
            del sibling_after[deeper]
    return result
