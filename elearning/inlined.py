"""The style and the script that travel inside every page, so that one round trip shows it.

The content policy lets in exactly these two texts, by their hashes. They are written in
`static/` like all others, with comments and indentation, which are left out of the pages.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256

from django.conf import settings

STYLES = ("tokens", "base", "shell", "strip", "reading", "question", "print")
"""The files of `static/css/` that a lesson needs, in order; other pages add `pages.css`."""
SCRIPT = "js/first.js"

STRING = r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
STRING_OR_COMMENT = re.compile(rf"{STRING}|/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s*([{};,>])\s*|\s+")
PROPERTY = re.compile(r"([{;][\w-]+): ")


def compact_css(css: str) -> str:
    """`css` without comments, indentation and last semicolons; strings stay as they are.

    It knows only the CSS of `static/css/`: no address without quotes, no comment in a value.
    """
    text = STRING_OR_COMMENT.sub(lambda found: found[1] or "", css)
    pieces = re.split(STRING, text)
    pieces[::2] = map(_compact, pieces[::2])  # the others are strings
    return "".join(pieces).strip()


def _compact(css: str) -> str:
    text = SPACE.sub(lambda found: found[1] or " ", css)
    return PROPERTY.sub(r"\1:", text).replace(";}", "}")


def compact_js(script: str) -> str:
    """`script` without the lines that are comments, and without indentation."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def policy_hash(text: str) -> str:
    """How a content policy names an inline text: `'sha256-…'`."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def style() -> str:
    """The style of every page."""
    folder = settings.BASE_DIR / "static/css"
    return compact_css("".join((folder / f"{name}.css").read_text("utf-8") for name in STYLES))


@cache
def script() -> str:
    """The script that runs before anything is shown."""
    return compact_js((settings.BASE_DIR / "static" / SCRIPT).read_text("utf-8"))
