"""Where the nodes of a schema stand: columns and rows with room for what links them say."""

from dataclasses import dataclass, replace

from courses.figures.schema import Link, Node, Schema
from courses.figures.shapes import PAD, Area, Block, Style, block, cut_words

GAP = {"wide": 26.0, "narrow": 18.0}
LABELLED = {"wide": 104.0, "narrow": 84.0}
"""Between two columns that a link with a label joins."""
AROUND = {"wide": 9.0, "narrow": 6.0}
"""From a frame to what it holds."""
EMPTY = 0.7
"""Width of a column without nodes, in columns with some."""
LEAST_WIDTH = 58.0
LEAST_HEIGHT = 44.0


def transposed(schema: Schema) -> Schema:
    """Columns for rows, so that what is broad fits a narrow page."""

    def turned(node: Node) -> Node:
        return replace(node, x=node.y, y=node.x, wide=node.tall, tall=node.wide)

    nodes, frames = map(turned, schema.nodes), map(turned, schema.frames)
    return replace(schema, nodes=tuple(nodes), frames=tuple(frames))


@dataclass(frozen=True)
class Grid:
    """The area of each node and frame by id, and the titles of frames, by id, with their tops."""

    height: float
    areas: dict[str, Area]
    blocks: dict[str, Block]
    titles: dict[str, tuple[str, ...]]
    cut: int


def fits(schema: Schema, style: Style) -> bool:
    """Whether every column is wide enough to be read."""
    return _Grid(schema, style).unit() >= LEAST_WIDTH


def grid(schema: Schema, style: Style) -> Grid:
    """Areas of all nodes and frames of a schema that fits."""
    return _Grid(schema, style).lay()


def column_count(schema: Schema) -> int:
    return max(node.x + node.wide for node in (*schema.nodes, *schema.frames))


@dataclass
class _Grid:
    schema: Schema
    style: Style

    def lay(self) -> Grid:
        self.lefts, self.widths = self._columns()
        frames = {f.id: f for f in self.schema.frames}
        titles = {
            id_: self.style.wrapped(f.label, self._wide(f), bold=True) for id_, f in frames.items()
        }
        blocks = {
            node.id: block(node.label, node.mark, self._wide(node) - 2 * PAD, self.style)
            for node in self.schema.nodes
        }
        tops, heights = self._rows(titles, blocks)
        around = AROUND[self.style.name]
        areas = {n.id: self._area(n, tops, heights) for n in self.schema.nodes}
        for id_, frame in frames.items():
            inner = self._area(frame, tops, heights)
            head = self.style.tall(titles[id_]) + 8
            areas[id_] = Area(
                inner.x - around,
                inner.y - head,
                inner.width + 2 * around,
                inner.height + head + around,
            )
        height = max(area.bottom for area in areas.values())
        cut = sum(block.cut for block in blocks.values()) + self._cut_labels()
        return Grid(height, areas, blocks, titles, cut)

    def _cut_labels(self) -> int:
        """How many words of labels go over two lines, where those are narrow."""
        most = label_width(self.schema, self.style)
        return sum(cut_words(link.label, most, self.style) for link in self.schema.links)

    def _area(self, node: Node, tops: list[float], heights: list[float]) -> Area:
        bottom = tops[node.y + node.tall - 1] + heights[node.y + node.tall - 1]
        return Area(self.lefts[node.x], tops[node.y], self._wide(node), bottom - tops[node.y])

    def _wide(self, node: Node) -> float:
        last = node.x + node.wide - 1
        return self.lefts[last] + self.widths[last] - self.lefts[node.x]

    def unit(self) -> float:
        """Width of a column with nodes."""
        room = self.style.width - 2 * self._edge() - sum(self._gaps())
        return room / sum(self._weights())

    def _edge(self) -> float:
        return AROUND[self.style.name] if self.schema.frames else 0

    def _weights(self) -> list[float]:
        begun = {node.x for node in self.schema.nodes}
        return [1.0 if at in begun else EMPTY for at in range(column_count(self.schema))]

    def _gaps(self) -> list[float]:
        name, count = self.style.name, column_count(self.schema)
        return [LABELLED[name] if self._is_labelled(at) else GAP[name] for at in range(count - 1)]

    def _columns(self) -> tuple[list[float], list[float]]:
        widths = [self.unit() * weight for weight in self._weights()]
        lefts = [self._edge()]
        for wide, gap in zip(widths, self._gaps(), strict=False):
            lefts.append(lefts[-1] + wide + gap)
        return lefts, widths

    def _is_labelled(self, at: int) -> bool:
        """Whether a link with a label joins neighbours on both sides of a gap."""
        for link in self.schema.links:
            one, two = self.schema.node(link.start), self.schema.node(link.end)
            left, right = (one, two) if one.x < two.x else (two, one)
            if (
                link.label
                and left.x + left.wide - 1 == at
                and right.x == at + 1
                and beside(one, two)
            ):
                return True
        return False

    def _rows(
        self, titles: dict[str, tuple[str, ...]], blocks: dict[str, Block]
    ) -> tuple[list[float], list[float]]:
        every = (*self.schema.nodes, *self.schema.frames)
        count = max(node.y + node.tall for node in every)
        used = {row for n in self.schema.nodes for row in range(n.y, n.y + n.tall)}
        heights = [LEAST_HEIGHT if row in used else 8.0 for row in range(count)]
        gaps = [self._gap_above(row, titles) for row in range(count)]
        for node in sorted(self.schema.nodes, key=lambda node: node.tall):
            last = node.y + node.tall - 1
            has = sum(heights[node.y : last + 1]) + sum(gaps[node.y + 1 : last + 1])
            heights[last] += max(0, blocks[node.id].height + 2 * PAD - has)
        tops = [gaps[0]]
        for row in range(1, count):
            tops.append(tops[-1] + heights[row - 1] + gaps[row])
        return tops, heights

    def _gap_above(self, row: int, titles: dict[str, tuple[str, ...]]) -> float:
        name = self.style.name
        heads = [self.style.tall(titles[f.id]) + 8 for f in self.schema.frames if f.y == row]
        head = max(heads, default=0.0)
        if row == 0:
            return head
        ends = any(f.y + f.tall == row for f in self.schema.frames)
        floor = AROUND[name] if ends else 0
        labels = [
            self.style.tall(self.style.wrapped(link.label, label_width(self.schema, self.style)))
            + 20
            for link in self.schema.links
            if link.label and self._ends_above(link, row)
        ]
        return max(GAP[name], *labels, 0) + head + floor

    def _ends_above(self, link: Link, row: int) -> bool:
        """Whether a link comes down to a node that begins at this row."""
        one, two = self.schema.node(link.start), self.schema.node(link.end)
        upper, lower = (one, two) if one.y < two.y else (two, one)
        return lower.y == row and upper.y + upper.tall <= row


def beside(one: Node, two: Node) -> bool:
    """Whether two nodes share a row."""
    return one.y < two.y + two.tall and two.y < one.y + one.tall


def label_width(schema: Schema, style: Style) -> float:
    """How wide the label beside a vertical line may be."""
    return min(max(style.width / column_count(schema) - 20, 72), 136)
