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
        match = FIRST_LINE.search(block)
        return match is not None and self._kind(match) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = FIRST_LINE.search(block)
        kind = match and self._kind(match)
        if match is None or kind is None:
            raise AssertionError("run() follows a test() that held")
        self.parser.parseBlocks(parent, [block[: match.start()]])
        aside = SubElement(parent, "aside", {"class": f"note {kind}", "role": "note"})
        label = SubElement(aside, "p", {"class": "label"})
        title = match["title"].strip()
        name = self.draft.labels.callouts[kind]
        label.text = f"{name} — {title}" if title else name
        self.parser.state.set("blockquote")
        body, following = _split(block[match.end() :].lstrip("\n"))
        self.parser.parseChunk(aside, QUOTE_MARK.sub("", body))
        self.parser.state.reset()
        if following:
            blocks.insert(0, following)

    def _kind(self, match: re.Match[str]) -> str | None:
        name = " ".join(match["kind"].split()).lower()
        if name not in CALLOUT_KINDS:
            self.draft.report(
                gettext_noop("There is no callout named “%(name)s”."),
                f"[!{match['kind']}]",
                name=match["kind"],
            )
        return CALLOUT_KINDS.get(name)


def _split(body: str) -> tuple[str, str]:
    """What belongs to this callout, and the next callout when no blank line parts them."""
    following = FIRST_LINE.search(body)
    if following is None:
        return body, ""
    return body[: following.start()], body[following.start() :].lstrip("\n")
