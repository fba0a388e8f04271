"""Headings: an outline without gaps, an id and a link for each."""

from xml.etree.ElementTree import Element, SubElement

from courses.markup.draft import Draft
from courses.markup.page import ID_PREFIX, Heading
from courses.markup.slugs import slugify

TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FIRST_LEVEL = 2
"""The h1 belongs to the page around the text."""


def collect_headings(root: Element, draft: Draft) -> None:
    """Renumber the headings from h2 on and give them ids; `draft.headings` lists them.

    A level is never skipped: whatever the author's first level is becomes h2, and what lies under
    it h3, so that the outline is right for people who move from heading to heading.
    """
    open_levels: list[int] = []
    used: dict[str, int] = {}
    for element in root.iter():
        if element.tag not in TAGS:
            continue
        level = TAGS.index(element.tag)
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        shown = min(len(open_levels) + FIRST_LEVEL - 1, len(TAGS))
        text = " ".join("".join(element.itertext()).split())
        element.tag = f"h{shown}"
        element.set("id", _unique(slugify(text) or "section", used))
        draft.headings.append(Heading(shown, element.get("id", ""), text))


def add_anchors(root: Element, draft: Draft) -> None:
    """End each heading with a link to itself, named after it."""
    texts = {heading.id: heading.text for heading in draft.headings}
    for element in root.iter():
        name = element.get("id", "")
        if element.tag in TAGS and name in texts:
            label = draft.labels.heading_link % texts[name]
            _pad(element)
            SubElement(
                element, "a", {"class": "anchor", "href": f"#{name}", "aria-label": label}
            ).text = "#"


def _pad(element: Element) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + " "
    else:
        element.text = (element.text or "").rstrip() + " "


def _unique(slug: str, used: dict[str, int]) -> str:
    """The id of a slug, numbered from the second time on; `used` counts what was given."""
    name = ID_PREFIX + slug
    while name in used:
        used[ID_PREFIX + slug] += 1
        name = f"{ID_PREFIX}{slug}-{used[ID_PREFIX + slug]}"
    used[name] = 1
    return name
