"""Links: where they may lead, and what they say of other sites."""

import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from courses.markup.draft import Draft
from courses.markup.inline import NOTION
from courses.markup.page import gettext_noop
from courses.markup.serial import BARE
from courses.markup.slugs import slugify

SCHEMES = frozenset(["http", "https", "mailto", ""])
UNSAFE = re.compile(r"[\s\\<>\x00-\x1f\x7f]")


def check_links(root: Element, draft: Draft) -> None:
    """Unlink the addresses that must not be followed; mark the links that leave the site."""
    for link in root.iter("a"):
        address = link.get("href", "")
        kind = _kind(address)
        if kind == "refused":
            draft.report(
                gettext_noop("This address cannot be a link: %(address)s"), address, address=address
            )
            link.tag = BARE
            link.attrib.clear()
        elif kind == "elsewhere":
            link.set("rel", "noopener noreferrer")


def _kind(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "refused"
    if parts.scheme not in SCHEMES or UNSAFE.search(address):
        return "refused"
    if parts.scheme in ("http", "https") and not parts.netloc:
        return "refused"
    return "elsewhere" if parts.netloc else "here"


def link_notions(root: Element, draft: Draft) -> None:
    """Link notions that the course defines; the others stay words, and are reported."""
    for element in root.iter(NOTION):
        source, target = element.attrib.pop("source"), element.attrib.pop("target")
        slug = slugify(target)
        address = draft.notions(slug)
        if address is None:
            element.tag = BARE
            draft.report(
                gettext_noop("The notion “%(name)s” is not in the glossary."), source, name=slug
            )
            continue
        element.tag = "a"
        element.attrib.update({"class": "notion", "href": address})
        draft.linked[slug] = None
