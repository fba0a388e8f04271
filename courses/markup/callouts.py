"""Callouts: quotes whose first line says what they are.

    > [!définition] Hyperviseur
    > Logiciel qui partage une machine entre plusieurs systèmes.

becomes

    <aside class="note definition" role="note">
    <p class="label">Définition — Hyperviseur</p>
    <p>Logiciel qui partage une machine entre plusieurs systèmes.</p>
    </aside>

The role keeps the many asides of a lesson out of the list of landmarks; the label is a paragraph,
first in reading order, so that its meaning never rests on colour.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from courses.markup.draft import Draft
from courses.markup.labels import CALLOUT_KINDS
from courses.markup.page import gettext_noop

FIRST_LINE = re.compile(r"(?:^|\n)[ ]{0,3}>[ ]?\[!(?P<kind>[^\[\]\n]{1,30})\](?P<title>[^\n]*)")
QUOTE_MARK = re.compile(r"^[ ]{0,3}>[ ]?", re.MULTILINE)


class Callout(BlockProcessor):
    """A quote that opens with `[!kind]` becomes an `aside`."""

    def __init__(self, parser: BlockParser, draft: Draft) -> None:
        super().__init__(parser)
        self.draft = draft

    def test(self, parent: Element, block: str) -> bool:
        return FIRST_LINE.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        matches = list(FIRST_LINE.finditer(block))
        self.parser.parseBlocks(parent, [block[: matches[0].start()]])
        ends = [match.start() for match in matches[1:]] + [len(block)]
        for match, end in zip(matches, ends, strict=True):
            body = block[match.end() : end].lstrip("\n")
            element = self._opened(parent, match)
            self.parser.state.set("blockquote")
            self.parser.parseChunk(element, QUOTE_MARK.sub("", body))
            self.parser.state.reset()

    def _opened(self, parent: Element, match: re.Match[str]) -> Element:
        """The aside with its label; a plain quote when no callout has that name."""
        kind = CALLOUT_KINDS.get(" ".join(match["kind"].split()).lower())
        title = match["title"].strip()
        if kind is None:
            text = gettext_noop("There is no callout named “%(name)s”.")
            self.draft.report(text, f"[!{match['kind']}]", name=match["kind"])
            quote = SubElement(parent, "blockquote")
            SubElement(quote, "p").text = f"[!{match['kind']}] {title}"
            return quote
        aside = SubElement(parent, "aside", {"class": f"note {kind}", "role": "note"})
        name = self.draft.labels.callouts[kind]
        label = SubElement(aside, "p", {"class": "label"})
        label.text = f"{name} — {title}" if title else name
        return aside
