"""Footnotes: Python-Markdown gathers them; here they get safe ids and words for listeners."""

from xml.etree.ElementTree import Element

from markdown.extensions.footnotes import NBSP_PLACEHOLDER

from courses.markup.draft import Draft
from courses.markup.page import ID_PREFIX


def tidy_footnotes(root: Element, draft: Draft) -> None:
    """Rename what the author's marks named, and drop links back to marks that are not there."""
    notes = next((div for div in root.iter("div") if div.get("class") == "footnote"), None)
    if notes is None:
        return
    names = _rename_ids(root)
    notes.tag = "section"
    notes.attrib.update({"class": "footnotes", "aria-label": draft.labels.footnotes})
    parents = {child: parent for parent in root.iter() for child in parent}
    for link in list(root.iter("a")):
        if link.get("class") not in ("footnote-ref", "footnote-backref"):
            continue
        target = names.get(link.get("href", "").removeprefix("#"))
        if target is None:
            parents[link].remove(link)
            continue
        link.set("href", f"#{target}")
        if link.get("class") == "footnote-backref":
            _name_link_back(link, draft)
    for element in notes.iter():
        element.text = (element.text or "").replace(NBSP_PLACEHOLDER, "\u00a0")
        element.tail = (element.tail or "").replace(NBSP_PLACEHOLDER, "\u00a0")


def _rename_ids(root: Element) -> dict[str, str]:
    names: dict[str, str] = {}
    for tag, prefix in (("sup", "call"), ("li", "note")):
        named = (element for element in root.iter(tag) if element.get("id"))
        for number, element in enumerate(named, 1):
            new = f"{ID_PREFIX}fn-{prefix}-{number}"
            names[element.get("id", "")] = new
            element.set("id", new)
    return names


def _name_link_back(link: Element, draft: Draft) -> None:
    label = draft.labels.footnote_back % link.attrib.pop("title", "")
    link.attrib.update({"class": "footnote-back", "aria-label": label})
    link.text = "↩"
