"""The passes over the tree that Python-Markdown built, in their order."""

import html
import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from courses.markup.boxes import lift_boxes
from courses.markup.codeblocks import show_code
from courses.markup.draft import Draft
from courses.markup.footnotes import tidy_footnotes
from courses.markup.formulas import show_formulas
from courses.markup.headings import add_anchors, collect_headings
from courses.markup.images import show_images
from courses.markup.inline import FORMULA
from courses.markup.links import check_links, link_notions
from courses.markup.tables import box_tables
from courses.markup.typography import typeset_french

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


class Passes(Treeprocessor):
    """Everything that happens between Markdown's tree and HTML."""

    def __init__(self, md: Markdown, draft: Draft) -> None:
        super().__init__(md)
        self.draft = draft

    def run(self, root: Element) -> None:
        draft = self.draft
        decode_entities(root)
        tidy_footnotes(root, draft)
        show_code(root, draft)
        show_formulas(root, draft)
        show_images(root, draft)
        link_notions(root, draft)
        check_links(root, draft)
        lift_boxes(root)
        box_tables(root, draft)
        if draft.french:
            typeset_french(root)
        collect_headings(root, draft)
        add_anchors(root, draft)


def decode_entities(root: Element) -> None:
    """Make every text the text it stands for: Python-Markdown leaves `&amp;` to its serializer."""
    for element in root.iter():
        if element.tag != FORMULA:
            element.text = _decoded(element.text)
        element.tail = _decoded(element.tail)
        for name, value in element.items():
            element.set(name, _decoded(value))


def _decoded(text: str | None) -> str:
    plain = (text or "").replace(AMP_SUBSTITUTE, "&")
    return ENTITY.sub(lambda match: html.unescape(match.group()), plain)
