"""The names of images in Markdown: numbers of rows on the site, names of files in a folder."""

import re
from collections.abc import Mapping

_NAMED = re.compile(r"(\]\(figure:)([\w.-]+)(?=[\s)])")


def renamed(source: str, names: Mapping[str, str]) -> str:
    """The source with each `figure:name` that `names` knows called by its other name."""
    return _NAMED.sub(lambda found: found[1] + names.get(found[2], found[2]), source)
