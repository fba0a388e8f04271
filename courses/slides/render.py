"""Blocks to the Markdown of a lesson, its plain text, and what is counted."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from courses.slides import messages
from courses.slides.blocks import Block
from courses.slides.characters import decode_entities, shown
from courses.slides.inline import literal_inline, read_inline
from courses.slides.pieces import Findings, ranges
from courses.slides.tree import BlockNode

FIGURE = "![](figure:missing)"
INDENT = "    "
MOST_MARKS = 50_000
"""No deck written by people has more; beyond, marks are shown, which takes no time."""


@dataclass
class Rendered:
    """A lesson body in every form it is asked for."""

    markdown: str = ""
    text: str = ""
    points: int = 0
    nested: int = 0
    code: list[str] = field(default_factory=list)
    maths: list[str] = field(default_factory=list)
    tables: list[tuple[int, int]] = field(default_factory=list)
    blocks: list[BlockNode] = field(default_factory=list)


@dataclass
class _Part:
    """A part of the body being written: its lines, and how much was written before it."""

    sort: str
    chunks: int
    items: int
    words: int
    points: int
    nested: int
    lines: set[int]


def render(blocks: Sequence[Block], findings: Findings) -> Rendered:
    """The body of a lesson. Sub-headings begin at level 2, whatever the deck had."""
    writer = _Writer(findings)
    for block in blocks:
        writer.write(block)
    return writer.finish()


class _Writer:
    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.out = Rendered()
        self.chunks: list[str] = []  # Markdown, to be parted by blank lines
        self.words: list[str] = []
        self.items: list[str] = []  # the list being written
        self.base = 0  # depth that begins at the margin, once a block has cut the list
        self.headings: list[int] = []
        self.figure_last = False
        self.part: _Part | None = None

    def write(self, block: Block) -> None:
        """Append one block."""
        self._open_part(block)
        if block.sort == "figure":
            self._figure()
            return
        self.figure_last = False
        if block.sort == "item":
            self._item(block)
        elif block.sort == "paragraph" and block.depth and self.items:
            depth = min(block.depth - self.base, len(self.items))
            text = self._inline(block.raw, block.first)
            self.items += ["", INDENT * max(depth, 1) + text, ""]
        else:
            self._end_list()
            getattr(self, "_" + block.sort)(block)

    def finish(self) -> Rendered:
        """Everything that was written."""
        self._close_part()
        self._end_list()
        self.out.markdown = "\n\n".join(self.chunks)
        self.out.text = "\n".join(w for w in self.words if w)
        return self.out

    def _open_part(self, block: Block) -> None:
        """Begin a part, unless the block stands below the point being written."""
        lines = range(block.first, block.last + 1)
        below = block.sort == "item" and self.base >= 0 and block.depth > self.base
        told = block.sort == "paragraph" and block.depth > 0
        shown = block.sort == "figure" and self.figure_last
        if self.part and (shown or (self.items and (below or told))):
            self.part.lines.update(lines)
            return
        self._close_part()
        pending = 1 if self.items and block.sort != "item" else 0
        self.part = _Part(
            block.sort,
            len(self.chunks) + pending,
            len(self.items) if not pending else 0,
            len(self.words),
            self.out.points,
            self.out.nested,
            set(lines),
        )

    def _close_part(self) -> None:
        part, self.part = self.part, None
        if part is None:
            return
        if part.sort == "item":
            markdown = "\n".join(self.items[part.items :]).strip("\n")
        else:
            markdown = "\n\n".join(self.chunks[part.chunks :])
        if not markdown:
            return
        self.out.blocks.append(
            BlockNode(
                is_heading=part.sort == "heading",
                is_point=part.sort == "item",
                markdown=markdown,
                text="\n".join(w for w in self.words[part.words :] if w),
                points=self.out.points - part.points,
                nested=self.out.nested - part.nested,
                missing_figure=part.sort == "figure",
                lines=ranges(part.lines),
            )
        )

    def _inline(self, raw: str, line: int, *, start_of_line: bool = True) -> str:
        self.findings.marks += sum(raw.count(mark) for mark in "*_`$[")
        if self.findings.marks > MOST_MARKS:
            inline = literal_inline(raw, start_of_line=start_of_line)
        else:
            inline = read_inline(raw, start_of_line=start_of_line)
        self.words.append(inline.plain)
        self.out.maths += inline.maths
        if inline.stray_bold:
            self.findings.warn(line, messages.BOLD_UNCLOSED, text=inline.plain)
        for address in inline.refused:
            self.findings.warn(line, messages.LINK_REFUSED, text=address)
            self.findings.drop_part(line, address, messages.LINK)
        return inline.markdown

    def _end_list(self) -> None:
        if self.items:
            self.chunks.append("\n".join(self.items).strip("\n"))
        self.items = []
        self.base = -1

    def _item(self, block: Block) -> None:
        if block.depth:
            self.out.nested += 1
        else:
            self.out.points += 1
        if not self.items or block.depth < self.base:
            self.base = block.depth
        text = self._inline(block.raw, block.first)
        self.items.append(INDENT * (block.depth - self.base) + "- " + text)

    def _figure(self) -> None:
        """A lost figure, once however many signs of it stand together."""
        if not self.figure_last:
            self._end_list()
            self.chunks.append(FIGURE)
        self.figure_last = True

    def _paragraph(self, block: Block) -> None:
        self.chunks.append(self._inline(block.raw, block.first))

    def _quote(self, block: Block) -> None:
        self.chunks.append("> " + self._inline(block.raw, block.first))

    def _heading(self, block: Block) -> None:
        while self.headings and self.headings[-1] >= block.level:
            self.headings.pop()
        self.headings.append(block.level)
        level = min(len(self.headings) + 1, 6)
        self.chunks.append("#" * level + " " + self._inline(block.raw, block.first))

    def _code(self, block: Block) -> None:
        longest = max((len(r) - len(r.lstrip("`")) for r in _runs(block.raw)), default=0)
        fence = "`" * max(3, longest + 1)
        self.chunks.append(f"{fence}\n{block.raw}\n{fence}")
        self.out.code.append(block.raw)
        self.words.append(block.raw)

    def _maths(self, block: Block) -> None:
        source = shown(decode_entities(block.raw))
        self.chunks.append(f"$$\n{source}\n$$")
        self.out.maths.append(source)
        self.words.append(source)

    def _table(self, block: Block) -> None:
        if block.table is None:
            return
        table = block.table
        rows = [self._row(cells, block.first) for cells in (table.header, *table.rows)]
        rows.insert(1, "|" + " --- |" * table.width)
        self.chunks.append("\n".join(rows))
        self.out.tables.append(table.size)

    def _row(self, cells: Sequence[str], line: int) -> str:
        texts = [self._inline(c, line, start_of_line=False) if c else "" for c in cells]
        return "| " + " | ".join(texts) + " |"


def _runs(source: str) -> list[str]:
    return [line.strip() for line in source.split("\n") if "```" in line]
