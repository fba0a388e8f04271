"""Titles as they are printed: the words are their author's, apostrophes and spaces are set.

A space that already stands before `: ; ! ? »`, between a number and `%`, or after `«` is made one
that no line breaks at; none is added, so that English titles stay English.
"""

import re

APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
BEFORE = re.compile(r" (?=[:;!?»](?:\s|$))|(?<=[0-9]) (?=%)")
AFTER = re.compile(r"(?<=«) ")


def typeset(title: str) -> str:
    """The title with typographic apostrophes and no-break spaces; doing it twice adds nothing."""
    return AFTER.sub("\u00a0", BEFORE.sub("\u00a0", APOSTROPHE.sub("’", title)))
