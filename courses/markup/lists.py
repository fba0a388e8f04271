"""Lists and tables as most editors write them, for Python-Markdown, which is stricter.

Python-Markdown wants four spaces for each level of a list, and a blank line before a list or a
table that follows a paragraph. Authors used to other tools indent by two or three spaces and leave
no blank line.
"""

import re

from markdown.preprocessors import Preprocessor

QUOTE = re.compile(r"(?:[ ]{0,3}>[ ]?)*")
ITEM = re.compile(r"(?P<indent>[ ]*)(?P<marker>[-*+]|\d{1,9}\.)[ ]+(?=\S)")
RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,})$")
TABLE_RULE = frozenset("|:- ")
LEVEL = "    "


class RegularBlocks(Preprocessor):
    """Re-indent list items to four spaces a level and set lists and tables apart."""

    def run(self, lines: list[str]) -> list[str]:
        kept: list[str] = []
        state = _Lists()
        quote = ""
        for at, line in enumerate(lines):
            prefix = QUOTE.match(line).group()  # type: ignore[union-attr]  # matches anything
            if prefix.count(">") != quote.count(">"):
                state = _Lists()
            quote = prefix
            body = line[len(prefix) :]
            following = lines[at + 1].removeprefix(prefix) if at + 1 < len(lines) else ""
            if state.needs_blank(body) or (state.paragraph and _opens_table(body, following)):
                kept.append(prefix.rstrip())
            kept.append(prefix + state.place(body))
        return kept


def _opens_table(line: str, following: str) -> bool:
    return "|" in line and "|" in following and "-" in following and set(following) <= TABLE_RULE


class _Lists:
    """The list items open at a line: where each one's marker stands in the author's text."""

    def __init__(self) -> None:
        self.open: list[int] = []
        self.paragraph = False
        self.blank = True

    def needs_blank(self, line: str) -> bool:
        """Whether this line begins a list right after the lines of a paragraph."""
        item = ITEM.match(line)
        return (
            self.paragraph
            and item is not None
            and (self.open != [] or len(item["indent"]) < 4)
            and item["marker"] in ("-", "*", "+", "1.")
            and not RULE.match(line)
        )

    def place(self, line: str) -> str:
        """The line indented as Python-Markdown wants it; remembers what it opens or closes."""
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        if not text:
            self.blank, self.paragraph = True, False
            return line
        after_blank, self.blank = self.blank, False
        item = ITEM.match(line) if not RULE.match(line) else None
        if item and (self.open or indent < 4):
            self._close_deeper_than(indent)
            self.open.append(indent)
            self.paragraph = False
            return LEVEL * (len(self.open) - 1) + text
        if self.open and after_blank:
            self._close_deeper_than(indent)
        if self.open:
            self.paragraph = self.paragraph or after_blank
            extra = max(indent - self.open[-1] - 4, 0) if after_blank else 0
            return LEVEL * len(self.open) + " " * extra + text if after_blank else line
        self.paragraph = not text.startswith("#")
        return line

    def _close_deeper_than(self, indent: int) -> None:
        while self.open and indent < self.open[-1] + 2:
            self.open.pop()
