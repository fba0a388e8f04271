"""A list of terms with their definitions, or of codes with their texts, as plain Markdown.

    # A title, for people
    ### Hyperviseur {hyperviseur}
    Couche logicielle qui…

The slug in braces may be left out. What follows a heading, up to the next, is its text.
"""

import re
from dataclasses import dataclass

from courses.slides.slugs import slugify

MOST = 1000
_HEADING = re.compile(r"(#+)\s+(\S.*)")
_NAMED = re.compile(r"(\S.*?)\s*\{([^{}]*)\}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Entry:
    """A heading, its slug and the Markdown under it; `line` is the heading's, from 1."""

    name: str
    slug: str
    text: str
    line: int


@dataclass(frozen=True)
class EntryError:
    """What is wrong on a line: "name", "slug", "twice", "empty", "outside" or "too-many"."""

    line: int
    code: str


@dataclass(frozen=True)
class EntryFile:
    entries: tuple[Entry, ...]
    errors: tuple[EntryError, ...]


def read_entries(text: str) -> EntryFile:
    """The entries of a file that have nothing wrong, and all that is, in order."""
    entries, errors, seen = list[Entry](), list[EntryError](), set[str]()
    for line, heading, body in _blocks(text.removeprefix("\ufeff")):
        entry, code = _entry(line, heading, body)
        if entry is not None and not code and entry.slug in seen:
            code = "twice"
        if len(entries) == MOST and not code:
            code = "too-many"
        if code:
            errors.append(EntryError(line, code))
        elif entry is not None:
            seen.add(entry.slug)
            entries.append(entry)
    return EntryFile(tuple(entries), tuple(errors))


def _blocks(text: str) -> list[tuple[int, str, str]]:
    """The line, the heading (with its signs) and the text of each block; "" before the first."""
    blocks: list[tuple[int, str, list[str]]] = [(1, "", [])]
    for number, line in enumerate(text.splitlines(), 1):
        if _HEADING.fullmatch(line.strip()):
            blocks.append((number, line.strip(), []))
        else:
            blocks[-1][2].append(line.rstrip())
    return [(number, heading, "\n".join(body).strip()) for number, heading, body in blocks]


def _entry(line: int, heading: str, body: str) -> tuple[Entry | None, str]:
    """The entry of a block, or what is wrong with it; neither for a title."""
    signs, _, name = heading.partition(" ")
    if signs in ("", "#"):
        return None, "outside" if body else ""
    named = _NAMED.fullmatch(name.strip())
    name, slug = (named[1], named[2]) if named else (name.strip(), slugify(name, ""))
    if signs != "###" or not name:
        return None, "name"
    if not _SLUG.fullmatch(slug):
        return None, "slug"
    return Entry(name, slug, body, line), "" if body else "empty"
