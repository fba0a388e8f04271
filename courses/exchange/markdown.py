"""HTML and plain texts of other software as Markdown, and what they lose.

The reader here is made for fragments written by editors: it never fails, takes time in proportion
to the text, and keeps every word; the renderer sanitises what comes out like any other text.
"""

import re
from html import unescape

from courses.exchange.markdown_writer import MarkdownWriter, escaped

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})((?:[\s/][^<>]*+)?)>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,30})\s{0,9}=\s{0,9}("[^"]*+"|'[^']*+'|[^\s"'>]++)""")
_FORMULA = re.compile(r"\\\(((?:[^\\]|\\(?![()]))*+)\\\)|\$\$((?:[^$]|\$(?!\$))++)\$\$")
_SIGNS = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,20}[\s/>]|&(?:#[0-9]{1,7}|[A-Za-z]{2,31});")


def looks_like_html(text: str) -> bool:
    """Whether `text` has a tag or an entity."""
    return _SIGNS.search(text) is not None


def from_plain(text: str) -> str:
    """Markdown that shows `text` as it stands."""
    return _prose(text)


def from_html(text: str) -> tuple[str, list[str]]:
    """`text` as Markdown, and the names of what it cannot keep (images, tags of another life)."""
    writer = MarkdownWriter()
    for piece, tag in _tokens(text):
        if tag is None:
            writer.text(unescape(piece), prose=_prose)
        else:
            attributes = {
                found[1].lower(): unescape(found[2].strip("\"'"))
                for found in _ATTRIBUTE.finditer(tag[3])
            }
            writer.tag(tag[2].lower(), attributes, closing=bool(tag[1]))
    return writer.done(), writer.losses


def _tokens(text: str) -> list[tuple[str, re.Match[str] | None]]:
    """Texts and tags in turn, comments left out."""
    tokens, place = list[tuple[str, re.Match[str] | None]](), 0
    text = _without_comments(text)
    for found in _TAG.finditer(text):
        tokens += [(text[place : found.start()], None), ("", found)]
        place = found.end()
    return [*tokens, (text[place:], None)]


def _without_comments(text: str) -> str:
    kept, place = list[str](), 0
    while (start := text.find("<!--", place)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        kept.append(text[place:start])
        place = end + 3
    return "".join([*kept, text[place:]])


def _prose(text: str) -> str:
    """Words as Markdown, the formulas among them between dollars."""
    pieces, place = list[str](), 0
    for found in _FORMULA.finditer(text):
        pieces.append(escaped(text[place : found.start()]))
        inline, block = found[1], found[2]
        pieces.append(f"${inline.strip()}$" if inline is not None else f"$${block}$$")
        place = found.end()
    return "".join([*pieces, escaped(text[place:])])
