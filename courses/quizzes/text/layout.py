"""How the lines of a question are told apart: plain text, notes, entries, headings.

One predicate, `Layout.special`, says which lines are not plain text; the writer puts a backslash
before a plain line that looks like one, and the reader takes it away.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from courses.quizzes.text import words
from courses.quizzes.text.attributes import looks_like_attributes
from courses.quizzes.text.lines import HEADING

NOTE = re.compile(r" ?>\s*+([^\W\d_]++(?: [^\W\d_]++)?)\s*+(?:\(([^()]*)\))?\s*+:(?!:)\s*+(.*)")
ESCAPED = re.compile(r"(\s*)\\(\\*)(.*)")


@dataclass(frozen=True)
class Layout:
    """The lines a kind of question is made of: `marker` finds the marker of an entry line."""

    marker: Callable[[str], str | None]
    is_question: Callable[[str], bool]
    example: str

    def special(self, line: str, *, fenced: bool, inside: bool, first: bool = False) -> bool:
        """Whether `line` is not plain text.

        `inside` an entry (else in the stem); `first` line of the stem.
        """
        if fenced:
            return not inside and self.is_question(line)
        bare = line.lstrip()
        if self.marker(bare):
            return True
        if inside:
            return bare.startswith(">")
        if first and looks_like_attributes(bare):
            return True
        return bool(HEADING.match(line)) or note_name(line) is not None

    def plain(self, line: str, *, fenced: bool, inside: bool, first: bool = False) -> str:
        """`line` without the backslash that made it plain, if one did."""
        found = ESCAPED.fullmatch(line)
        if not found:
            return line
        meant = found[1] + found[3]
        if not self.special(meant, fenced=fenced, inside=inside, first=first):
            return line
        return found[1] + found[2] + found[3]

    def escaped(self, line: str, *, fenced: bool, inside: bool, first: bool = False) -> str:
        """`line` with a backslash if it would not be read as plain text: undone by `plain`."""
        bare = line.lstrip()
        indent = line[: len(line) - len(bare)]
        meant = indent + bare.lstrip("\\")
        if self.special(meant, fenced=fenced, inside=inside, first=first):
            return indent + "\\" + bare
        return line


def note_name(line: str) -> str | None:
    """The note that `line` starts: its name, "?" with a misspelt word, None for no note."""
    found = NOTE.match(line)
    if not found:
        return None
    if name := words.find(found[1], words.NOTES):
        return name
    return "?" if words.nearest(found[1], words.every(words.NOTES)) else None


def tidy(text: str) -> str:
    """`text` as the format can say it: no spaces at line ends, no blank line at either end."""
    lines = [line.rstrip() for line in re.split(r"\r\n|\r|\n", text)]
    return "\n".join(lines).strip("\n")
