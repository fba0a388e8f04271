"""Fenced code and display formulas, taken out of the text before Markdown reads it.

Markdown must see neither: a line of a formula may begin with `-` or `>`, and Python-Markdown's own
fences know neither lists nor quotes. A mark stays in their place, which no author can write since
control characters are removed from sources.
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from courses.markup.draft import CodeBlock, DisplayFormula, Draft
from courses.markup.inline import FORMULA, Handled
from courses.markup.page import gettext_noop

ASIDE = "x-aside"
"""Tag of the elements that stand for what was set aside; `n` is the place in `draft.aside`."""
MARK = "\x02aside:%d\x03"
MARK_PATTERN = r"\x02aside:(\d+)\x03"

FENCE = re.compile(r"(?P<prefix>[ >]*)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
DISPLAYED = re.compile(r"(?P<prefix>[ >]*)(?P<open>\$\$|\\\[)(?P<rest>.*)$")
FORMULA_ENDS = {"$$": "$$", "\\[": "\\]"}
MAX_FORMULA_LINES = 50
"""How far the end of a formula is looked for."""
CONTAINER = re.compile(r"[ ]*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]]+\]:)[ ]")
INFO_WORD = re.compile(r"[\w+#.-]+")


@dataclass(frozen=True)
class _Found:
    item: CodeBlock | DisplayFormula
    prefix: str
    end: int


class SetAside(Preprocessor):
    """Replace each fenced block and display formula by a mark on a line of its own."""

    def __init__(self, md: Markdown, draft: Draft) -> None:
        super().__init__(md)
        self.draft = draft

    def run(self, lines: list[str]) -> list[str]:
        kept: list[str] = []
        nested = False
        at = 0
        while at < len(lines):
            line = lines[at]
            after_blank = at > 0 and not lines[at - 1].strip()
            nested = _in_container(line, after_blank=after_blank, was=nested)
            found = self._read(lines, at, nested)
            if found is None:
                kept.append(line)
                at += 1
                continue
            mark = MARK % len(self.draft.aside)
            self.draft.aside.append(found.item)
            blank = found.prefix.rstrip()
            kept += [blank, found.prefix + mark, blank]
            at = found.end
        return kept

    def _read(self, lines: list[str], at: int, nested: bool) -> _Found | None:
        match = FENCE.match(lines[at]) or DISPLAYED.match(lines[at])
        if match is None:
            return None
        prefix = match["prefix"]
        spaces = len(prefix) - len(prefix.rstrip(" "))
        if spaces >= 4 and not nested:
            return None
        if "fence" in match.groupdict():
            return self._read_fence(lines, at, match)
        return _read_formula(lines, at, match)

    def _read_fence(self, lines: list[str], at: int, match: re.Match[str]) -> _Found:
        prefix, fence = match["prefix"], match["fence"]
        closing = re.compile(rf"[ ]*{fence[0]}{{{len(fence)},}}[ ]*$")
        text: list[str] = []
        end = at + 1
        closed = False
        while end < len(lines) and not closed:
            inner = _without(prefix, lines[end])
            if inner is None:
                break
            closed = closing.match(inner) is not None
            if not closed:
                text.append(inner)
            end += 1
        if not closed:
            self.draft.report(gettext_noop("This code block is never closed."), at + 1)
        language = INFO_WORD.search(match["info"])
        item = CodeBlock(
            language=language.group().strip(".").lower() if language else "",
            text="\n".join(text).rstrip(),
            line=at + 1,
            source="\n".join(lines[at:end]),
            info=match["info"][language.end() :].strip() if language else "",
            indent=len(prefix),
        )
        return _Found(item, prefix, end)


def _read_formula(lines: list[str], at: int, match: re.Match[str]) -> _Found | None:
    """A formula alone on its lines; a blank line before its end means it is none."""
    prefix, end_mark = match["prefix"], FORMULA_ENDS[match["open"]]
    latex: list[str] = []
    for end in range(at, min(at + MAX_FORMULA_LINES, len(lines))):
        inner = match["rest"] if end == at else _without(prefix, lines[end])
        if inner is None or (end > at and not _continues(inner, match["open"])):
            return None
        before, found, after = inner.partition(end_mark)
        latex.append(before)
        if found:
            if after.strip():
                return None
            text = "\n".join(latex).strip()
            item = DisplayFormula(text, at + 1, "\n".join(lines[at : end + 1]))
            return _Found(item, prefix, end + 1) if text else None
    return None


def _continues(line: str, opening: str) -> bool:
    """Whether a line may be the middle or end of a formula begun by `opening`."""
    return line.strip() != "" and not (opening == "\\[" and line.lstrip().startswith(opening))


def _without(prefix: str, line: str) -> str | None:
    """The line inside the quote or list that `prefix` belongs to; None outside of the quote."""
    for _ in range(prefix.count(">")):
        before, found, line = line.partition(">")
        if not found or before.strip():
            return None
    spaces = len(prefix) - len(prefix.rstrip(" "))
    return line[min(spaces, len(line) - len(line.lstrip(" "))) :]


def _in_container(line: str, *, after_blank: bool, was: bool) -> bool:
    """Whether deep indentation means "inside a list item or footnote" rather than code."""
    if CONTAINER.match(line):
        return True
    return was and not (after_blank and line.strip() and not line.startswith(" "))


class AsideMark(InlineProcessor):
    """Turn a mark into an element: a formula, or the place of a fenced block."""

    def __init__(self, pattern: str, draft: Draft) -> None:
        super().__init__(pattern)
        self.draft = draft

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]  # noqa: N802
        item = self.draft.aside[int(m.group(1))]
        if isinstance(item, CodeBlock):
            element = Element(ASIDE, {"n": m.group(1)})
        else:
            element = Element(FORMULA, {"display": "block", "line": str(item.line)})
            element.text = AtomicString(item.latex)
        return element, m.start(0), m.end(0)


def restore_marks(text: str, draft: Draft) -> str:
    """Put back the source of what was set aside inside a text that stays verbatim."""
    return re.sub(MARK_PATTERN, lambda m: draft.aside[int(m.group(1))].source, text)
