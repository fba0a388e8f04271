"""A schema in words: what there is, then what is linked to what."""

from courses.figures.parts import plain
from courses.figures.schema import Link, Node, Schema
from courses.figures.words import Words, listed


def describe_schema(schema: Schema, words: Words) -> str:
    """What the figure shows, for those who do not see it."""
    loose = [n for n in schema.nodes if not any(frame.holds(n) for frame in schema.frames)]
    said = [words.nodes.format(listed([_name(n, words) for n in loose], words))] if loose else []
    for frame in schema.frames:
        held = [_name(node, words) for node in schema.nodes if frame.holds(node)]
        if held:
            said.append(words.within.format(plain(frame.label), listed(held, words)))
    if schema.links:
        ways = words.semicolon.join(_way(schema, link, words) for link in schema.links)
        said.append(f"{words.links}{words.colon}{ways}.")
    return " ".join(said)


def _name(node: Node, words: Words) -> str:
    return plain(node.label) + (words.marked.format(plain(node.mark)) if node.mark else "")


def _way(schema: Schema, link: Link, words: Words) -> str:
    template = words.both if link.tail else words.goes if link.head else words.joined
    ends = (plain(schema.node(id_).label) for id_ in (link.start, link.end))
    label = words.labelled.format(plain(link.label)) if link.label else ""
    return template.format(*ends) + label
