"""The Markdown that lessons are written in: Python-Markdown, less raw HTML, plus our own marks."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.treeprocessors import Treeprocessor

from courses.markup.blocks import MARK_PATTERN, AsideMark, SetAside
from courses.markup.callouts import Callout
from courses.markup.draft import Draft
from courses.markup.inline import (
    BREAK_PATTERN,
    FORMULA_PATTERNS,
    NOTION_PATTERN,
    TAG_PATTERN,
    Break,
    Formula,
    Notion,
    SafeTag,
)
from courses.markup.lists import RegularBlocks
from courses.markup.serial import BARE, to_html
from courses.markup.tables import SizedTable
from courses.markup.tree import Passes


def lesson_parser(draft: Draft) -> Markdown:
    """A parser for whole texts; what it finds goes to the draft. It serves once."""
    notes = FootnoteExtension(BACKLINK_TITLE="{}")
    md = Markdown(extensions=[notes, SaneListExtension()])
    md.preprocessors.deregister("html_block")
    md.preprocessors.register(SetAside(md, draft), "set_aside", 20)
    md.preprocessors.register(RegularBlocks(md), "regular_blocks", 15)
    blocks = md.parser.blockprocessors
    blocks.register(_Heading(md.parser), "hashheader", 70)
    blocks.register(SizedTable(md.parser, draft), "table", 75)
    blocks.register(Callout(md.parser, draft), "callout", 25)
    _finish(md, draft)
    return md


def line_parser(draft: Draft) -> Markdown:
    """A parser for one line: emphasis, code, formulas, links, but no blocks."""
    md = Markdown()
    md.preprocessors.deregister("html_block")
    blocks = md.parser.blockprocessors
    for name in ("indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote"):
        blocks.deregister(name)
    blocks.deregister("reference")
    md.treeprocessors.register(_WithoutParagraph(md), "without_paragraph", -5)
    _finish(md, draft)
    return md


class _Heading(HashHeaderProcessor):
    """Python-Markdown's own, but `#include`, without a space, is no heading."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ ]+(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")


class _WithoutParagraph(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter("p"):
            element.tag = BARE


def _finish(md: Markdown, draft: Draft) -> None:
    inline = md.inlinePatterns
    inline.deregister("html")
    inline.deregister("entity")
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "$", "|"]
    inline.register(AsideMark(MARK_PATTERN, draft), "aside", 195)
    for place, (name, pattern) in enumerate(FORMULA_PATTERNS.items()):
        formula = Formula(pattern, display=name.startswith("display"))
        inline.register(formula, name, 188 - place)
    inline.register(Notion(NOTION_PATTERN), "notion", 182)
    inline.register(SafeTag(TAG_PATTERN), "safe_tag", 97)
    inline.register(Break(BREAK_PATTERN), "safe_break", 96)
    md.treeprocessors.register(Passes(md, draft), "passes", -10)
    md.serializer = to_html
