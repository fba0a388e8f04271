"""Images become figures of this site or say what is missing; nothing loads from elsewhere."""

from xml.etree.ElementTree import Element, SubElement

from courses.markup.boxes import become, may_hold_box
from courses.markup.draft import Draft
from courses.markup.page import FigureImage, gettext_noop
from courses.markup.serial import BARE

SCHEME = "figure:"


def show_images(root: Element, draft: Draft) -> None:
    """Replace each image by a figure, a link, or its description."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for image in list(root.iter("img")):
        parent = parents[image]
        address = image.get("src", "")
        if not address.startswith(SCHEME):
            _instead_of_foreign(image, parent, draft)
        elif not may_hold_box(parent):
            draft.report(gettext_noop("A figure needs a paragraph of its own."), address)
            become(image, BARE, {}, image.get("alt", ""))
        else:
            _become_figure(image, draft)


def _instead_of_foreign(image: Element, parent: Element, draft: Draft) -> None:
    address, alt = image.get("src", ""), image.get("alt", "")
    if address.startswith(("http://", "https://")) and parent.tag != "a":
        draft.report(
            gettext_noop("Images from other sites are not shown: a link stands in their place."),
            address,
        )
        become(image, "a", {"href": address}, alt or address)
        return
    draft.report(
        gettext_noop("Images are written “figure:” and the name of a figure of the course."),
        address or "![",
    )
    become(image, BARE, {}, alt)


def _become_figure(image: Element, draft: Draft) -> None:
    address = image.get("src", "")
    name = address.removeprefix(SCHEME)
    alt, caption = image.get("alt", ""), image.get("title", "")
    found = draft.figures(name)
    if found is None:
        draft.report(gettext_noop("The figure “%(name)s” is not there yet."), address, name=name)
        become(image, "figure", {"class": "figure missing"})
        SubElement(image, "p").text = draft.labels.figure_missing
        caption = caption or alt
    else:
        become(image, "figure", {"class": "figure"})
        SubElement(image, "img", _attributes(found, alt))
        caption = caption or found.caption
    if caption:
        SubElement(image, "figcaption").text = caption


def _attributes(found: FigureImage, alt: str) -> dict[str, str]:
    return {
        "src": found.src,
        "width": str(found.width),
        "height": str(found.height),
        "alt": alt or found.alt,
        "loading": "lazy",
        "decoding": "async",
    }
