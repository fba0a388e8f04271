"""Boxes: the blocks that stand between paragraphs (code, formulas on show, figures, drawings)."""

from xml.etree.ElementTree import Element

BOX_TAGS = frozenset(["div", "figure"])
PARENT_TAGS = frozenset(["p", "li", "td", "th", "div", "blockquote", "aside"])


def may_hold_box(parent: Element) -> bool:
    """Whether a box may stand here: not in a heading, a link, emphasis or a callout's label."""
    return parent.tag in PARENT_TAGS and parent.get("class") != "label"


def become(element: Element, tag: str, attributes: dict[str, str], text: str = "") -> None:
    """Make another element of this one, at its place and before the same text."""
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = tag, text, tail
    element.attrib.update(attributes)


def scrolling(label: str) -> dict[str, str]:
    """Attributes of what scrolls by itself, so that a keyboard reaches it and a listener knows."""
    return {"tabindex": "0", "role": "region", "aria-label": label}


def lift_boxes(root: Element) -> None:
    """Split the paragraphs that hold boxes: HTML has no box inside a paragraph."""
    for parent in list(root.iter()):
        if any(child.tag == "p" and _holds_box(child) for child in parent):
            parent[:] = [part for child in parent for part in _parts(child)]


def _holds_box(paragraph: Element) -> bool:
    return any(child.tag in BOX_TAGS for child in paragraph)


def _parts(child: Element) -> list[Element]:
    if child.tag != "p" or not _holds_box(child):
        return [child]
    current = Element("p", child.attrib)
    current.text = child.text
    parts = [current]
    for inner in child:
        if inner.tag not in BOX_TAGS:
            current.append(inner)
            continue
        current = Element("p", child.attrib)
        current.text, inner.tail = inner.tail, "\n"
        parts += [inner, current]
    return [part for part in parts if part.tag != "p" or len(part) or (part.text or "").strip()]
