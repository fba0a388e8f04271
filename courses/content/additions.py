"""The figures and models that a lesson's Markdown draws in fenced blocks, by name. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from courses.figures.parts import without_label

KINDS: Mapping[str, str] = {
    "pile": "figure",
    "schema": "figure",
    "parc": "figure",
    "explorable": "explorable",
}
"""What the first word of a fence draws."""
_FENCE = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[ \t]*([\w-]+)([^\n`]*)\n(.*?)(?:^ {0,3}\1[ \t]*$|\Z)", re.M | re.S
)


@dataclass(frozen=True)
class Addition:
    """A drawn block: `kind` "figure" or "explorable"; `line` is its fence's, from 1."""

    kind: str
    name: str
    title: str
    line: int


def additions(source: str) -> list[Addition]:
    """The drawn blocks of a lesson, in order, each with a name of its own in the lesson.

    That is the words before the colon of the fence (or of the first line, under a bare fence),
    or else the kind of block and its place among all.
    """
    found = list[Addition]()
    for place, match in enumerate(_FENCE.finditer(source), 1):
        kind = KINDS.get(match[2])
        if kind is None:
            continue
        head = match[3].strip() or match[4].strip().partition("\n")[0]
        name, _, title = head.removeprefix(f"{match[2]} ").partition(":")
        name = "-".join(name.split()) or f"{match[2]}-{place}"
        if any(each.name == name for each in found):
            name = f"{name}-{place}"
        line = source.count("\n", 0, match.start()) + 1
        found.append(Addition(kind, name[:100], without_label(title) or name, line))
    return found
