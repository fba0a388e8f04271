"""Marks that end a page."""

import re

_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|--)\Z")
_NUMBERED = re.compile(r"\s*\{\d{1,6}\}\s*-{3,}\s*\Z")
_COMMAND = re.compile(r"\s*\\(?:newpage|pagebreak|clearpage)\s*\Z")
_COMMENT = re.compile(
    r"\s*(?:new[ _-]?)?(?:page|slide|diapo|diapositive|folie)"
    r"(?:[ _-]?(?:break|number|no|n°|num))?\s*[:=#]?\s*\d{0,6}"
    r"\s*(?:(?:/|of|sur|-)\s*\d{1,6})?\s*[:.]?\s*\Z",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\s*(?:image|picture|figure|photo|diagram|schéma)s?[\s:.#\d]{0,12}\Z", re.IGNORECASE
)


def is_rule(text: str) -> bool:
    """Whether a line is an ornament that may end a page: ``---``, ``***``, ``___``."""
    start = text.lstrip()[:1]
    return start in ("-", "*", "_") and len(text) < 400 and bool(_RULE.match(text.rstrip()))


def is_strong_mark(text: str) -> bool:
    """Whether a line can only be the end of a page: form feed, ``{3}----``, page comment."""
    if text == "\f":
        return True
    start = text.lstrip()[:1]
    if start == "{":
        return bool(_NUMBERED.match(text))
    if start == "\\":
        return bool(_COMMAND.match(text))
    if start == "<":
        body = text.strip()
        return body.startswith("<!--") and body.endswith("-->") and is_page_comment(body[4:-3])
    return False


def is_page_mark(text: str) -> bool:
    """Whether a line ends a page, surely or probably."""
    return is_strong_mark(text) or is_rule(text)


def is_page_comment(body: str) -> bool:
    """Whether a comment such as ``page 3`` or ``Slide number: 3`` ends a page."""
    return len(body) < 80 and bool(_COMMENT.match(body))


def is_picture_comment(body: str) -> bool:
    """Whether a comment such as ``image`` stands for a lost picture."""
    return len(body) < 40 and bool(_PICTURE.match(body))
