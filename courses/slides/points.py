"""Points said twice in one lesson are kept once; what stood below both is brought together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from courses.slides import messages
from courses.slides.blocks import Block
from courses.slides.pieces import Findings

_MARKS = str.maketrans("", "", "*_`")


@dataclass
class _Node:
    """A block and what belongs below it, with its points found by their words."""

    block: Block | None
    below: list["_Node"] = field(default_factory=list)
    points: dict[tuple[str, str], "_Node"] = field(default_factory=dict)


def same_words(raw: str) -> str:
    """What two showings of one point share: emphasis, case and the last stop aside."""
    return " ".join(raw.translate(_MARKS).casefold().split()).rstrip(" .;,:…") or raw


def keep_once(blocks: Sequence[Block], findings: Findings) -> list[Block]:
    """The blocks of a lesson without the points already under the same heading and parent."""
    root = _Node(None)
    path = [root]
    heading = ""
    for block in blocks:
        if block.sort == "heading":
            del path[1:]
            same = same_words(block.raw) == heading
            heading = same_words(block.raw)
            if not same:
                root.below.append(_Node(block))
        elif block.sort == "item":
            _add_point(path, block, heading, findings)
        elif block.sort in ("paragraph", "quote") and block.depth == 0:
            del path[1:]
            root.below.append(_Node(block))
        else:
            path[-1].below.append(_Node(block))
    return [b for node in root.below for b in _flat(node)]


def _add_point(path: list[_Node], block: Block, heading: str, findings: Findings) -> None:
    del path[block.depth + 1 :]
    parent = path[-1]
    name = (heading if len(path) == 1 else "", same_words(block.raw))
    node = parent.points.get(name)
    if node is None:
        node = parent.points[name] = _Node(block)
        parent.below.append(node)
    else:
        findings.warn(block.first, messages.POINT_REPEATED, text=block.raw)
        findings.drop(block.first, block.last, messages.REPEATED)
    path.append(node)


def _flat(node: _Node) -> Iterator[Block]:
    if node.block is not None:
        yield node.block
    for child in node.below:
        yield from _flat(child)
