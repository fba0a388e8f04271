"""Where quoted lines stand in a lesson's Markdown, and what takes their place. Pure."""

import re
from collections.abc import Iterable

DOUBT = "\ue0d0"
"""Stands in a source for a sign that students see there; nobody types this character."""


def find_quote(source: str, quote: str) -> tuple[int, int] | None:
    """First and last place among the lines of `source`, from 0, whatever their indentation."""
    wanted = [line.strip() for line in quote.splitlines() if line.strip()]
    lines = [line.strip() for line in source.split("\n")]
    for start in range(len(lines) if wanted else 0):
        # Blank lines between them may have come or gone.
        rest = list(wanted)
        for place in range(start, len(lines)):
            if rest and lines[place] == rest[0]:
                rest.pop(0)
                if not rest:
                    return start, place
            elif lines[place] or place == start:
                break
    return None


def replace_quote(source: str, quote: str, wording: str) -> str | None:
    """The source with the wording in the place of the quote, None if it is not there.

    The wording is indented as the first quoted line was.
    """
    place = find_quote(source, quote)
    if place is None:
        return None
    lines = source.split("\n")
    first = lines[place[0]]
    indent = first[: len(first) - len(first.lstrip())]
    new = [f"{indent}{line}" if line.strip() else "" for line in wording.strip("\n").split("\n")]
    return "\n".join([*lines[: place[0]], *new, *lines[place[1] + 1 :]])


def mark_quotes(source: str, quotes: Iterable[str]) -> tuple[str, bool]:
    """The source with DOUBT at the end of each quote that it has; its lines stay lines.

    True with it when the sign belongs over the whole text: for a quote without a word, and for
    one that ends where a sign would be no text (headings, code, images).
    """
    lines = source.split("\n")
    texts = _texts(lines)
    ends, at_head = set[int](), False
    for quote in quotes:
        place = find_quote(source, quote)
        if place is not None and place[1] in texts:
            ends.add(place[1])
        elif place is not None or not quote.strip():
            at_head = True
    for end in ends:
        lines[end] = _marked(lines[end])
    return "\n".join(lines), at_head


def _texts(lines: list[str]) -> set[int]:
    """The places of the lines that are text."""
    texts, fence = set[int](), ""
    for place, line in enumerate(lines):
        bare = line.strip()
        mark = re.match(r"`{3,}|~{3,}", bare)
        if fence:
            fence = "" if bare == fence else fence
        elif mark:
            fence = mark[0]
        elif bare and not bare.startswith(("#", "![")):
            texts.add(place)
    return texts


def _marked(line: str) -> str:
    """The sign goes inside the last cell of a row of a table."""
    bare = line.rstrip()
    return f"{bare[:-1]}{DOUBT}|" if bare.endswith("|") else f"{bare}{DOUBT}"
