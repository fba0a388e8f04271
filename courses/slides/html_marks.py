"""HTML that tools leave in a deck: formatting is undone, the rest is shown or let go."""

import re

from courses.slides import messages
from courses.slides.characters import literal
from courses.slides.pieces import Findings
from courses.slides.word_sets import word_set

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,20})(\s[^<>]*|/)?>")
_RAISED = re.compile(r"<(su[pb])(?:\s[^<>]{0,200})?>([^<>]{0,80})</\1\s*>", re.IGNORECASE)
_CODE_SPAN = re.compile(r"(`{1,8})(?!`)[^`]{1,2000}\1(?!`)")
_ATTRIBUTE = re.compile(r"""\b(href|src|alt)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\W_]*\Z")

_LINE = word_set("br p div li tr hr h1 h2 h3 h4 h5 h6 ul ol dl dt dd table section")
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_QUIET = word_set(
    "span wbr u font center small big mark ins del s strike nobr tt code kbd samp var cite q abbr "
    "article header main figure figcaption details summary blockquote pre thead tbody tfoot td th "
    "colgroup col caption sup sub a img label html body address aside nav"
)
_ALWAYS = word_set("br span sup sub wbr font u")
_OTHER = word_set(
    "script style iframe frame frameset object embed applet base meta link form input button "
    "select option textarea svg math video audio source track canvas template slot dialog map "
    "area param marquee blink noscript head title footer picture isindex keygen layer xml"
)
_KNOWN = _LINE | frozenset(_EMPHASIS) | _QUIET | _OTHER
_RAISED_DIGITS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED_DIGITS = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def undo_html(text: str, line: int, findings: Findings) -> str:
    """A line without its HTML; ``\\n`` where a tag broke the line.

    Formatting becomes Markdown or vanishes. A tag that is only named in a sentence ("the <p>
    element"), and what merely looks like one (``List<String>``), stay as text.
    """
    if "<" not in text:
        return text
    spans = _CODE_SPAN.split(text) if "`" in text else [text]
    if len(spans) > 1:
        return _outside_code(text, line, findings)
    return _undo(text, line, findings)


def _outside_code(text: str, line: int, findings: Findings) -> str:
    parts = []
    done = 0
    for match in _CODE_SPAN.finditer(text):
        parts += [_undo(text[done : match.start()], line, findings), match[0]]
        done = match.end()
    return "".join([*parts, _undo(text[done:], line, findings)])


def _undo(text: str, line: int, findings: Findings) -> str:
    text = _RAISED.sub(_raised, text)
    tags = list(_TAG.finditer(text))
    if not tags:
        return text
    closed, opened = _partners(tags)
    parts = []
    done = 0
    for k, tag in enumerate(tags):
        parts.append(text[done : tag.start()])
        done = tag.end()
        if _is_named(text, tag, k in closed or k in opened):
            parts.append(literal("<") + tag[0][1:-1] + literal(">"))
        else:
            partner = tags[opened[k]] if k in opened else None
            parts.append(_replace(tag, partner, k in closed, line, findings))
    return "".join([*parts, text[done:]])


def _partners(tags: list[re.Match[str]]) -> tuple[dict[int, int], dict[int, int]]:
    """Which opening tag goes with which closing one on this line, both ways."""
    waiting: dict[str, list[int]] = {}
    closed: dict[int, int] = {}
    opened: dict[int, int] = {}
    for k, tag in enumerate(tags):
        name = tag[2].lower()
        if not tag[1]:
            waiting.setdefault(name, []).append(k)
        elif waiting.get(name):
            start = waiting[name].pop()
            closed[start], opened[k] = k, start
    return closed, opened


def _is_named(text: str, tag: re.Match[str], paired: bool) -> bool:
    """Whether a tag is only spoken of, or is no tag at all."""
    name = tag[2].lower()
    attributes = "=" in (tag[3] or "")
    if name not in _KNOWN:
        return not attributes
    if paired or attributes or name in _ALWAYS:
        return False
    before, after = text[: tag.start()][-1:], text[tag.end() : tag.end() + 1]
    return before != "" and before in " («\"'(/\u00a0" and not after.isalnum() and after != "<"


def _replace(
    tag: re.Match[str], opening: re.Match[str] | None, closed: bool, line: int, findings: Findings
) -> str:
    name = tag[2].lower()
    attributes = tag[3] or ""
    if name not in _KNOWN or name in _OTHER or " on" in attributes.lower():
        findings.warn(line, messages.TAG_REMOVED, text=tag[0])
        findings.drop_part(line, tag[0], messages.TAG)
    if name in _EMPHASIS:
        return _EMPHASIS[name]
    if name == "img":
        return f"![{_value(attributes, 'alt')}]({_value(attributes, 'src')})"
    if name == "a" and (closed or opening is not None):
        return f"]({_value(opening[3] or '', 'href')})" if opening is not None else "["
    if name in _LINE:
        return _line_break(name, closing=bool(tag[1]))
    return " " if name in ("td", "th") else ""


def _line_break(name: str, *, closing: bool) -> str:
    if name in ("br", "tr"):
        return "\n"
    if name == "li":
        return "\n" if closing else "\n- "
    if name == "hr":
        return "\n---\n"
    return "\n" + "#" * int(name[1]) + " " if name[0] == "h" and not closing else "\n\n"


def _value(attributes: str, name: str) -> str:
    for match in _ATTRIBUTE.finditer(attributes):
        if match[1].lower() == name:
            return match[2].strip("\"'").translate({ord(c): " " for c in "[]()\n"})
    return ""


def _raised(match: re.Match[str]) -> str:
    """What was above or below the line, told apart from the words around it."""
    text = match[2].strip()
    if not text:
        return ""
    base = _LAST_WORD.search(match.string[max(0, match.start() - 40) : match.start()])
    after = match.string[match.end() : match.end() + 1]
    mark = _raise(base[0] if base else "", text, up=match[1].lower() == "sup")
    return mark + " " if mark[0] == " " and after.isalnum() else mark


def _raise(word: str, text: str, *, up: bool) -> str:
    short = len(word) <= 2 and word.isalpha()
    if len(text) == 1 and (text.isdigit() or text in "+-") and short:
        return text.translate(_RAISED_DIGITS if up else _LOWERED_DIGITS)
    if text.lstrip("+-−").isdigit() or len(text) == 1:
        if not word or (up and word.isalpha() and not short):
            return " " + text
        return ("^" if up else literal("_")) + text
    return text if short or (word.isdigit() and len(word) == 1) else " " + text
