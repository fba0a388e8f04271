"""Blocks of code, coloured by classes that the style sheet gives a meaning."""

from html import escape
from xml.etree.ElementTree import Element, SubElement

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from courses.markup.blocks import ASIDE, restore_marks
from courses.markup.boxes import become, scrolling
from courses.markup.draft import CodeBlock, Draft
from courses.markup.page import CannotDraw, Fence, gettext_noop
from courses.markup.serial import RAW

MAX_CODE = 16 * 1024
"""Longest code that is coloured, in characters; longer code is shown plain."""
MAX_CODE_LINE = 1000
"""Longest line in code that is coloured: lexers slow down on long lines."""

TOKEN_CLASSES = frozenset(name for name in STANDARD_TYPES.values() if name)
"""Every class that a coloured piece of code may bear."""

_FORMATTER: HtmlFormatter = HtmlFormatter(nowrap=True)


def show_code(root: Element, draft: Draft) -> None:
    """Fill the places of fenced blocks; box the code that was only indented."""
    for code in root.iter("code"):
        code.text = restore_marks(code.text or "", draft)
    for element in list(root.iter()):
        if element.tag == "pre":
            _fill("".join(element.itertext()).rstrip(), "", element, draft)
        elif element.tag == ASIDE:
            item = draft.aside[int(element.get("n", ""))]
            if isinstance(item, CodeBlock) and not _draw(item, element, draft):
                _fill(item.text, item.language, element, draft)


def _draw(block: CodeBlock, element: Element, draft: Draft) -> bool:
    """Put in the place what the caller's function draws, if there is one."""
    drawer = draft.fences.get(block.language)
    if drawer is None:
        return False
    try:
        drawn = drawer(Fence(block.info, block.text, draft.language, int(element.get("n", "0"))))
    except CannotDraw as error:
        text = gettext_noop("“%(kind)s” block, column %(column)s: %(reason)s")
        line, column = block.line + error.line, block.indent + error.column
        reason = error.message
        draft.report(text, line, kind=block.language, column=column, reason=reason)
        drawn = error.instead
    become(element, "div", {"class": "drawing", "data-kind": block.language})
    SubElement(element, RAW).text = drawn
    return True


def _fill(code: str, language: str, element: Element, draft: Draft) -> None:
    made, name = highlighted(code, language)
    attributes = {"class": "code"}
    if language:
        attributes["data-language"] = language
    become(element, "div", attributes)
    label = draft.labels.code_in % name if name else draft.labels.code
    pre = SubElement(element, "pre", scrolling(label))
    SubElement(SubElement(pre, "code"), RAW).text = made


def highlighted(code: str, language: str) -> tuple[str, str]:
    """HTML of the code and the name of its language, "" when that is not known."""
    lexer = _lexer(language)
    name = lexer.name if lexer else ""
    too_long = len(code) > MAX_CODE or max(map(len, code.split("\n"))) > MAX_CODE_LINE
    if lexer is None or too_long:
        return escape(code, quote=False), name
    return highlight(code, lexer, _FORMATTER).rstrip("\n"), name


def _lexer(language: str) -> Lexer | None:
    if not language or language in ("text", "texte", "plain"):
        return None
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
