"""What a reader reads in rendered HTML, as plain text."""

import re
from html.parser import HTMLParser

SILENT_TAGS = frozenset(["math", "svg"])
SILENT_CLASSES = frozenset(["anchor", "footnote-ref", "footnote-back"])
LINES = frozenset(
    ["p", "li", "h2", "h3", "h4", "h5", "h6", "pre", "tr", "figcaption", "div", "br", "blockquote"]
)
CELLS = frozenset(["td", "th"])


def plain_text(html: str) -> str:
    """The words of the HTML, one line a block, without formulas, drawings and link marks."""
    parser = _Reader()
    parser.feed(html)
    parser.close()
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(parser.read).split("\n"))
    return "\n".join(line for line in lines if line)


def count_words(text: str) -> int:
    """How many words a text has; punctuation standing alone is none."""
    return sum(1 for word in text.split() if any(map(str.isalnum, word)))


class _Reader(HTMLParser):
    """Gathers texts; knows that the HTML is well formed, since the sink wrote it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read: list[str] = []
        self._silent: list[str] = []
        self._missing = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if tag == "figure":
            self._missing = "missing" in classes
        # What stands for a figure that is not there yet is no text of the author's.
        placeholder = tag == "p" and self._missing
        if (
            self._silent
            or placeholder
            or tag in SILENT_TAGS
            or SILENT_CLASSES.intersection(classes)
        ):
            self._silent.append(tag)
        else:
            self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[0]:
                self._silent.clear()
        else:
            self._missing = self._missing and tag != "figure"
            self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.read.append(data.replace("\n", " "))

    def _part(self, tag: str) -> None:
        if tag in LINES:
            self.read.append("\n")
        elif tag in CELLS:
            self.read.append(" ")
