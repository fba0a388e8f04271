"""Marks that separate things inside a line, and how a text says them literally.

A mark after a backslash is not a mark; one backslash is taken away when the text is read.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """`pattern` finds the mark with the backslashes before it as its first group."""

    pattern: re.Pattern[str]

    def split(self, text: str, most: int = 0) -> list[str]:
        """`text` cut at each mark (at most `most` times, 0 for all), pieces stripped.

        The pieces keep their backslashes: `literal` takes them away.
        """
        pieces, start = [], 0
        for found in self.pattern.finditer(text):
            if found[1]:
                continue
            pieces.append(text[start : found.start()].strip())
            start = found.end()
            if most and len(pieces) == most:
                break
        return [*pieces, text[start:].strip()]

    def literal(self, text: str) -> str:
        """`text` with one backslash less before each mark that has any."""
        return self.pattern.sub(lambda found: found[0][1:] if found[1] else found[0], text)

    def escaped(self, text: str) -> str:
        """`text` with one backslash more before each mark: what `literal` undoes."""
        return self.pattern.sub(lambda found: "\\" + found[0], text)


BAR = Mark(re.compile(r"(?<!\\)(\\*+)\|"))
ARROW = Mark(re.compile(r"(?<!\S)(\\*+)>(?!\S)"))
PAIR = Mark(re.compile(r"(?<!\S)(\\*+)::(?!\S)"))
