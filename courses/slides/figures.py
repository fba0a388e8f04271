"""Pictures: every one was lost with the deck, so a link to a file is a lost figure."""

import re
from dataclasses import dataclass

_IMAGE = re.compile(
    r"!\[(?P<alt>[^\[\]]{0,1000}(?:\[[^\[\]]{0,200}\][^\[\]]{0,1000}){0,3})\]"
    r"(?:\((?P<target>[^()]*(?:\([^()]*\)[^()]*){0,3})\)|\[(?P<ref>[^\[\]]{0,200})\])"
    r"|!\[\[(?P<wiki>[^\[\]]{1,500})\]\]"
    r"|(?:\*\*)?==>\s*picture[^<>=]{0,80}omitted\s*<==(?:\*\*)?"
)
_CODE_SPAN = re.compile(r"(`{1,8})(?!`)[^`]{1,2000}\1(?!`)")
_ATTRIBUTES = re.compile(r"\{[:.#\w][^{}]{0,200}\}")
_EMPTY_NAME = re.compile(
    r"(?:(?:an?|une?)\s+)?(?:images?|img|pictures?|pic|figures?|fig|photos?|graphics?|graphique|"
    r"diagram(?:me)?|sch[ée]ma|logo|chart|shape|object|alt(?: text)?|bg|right|left|fit|contain|"
    r"cover|(?:[wh]|width|height|blur|opacity|brightness):\S+|\d+%?|[\s_.:-])*\Z",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"[^\s/]*\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|emf|wmf|pdf|eps)\Z", re.IGNORECASE
)
_REMOTE = re.compile(r"https?://[^\s/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pictures:
    """A line once its pictures are out: what it still says, and the links that were lost."""

    text: str
    lost: tuple[str, ...] = ()
    alone: bool = False


def take_pictures(text: str) -> Pictures:
    """Replace each picture by its description, when it has one; remote ones become links."""
    if "![" not in text and "==>" not in text:
        return Pictures(text)
    lost: list[str] = []
    alone = True
    parts: list[str] = []
    done = 0
    spans = [m.span() for m in _CODE_SPAN.finditer(text)] if "`" in text else []
    for match in _IMAGE.finditer(text):
        if any(a <= match.start() < b for a, b in spans[:100]):
            continue
        between = text[done : match.start()]
        alone = alone and not between.strip(" -*+\t")
        stand_in, is_lost = _stand_in(match)
        if is_lost:
            lost.append(match[0])
        parts += [between, stand_in]
        done = _skip_attributes(text, match.end())
    alone = alone and done > 0 and not text[done:].strip()
    return Pictures("".join([*parts, text[done:]]), tuple(lost), alone)


def _stand_in(match: re.Match[str]) -> tuple[str, bool]:
    alt = " ".join((match["alt"] or "").split())
    target = (match["target"] or "").strip().lstrip("<")
    if _REMOTE.match(target):
        address = target.split()[0].rstrip(">")
        return f"[{alt or address}]({address})", False
    return ("" if is_empty_name(alt) else alt), True


def is_empty_name(alt: str) -> bool:
    """Whether a description says nothing of the picture: empty, a file name, "Picture 2"."""
    words = " ".join(alt.split())[:300]
    return bool(_FILE.match(words) or (len(words) < 60 and _EMPTY_NAME.match(words)))


def _skip_attributes(text: str, end: int) -> int:
    match = _ATTRIBUTES.match(text, end)
    return match.end() if match else end
