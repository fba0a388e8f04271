"""`schema`: nodes on a grid, and links between them. Docs: docs/figures.md.

schema vdi : Poste de travail virtuel
1,1 terminal #t Client léger
2,1..3,2 cadre Centre de données
2,1 serveur #b Courtier [authentifie]
t <-> b : protocole
"""

import re
from dataclasses import dataclass

from courses.figures.parts import (
    ID,
    Header,
    Piece,
    checked,
    gettext_noop,
    plain,
    read_header,
    single_spaced,
)

KINDS = {
    "poste": "terminal",
    "terminal": "terminal",
    "serveur": "serveur",
    "server": "serveur",
    "vm": "os",
    "os": "os",
    "app": "app",
    "hv": "hv",
    "hote": "hote",
    "hôte": "hote",
    "host": "hote",
    "mat": "mat",
    "hw": "mat",
    "reseau": "reseau",
    "réseau": "reseau",
    "network": "reseau",
    "stockage": "stockage",
    "storage": "stockage",
    "mur": "mur",
    "wall": "mur",
    "cadre": "cadre",
    "frame": "cadre",
}
FRAME = "cadre"
MAX_SIDE = 9
MAX_NODES = 24
MAX_LINKS = 24
NODE = re.compile(
    r"(?P<x>\d{1,3}),(?P<y>\d{1,3})(?:\.\.(?P<x2>\d{1,3}),(?P<y2>\d{1,3}))?"
    r" (?P<kind>\w+) (?P<rest>.+)"
)
TAG = re.compile(r"(?:^| )#(\S+)")
MARK = re.compile(r" ?\[([^\[\]]+)\]$")
LINK = re.compile(r"#?([\w-]+) ?(<->|->|<-|--) ?#?([\w-]+)(?: ?: ?(.*))?")


@dataclass(frozen=True)
class Node:
    """Something on the grid; `x`, `y` is its first cell, from 0, `wide` and `tall` its cells."""

    id: str
    kind: str
    label: str
    mark: str
    x: int
    y: int
    wide: int
    tall: int
    line: int

    def meets(self, other: "Node") -> bool:
        return (
            self.x < other.x + other.wide
            and other.x < self.x + self.wide
            and self.y < other.y + other.tall
            and other.y < self.y + self.tall
        )

    def holds(self, other: "Node") -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.wide <= self.x + self.wide
            and other.y + other.tall <= self.y + self.tall
        )


@dataclass(frozen=True)
class Link:
    """A line from a node to another, with a head at its end (`head`), at its start (`tail`)."""

    start: str
    end: str
    head: bool
    tail: bool
    label: str
    line: int


@dataclass(frozen=True)
class Schema:
    """Frames, the nodes in them and around them, and links."""

    header: Header
    nodes: tuple[Node, ...]
    frames: tuple[Node, ...]
    links: tuple[Link, ...]

    def node(self, id_: str) -> Node:
        return next(node for node in self.nodes if node.id == id_)


def read_schema(text: str) -> Schema:
    """The figure that a text says, its title line first; raises FigureError."""
    header, lines = read_header(text, "schema")
    nodes: list[Node] = []
    arrows = []
    for line in lines:
        if line.text[0].isdigit() and NODE.match(single_spaced(line.text)):
            _add(_read_node(line, nodes), nodes, line)
        else:
            arrows.append(line)
    if not any(node.kind != FRAME for node in nodes):
        raise lines[0].wrong(
            gettext_noop("a schema needs at least one node, written “1,1 kind #id Label”.")
        )
    if len(arrows) > MAX_LINKS:
        template = gettext_noop("a schema has at most %(most)s links.")
        raise arrows[MAX_LINKS].wrong(template, most=str(MAX_LINKS))
    plain_nodes = tuple(node for node in nodes if node.kind != FRAME)
    links = tuple(_read_link(line, plain_nodes) for line in arrows)
    return Schema(header, plain_nodes, tuple(n for n in nodes if n.kind == FRAME), links)


def _read_node(line: Piece, nodes: list[Node]) -> Node:
    found = NODE.fullmatch(single_spaced(line.text))
    assert found is not None
    x, y = int(found["x"]), int(found["y"])
    x2, y2 = int(found["x2"] or x), int(found["y2"] or y)
    if not (1 <= x <= x2 <= MAX_SIDE and 1 <= y <= y2 <= MAX_SIDE):
        template = gettext_noop("a place is written “column,row”, each from 1 to %(most)s.")
        raise line.wrong(template, most=str(MAX_SIDE))
    if found["kind"] not in KINDS:
        template = gettext_noop("“%(word)s” is no kind of node; there are: %(kinds)s.")
        kinds = ", ".join(dict.fromkeys(KINDS.values()))
        raise line.wrong(template, word=found["kind"], kinds=kinds)
    rest = found["rest"]
    tag = TAG.search(rest)
    id_ = tag[1] if tag else f"n{x}-{y}-{len(nodes)}"
    if tag and not ID.fullmatch(id_):
        template = gettext_noop("“#%(id)s”: letters without accents, digits and “-” only.")
        raise line.wrong(template, id=id_)
    if any(node.id == id_ for node in nodes):
        raise line.wrong(gettext_noop("“#%(id)s” is there twice."), id=id_)
    words = (rest[: tag.start()] + rest[tag.end() :]).strip() if tag else rest
    mark = MARK.search(words)
    label = checked(Piece(words[: mark.start()].strip() if mark else words, line.line, line.column))
    if not label:
        raise line.wrong(gettext_noop("this node has no label."))
    said = checked(Piece(mark[1] if mark else "", line.line, line.column))
    kind = KINDS[found["kind"]]
    return Node(id_, kind, label, said, x - 1, y - 1, x2 - x + 1, y2 - y + 1, line.line)


def _add(node: Node, nodes: list[Node], line: Piece) -> None:
    for other in nodes:
        held = (other.kind == FRAME and node.kind != FRAME and other.holds(node)) or (
            node.kind == FRAME and other.kind != FRAME and node.holds(other)
        )
        if node.meets(other) and not held:
            template = gettext_noop("“%(one)s” and “%(other)s” stand on the same cell.")
            raise line.wrong(template, one=plain(node.label), other=plain(other.label))
    if len(nodes) == MAX_NODES:
        template = gettext_noop("a schema has at most %(most)s nodes.")
        raise line.wrong(template, most=str(MAX_NODES))
    nodes.append(node)


def _read_link(line: Piece, nodes: tuple[Node, ...]) -> Link:
    found = LINK.fullmatch(single_spaced(line.text))
    if found is None:
        raise line.wrong(
            gettext_noop(
                "a line is a node, “1,1 kind #id Label”, or a link, “one -> other : label”"
                " (also “<->” and “--”)."
            )
        )
    start, arrow, end = found[1], found[2], found[3]
    for id_ in (start, end):
        if not any(node.id == id_ for node in nodes):
            raise line.wrong(gettext_noop("no node is called “#%(id)s”."), id=id_)
    if start == end:
        raise line.wrong(gettext_noop("a link joins two nodes."))
    if arrow == "<-":
        start, end, arrow = end, start, "->"
    label = checked(Piece(found[4] or "", line.line, line.column))
    return Link(start, end, arrow != "--", arrow == "<->", label, line.line)
