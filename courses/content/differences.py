"""What changed between two texts, line by line. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

CONTEXT = 3
# Comparing takes time in the product of the two lengths; beyond this all of it is "changed".
MOST_PAIRS = 1_000_000


class Kind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Line:
    """One line of a comparison. `number` is its place in the text it stands in, from 1;
    for SKIPPED it is how many unchanged lines are left out."""

    kind: Kind
    number: int
    text: str = ""


def compare(old: str, new: str) -> list[Line]:
    """The lines removed, added, and a few unchanged ones around; [] when nothing changed."""
    before, after = old.splitlines(), new.splitlines()
    if before == after:
        return []
    return list(_with_context(_edits(before, after)))


def _edits(before: list[str], after: list[str]) -> list[Line]:
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    lines = [Line(Kind.SAME, n + 1, text) for n, text in enumerate(after[:head])]
    for tag, i1, i2, j1, j2 in _opcodes(old, new):
        if tag == "equal":
            lines += [Line(Kind.SAME, head + j + 1, new[j]) for j in range(j1, j2)]
        else:
            lines += [Line(Kind.REMOVED, head + i + 1, old[i]) for i in range(i1, i2)]
            lines += [Line(Kind.ADDED, head + j + 1, new[j]) for j in range(j1, j2)]
    rest = len(after) - tail
    return lines + [Line(Kind.SAME, rest + n + 1, text) for n, text in enumerate(after[rest:])]


def _opcodes(old: list[str], new: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if len(old) * len(new) > MOST_PAIRS:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new).get_opcodes()


def _common(first: list[str], second: list[str]) -> int:
    """How many lines two texts begin with in common."""
    pairs = zip(first, second, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _with_context(lines: list[Line]) -> Iterator[Line]:
    changed = [n for n, line in enumerate(lines) if line.kind != Kind.SAME]
    shown = {m for n in changed for m in range(n - CONTEXT, n + CONTEXT + 1)}
    left_out = 0
    for n, line in enumerate(lines):
        if n not in shown:
            left_out += 1
            continue
        if left_out:
            yield Line(Kind.SKIPPED, left_out)
            left_out = 0
        yield line
    if left_out:
        yield Line(Kind.SKIPPED, left_out)
