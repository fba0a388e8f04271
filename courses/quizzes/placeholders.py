"""What a page fills in: the numbers drawn for a student, and the fields of a text with gaps.

HTML is made once, at save, when neither is known. A number drawn, written `{x}`, is replaced by
a long number before Markdown reads the text, so that it passes unharmed through code and becomes
a number in a formula; a gap, ⟦1⟧, by a word. In the HTML both have their own marks again.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser
from types import MappingProxyType

from courses.quizzes.drawing import fill
from courses.quizzes.formulas import write_decimal
from courses.quizzes.kinds.gaps import GAP_MARK

_GAP = re.compile(r"⟦([0-9]+)⟧")
_NUMBER = re.compile(r"\{(\w{1,20})\}")
_NO_FIELDS_IN = frozenset(["math", "a", "svg"])
_FIRST = 9_021_077_401


@dataclass(frozen=True)
class Masks:
    """Long numbers that stand in the texts of a question for what a page fills in."""

    names: tuple[str, ...]
    gaps: tuple[str, ...]
    base: int

    def masked(self, text: str) -> str:
        """`text`, Markdown, for rendering."""
        numbers = {name: self._number(rank) for rank, name in enumerate(self.names)}
        filled = fill(text, numbers)
        if not self.gaps:
            return filled
        return _GAP.sub(lambda found: self._word(found[1]) or found[0], filled)

    def unmasked(self, html: str) -> str:
        """The HTML with `{x}` and ⟦1⟧ where they stood."""
        for gap in self.gaps:
            html = html.replace(self._word(gap), GAP_MARK.format(gap))
        for rank, name in enumerate(self.names):
            html = html.replace(self._number(rank), f"{{{name}}}")
        return html

    def _number(self, rank: int) -> str:
        return f"{self.base}{rank:02}1"

    def _word(self, gap: str) -> str:
        return f"gap{self.base}{int(gap):02}0zz" if gap in self.gaps else ""


def masks(texts: Iterable[str], names: Sequence[str], gaps: Sequence[str]) -> Masks:
    """Masks for these names and gaps that stand in none of `texts` by chance."""
    base, every = _FIRST, "\n".join(texts)
    while str(base) in every:
        base += 1
    return Masks(tuple(names), tuple(gaps), base)


def numbered(html: str, values: Mapping[str, str]) -> str:
    """`html` with the numbers drawn in place of their names."""
    if not values:
        return html
    written = {name: write_decimal(Decimal(value)) for name, value in values.items()}
    return _NUMBER.sub(
        lambda found: written.get(found[1], found[0]).replace("-", "−"),
        html,
    )


def stem_to_read(html: str, values: Mapping[str, str] = MappingProxyType({})) -> str:
    """A stem as HTML for who does not answer it: numbers filled in, gaps by their number."""
    return _GAP.sub(r"<b>[… \1]</b>", numbered(html, values))


def gap_pieces(html: str) -> list[tuple[str, str]]:
    """The pieces of a stem: `(html, id of the gap after it)`, "" after the last one."""
    pieces = _GAP.split(html)
    return list(zip(pieces[::2], [*pieces[1::2], ""], strict=True))


def can_hold_fields(html: str, gaps: Sequence[str]) -> bool:
    """Whether each gap stands once in `html`, where a field may stand."""
    reader = _GapReader()
    reader.feed(html)
    return sorted(reader.found) == sorted(gaps) and len(_GAP.findall(html)) == len(gaps)


class _GapReader(HTMLParser):
    """Finds the gaps in text that is no formula, drawing or link."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.depth += tag in _NO_FIELDS_IN

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in _NO_FIELDS_IN

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.found += _GAP.findall(data)
