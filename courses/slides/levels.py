"""How deep an item stands: by its indent, its count and its sign."""

from dataclasses import dataclass

from courses.slides.bullets import SUB, Marker

DEEPEST = 8
STEP = 2


@dataclass
class _Level:
    indent: int
    marker: Marker


class Levels:
    """The items that are open, from the outermost in."""

    def __init__(self) -> None:
        self._open: list[_Level] = []

    def clear(self) -> None:
        """No list goes on."""
        self._open.clear()

    def place(self, marker: Marker, indent: int) -> int:
        """The depth of the next item, from 0; it becomes the innermost open one.

        A count that continues a count is a sibling, whatever its indent.
        """
        depth = self._by_indent(marker, indent)
        if marker.count is not None and marker.count > 1 and not self._goes_on(depth, marker):
            deeper = range(len(self._open) - 1, -1, -1)
            depth = next((d for d in deeper if self._goes_on(d, marker)), depth)
        depth = min(depth, DEEPEST - 1)
        del self._open[depth:]
        self._open.append(_Level(indent, marker))
        return depth

    def _goes_on(self, depth: int, marker: Marker) -> bool:
        if depth >= len(self._open):
            return False
        last = self._open[depth].marker
        return last.family == marker.family and last.count == (marker.count or 0) - 1

    def _by_indent(self, marker: Marker, indent: int) -> int:
        depth = len(self._open)
        while depth and indent < self._open[depth - 1].indent + STEP:
            depth -= 1
        if depth == len(self._open):
            return depth
        same = depth  # the outermost level of this indent
        for d in range(len(self._open) - 1, depth - 1, -1):
            beside = self._open[d].indent < indent + STEP
            if beside and self._same_sign(self._open[d].marker, marker):
                return d
        innermost = self._open[-1].marker
        if indent >= self._open[-1].indent and _is_below(marker, innermost):
            return len(self._open)
        return same

    def _same_sign(self, one: Marker, other: Marker) -> bool:
        if one.count is not None or other.count is not None:
            return one.family == other.family and one.count is not None
        return one.glyph == other.glyph and one.dash == other.dash

    def holds(self, indent: int) -> bool:
        """Whether a paragraph of this indent belongs to the item that is open."""
        return bool(self._open) and indent >= self._open[0].indent + STEP

    def depth_at(self, indent: int) -> int:
        """The depth of a paragraph inside the open item, from 1."""
        fits = [d for d, level in enumerate(self._open) if indent >= level.indent + STEP]
        return fits[-1] + 1 if fits else 1


def _is_below(marker: Marker, outer: Marker) -> bool:
    """Whether a sign at the same indent is a smaller one: dashes under ``❶``, ``o`` under ``•``."""
    if marker.dash and outer.dash:
        return marker.glyph in SUB and outer.glyph not in SUB and outer.glyph != ""
    return marker.rank > outer.rank
