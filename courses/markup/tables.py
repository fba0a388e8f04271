"""Tables: a limit on their size, and the box in which wide ones scroll."""

from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.extensions.tables import TableProcessor

from courses.markup.boxes import scrolling
from courses.markup.draft import Draft
from courses.markup.page import gettext_noop

MAX_CELLS = 3000
"""Most cells in one table. Markdown pads short rows, so a long heading row multiplies."""

RULE = frozenset("|:- ")


class SizedTable(TableProcessor):
    """Python-Markdown's tables, up to a size; a larger one stays text."""

    def __init__(self, parser: BlockParser, draft: Draft) -> None:
        super().__init__(parser, {"use_align_attribute": True})
        self.draft = draft

    def test(self, parent: Element, block: str) -> bool:
        first, _, rest = block.partition("\n")
        rule = rest.partition("\n")[0]
        # Python-Markdown reads the whole block before it looks at the second line.
        if not rule or not set(rule) <= RULE or not super().test(parent, block):
            return False
        if (first.count("|") + 1) * (rest.count("\n") + 1) <= MAX_CELLS:
            return True
        self.draft.report(
            gettext_noop("This table has more than %(most)s cells."), first, most=MAX_CELLS
        )
        return False


def box_tables(root: Element, draft: Draft) -> None:
    """Wrap each table in a box that scrolls, reachable by keyboard, numbered for listeners."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for number, table in enumerate(list(root.iter("table")), 1):
        for cell in [*table.iter("th"), *table.iter("td")]:
            _align(cell)
        parent = parents[table]
        box = Element("div", {"class": "scroll", **scrolling(draft.labels.table % number)})
        box.tail, table.tail = table.tail, None
        parent[list(parent).index(table)] = box
        box.append(table)


def _align(cell: Element) -> None:
    side = cell.attrib.pop("align", "")
    if side in ("right", "center"):
        cell.set("class", side)
    if cell.tag == "th":
        if len(cell) or (cell.text or "").strip():
            cell.set("scope", "col")
        else:
            cell.tag = "td"  # an empty heading names nothing
