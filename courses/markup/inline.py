"""What authors write inside a line beyond Markdown: formulas, notions and five HTML tags."""

import re
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

FORMULA = "x-formula"
"""Tag of formulas until they become MathML; the text is LaTeX."""
NOTION = "x-notion"
"""Tag of links to notions until they are looked up; the text is what is shown."""

# A backslash takes the next character with it, so that `\\[2pt]` or `\$` ends nothing. Each search
# stops at the next opening mark: the cost stays linear in the length of a line.
_LATEX = r"((?:\\[^()\[\]\x02]|[^\\$\x02]|\\[%s])+?)"
FORMULA_PATTERNS = {
    "display-dollars": r"(?<!\\)\$\$(?![$])" + _LATEX % r"()\[\]" + r"\$\$(?!\$)",
    "inline-dollars": r"(?<![\\$\d])\$(?![\s$])" + _LATEX % r"()\[\]" + r"(?<!\s)\$(?![\d$])",
    "display-brackets": r"(?<!\\)\\\[((?:\\[^\[\]\x02]|[^\\\x02])+?)\\\]",
    "inline-parentheses": r"(?<!\\)\\\(((?:\\[^()\x02]|[^\\\x02])+?)\\\)",
}

NOTION_PATTERN = (
    r"(?<!\\)\[\[(?P<shown>[^\s\[\]|\\\x02][^\[\]|\\\n\x02]{0,79})"
    r"(?:\\?\|(?P<target>[^\[\]|\n\x02]{1,80}))?\]\]"
)

TAG_PATTERN = (
    r"<(?P<tag>kbd|sub|sup|abbr)(?: title=\"(?P<title>[^\"<>\x02]{0,200})\")?>"
    r"(?P<text>(?:(?!<(?P=tag)>)[^\x02]){1,300}?)</(?P=tag)>"
)
BREAK_PATTERN = r"<br[ ]*/?>"

Handled = tuple[Element | None, int | None, int | None]


class Formula(InlineProcessor):
    """`$…$` and `\\(…\\)` in a line, `$$…$$` and `\\[…\\]` on show."""

    def __init__(self, pattern: str, *, display: bool) -> None:
        super().__init__(pattern)
        self.display = display

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]  # noqa: N802
        latex = m.group(1).strip()
        if not latex:
            return None, None, None
        element = Element(FORMULA, {"source": m.group(0)})
        if self.display:
            element.set("display", "block")
        element.text = AtomicString(latex)
        return element, m.start(0), m.end(0)


class Notion(InlineProcessor):
    """`[[hyperviseur]]` and `[[hyperviseurs|hyperviseur]]`."""

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]  # noqa: N802
        element = Element(NOTION, {"target": m["target"] or m["shown"], "source": m.group(0)})
        element.text = AtomicString(m["shown"].strip())
        return element, m.start(0), m.end(0)


class SafeTag(InlineProcessor):
    """`<kbd>`, `<sub>`, `<sup>`, `<abbr title="…">`; any other tag is shown as text."""

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]  # noqa: N802
        element = Element(m["tag"])
        if m["tag"] == "abbr" and m["title"]:
            element.set("title", m["title"])
        element.text = m["text"]
        return element, m.start(0), m.end(0)


class Break(InlineProcessor):
    """`<br>`, which table cells need."""

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]  # noqa: N802
        return Element("br"), m.start(0), m.end(0)
