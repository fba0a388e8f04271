"""What some tools write at the top of the file: a block of ``key: value`` lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 80
_PAIR = re.compile(r"([A-Za-z][\w -]{0,40}):(?:\s+(.*)|)\Z")
_LABEL = {"title": "title", "titre": "title", "author": "author", "auteur": "author"}
_LABEL |= {"authors": "author", "auteurs": "author", "name": "author"}


@dataclass(frozen=True)
class Front:
    """Title and author given at the top, and how many lines that took."""

    title: str = ""
    author: str = ""
    lines: int = 0


def read_front(lines: Sequence[str]) -> Front:
    """The front matter of a deck (YAML between ``---``, or lines that begin with ``%``)."""
    first = next((i for i, line in enumerate(lines[:20]) if line.strip()), None)
    if first is None:
        return Front()
    if lines[first].strip() == "---":
        return _yaml(lines, first)
    if lines[first].startswith("% "):
        return _percent(lines, first)
    return Front()


def _yaml(lines: Sequence[str], first: int) -> Front:
    found: dict[str, list[str]] = {}
    key = ""
    pairs = 0
    for i in range(first + 1, min(first + LONGEST, len(lines))):
        line = lines[i].rstrip()
        if line in ("---", "..."):
            return _front(found, i + 1) if pairs else Front()
        if len(line) > 500:
            break
        match = _PAIR.match(line.lstrip().removeprefix("- "))
        if match and (not line[:1].isspace() or match[1].lower() == "name"):
            pairs += 1
            key = _LABEL.get(match[1].lower(), "")
            value = match[2] or ""
        elif line and not line.startswith((" ", "\t", "-")):
            break
        else:
            value = line.strip().removeprefix("- ")
        if key and value and not value.startswith(("#", "|", ">")):
            found.setdefault(key, []).append(_unquote(value))
    return Front()


def _percent(lines: Sequence[str], first: int) -> Front:
    values = []
    for line in lines[first : first + 3]:
        if not line.startswith("%"):
            break
        values.append([line[1:].strip()])
    return _front(dict(zip(("title", "author"), values, strict=False)), first + len(values))


def _front(found: dict[str, list[str]], lines: int) -> Front:
    return Front(" ".join(found.get("title", [])), ", ".join(found.get("author", [])), lines)


def _unquote(value: str) -> str:
    value = value.strip().strip("[]")
    names = [v.strip().strip("\"'").strip() for v in value.split(",")]
    return ", ".join(n for n in names if n)
