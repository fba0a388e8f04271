"""The one door through which HTML leaves: whatever is not listed here does not pass.

Raw HTML in a source is never interpreted (see `inline.SafeTag`), so that nothing dangerous should
reach this door at all; it is here for the day when something does.
"""

import re

import nh3

from courses.markup.codeblocks import TOKEN_CLASSES
from courses.markup.formulas import STYLE_CLASSES
from courses.markup.labels import CALLOUT_KINDS
from courses.markup.page import ID_PREFIX

_TEXT = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "strong", "em",
    "code", "pre", "kbd", "sub", "sup", "abbr", "a", "span", "div", "aside", "section", "figure",
    "figcaption", "img", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_MATH = {
    "math", "semantics", "annotation", "mrow", "mi", "mo", "mn", "ms", "mtext", "mspace", "msub",
    "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "mfrac",
    "msqrt", "mroot", "mtable", "mtr", "mtd", "mpadded", "mphantom", "menclose", "merror",
}  # fmt: skip
_DRAWING = {
    "svg", "g", "title", "desc", "defs", "marker", "path", "rect", "circle", "ellipse", "line",
    "polyline", "polygon", "text", "tspan",
}  # fmt: skip

_MATH_ATTRIBUTES = {
    "accent", "accentunder", "columnspan", "depth", "display", "displaystyle", "encoding", "fence",
    "form", "height", "largeop", "linethickness", "lspace", "mathvariant", "maxsize", "minsize",
    "movablelimits", "notation", "rowspan", "rspace", "scriptlevel", "separator", "stretchy",
    "symmetric", "voffset", "width",
}  # fmt: skip
_DRAWING_ATTRIBUTES = {
    "aria-labelledby", "aria-hidden", "cx", "cy", "d", "dominant-baseline", "dx", "dy", "height",
    "id", "marker-end", "marker-start", "markerHeight", "markerWidth", "orient", "points", "r",
    "refX", "refY", "role", "rx", "ry", "stroke-dasharray", "text-anchor", "transform", "viewBox",
    "width", "x", "x1", "x2", "y", "y1", "y2",
}  # fmt: skip

_ATTRIBUTES = {
    "a": {"href", "title", "rel", "aria-label"},
    "abbr": {"title"},
    "section": {"aria-label", "data-explorable", "data-source"},
    "div": {"aria-label", "data-language", "data-kind"},
    "pre": {"aria-label"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
    **dict.fromkeys(_MATH, _MATH_ATTRIBUTES),
    **dict.fromkeys(_DRAWING, _DRAWING_ATTRIBUTES),
}
_VALUES = {
    "div": {"tabindex": {"0"}, "role": {"region"}},
    "pre": {"tabindex": {"0"}, "role": {"region"}},
    "aside": {"role": {"note"}},
    "img": {"loading": {"lazy"}, "decoding": {"async"}},
    "th": {"scope": {"col"}},
}
_MATH_CLASSES = set(STYLE_CLASSES.values())
DRAWING_CLASS = re.compile(r"d-[a-z0-9-]+")
_CLASSES = {
    "a": {"anchor", "notion", "footnote-ref", "footnote-back"},
    "p": {"label"},
    "div": {"code", "scroll", "formula", "drawing"},
    "aside": {"note", *CALLOUT_KINDS.values()},
    "section": {"footnotes", "explorable"},
    "figure": {"figure", "missing"},
    "th": {"right", "center"},
    "td": {"right", "center"},
    "span": set(TOKEN_CLASSES),
    **dict.fromkeys(_MATH, _MATH_CLASSES),
}

_ID = re.compile(re.escape(ID_PREFIX) + r"[\w-]+")
_FRAGMENT = re.compile(r"url\(#" + re.escape(ID_PREFIX) + r"[\w-]+\)")
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\s]*")


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    """The value of an attribute that is listed, or None when it says something it must not."""
    if attribute == "id":
        return value if _ID.fullmatch(value) else None
    if attribute == "src":
        return value if _OWN_PATH.fullmatch(value) else None
    if attribute in ("marker-end", "marker-start"):
        return value if _FRAGMENT.fullmatch(value) else None
    if tag in _DRAWING and attribute == "class":
        return " ".join(name for name in value.split() if DRAWING_CLASS.fullmatch(name))
    return value


_CLEANER = nh3.Cleaner(
    tags=_TEXT | _MATH | _DRAWING,
    clean_content_tags={"script", "style"},
    attributes={**_ATTRIBUTES, **{tag: _DRAWING_ATTRIBUTES | {"class"} for tag in _DRAWING}},
    attribute_filter=_allowed,
    tag_attribute_values=_VALUES,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto"},
    url_relative="pass_through",
    strip_comments=True,
    link_rel=None,
)


def clean(html: str) -> str:
    """The HTML with every tag, attribute, class and address outside of the lists removed."""
    return _CLEANER.clean(html)
