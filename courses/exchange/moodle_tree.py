"""An XML file as a tree whose elements know their lines; nothing in it is ever fetched or expanded.

A DOCTYPE, which is all that entity bombs and outside files need, is refused.
"""

from dataclasses import dataclass, field
from typing import Any, NoReturn
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from courses.exchange.question_file import FileRefused
from courses.quizzes.messages import Message, Problem, gettext_noop

DEEPEST = 40
MOST_ELEMENTS = 100_000


@dataclass
class Element:
    """An element, where it starts (line and column from 1), and the text right inside it."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text right inside."""
        return "".join(self.pieces)

    def whole_text(self) -> str:
        """The text in it and in all that is in it, files left out."""
        inner = [each.whole_text() for each in self.children if each.name != "file"]
        return self.text + "".join(inner)

    def all(self, name: str) -> list["Element"]:
        """The elements of this name right inside."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> "Element | None":
        """The first of them."""
        return next((child for child in self.children if child.name == name), None)

    def value(self, name: str, default: str = "") -> str:
        """The text of the first of them, or of the `text` in it, without blanks around it."""
        found = self.first(name)
        inner = found and (found.first("text") or found)
        return inner.text.strip() if inner else default


def read_tree(text: str) -> Element:
    """The root of an XML text. Raises FileRefused."""
    parser: Any = DefusedExpatParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    builder = _Builder(parser)
    parser.setContentHandler(builder)
    try:
        parser.feed(_begun(text))
        parser.close()
    except DefusedXmlException:
        _refuse(
            parser.getLineNumber() or 1,
            parser.getColumnNumber() or 0,
            gettext_noop("A DOCTYPE or an entity is defined here: such files are not read."),
            gettext_noop("Delete the DOCTYPE; Moodle writes none."),
        )
    except SAXParseException as error:
        _refuse(
            error.getLineNumber() or 1,
            error.getColumnNumber() or 0,
            gettext_noop("The XML is not well formed here."),
            gettext_noop("Export the file again, or mend the tag."),
        )
    assert builder.root, "a well-formed text has a root"
    return builder.root


def _begun(text: str) -> str:
    """`text` without blanks before its declaration, its lines still where they were."""
    bare = text.removeprefix("\ufeff").lstrip()
    if not bare.startswith("<?xml"):
        return text.removeprefix("\ufeff")
    declaration, end, rest = bare.partition("?>")
    return declaration + end + "\n" * text[: len(text) - len(bare)].count("\n") + rest


class _Builder(ContentHandler):
    def __init__(self, locator: Any) -> None:
        super().__init__()
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        self._locator = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        self._count += 1
        line, column = self._locator.getLineNumber(), self._locator.getColumnNumber()
        if self._count > MOST_ELEMENTS or len(self._open) >= DEEPEST:
            _refuse(
                line,
                column,
                gettext_noop("This file has too many elements, or too many in one another."),
                gettext_noop("Cut it into several files."),
            )
        element = Element(name, dict(attrs), line, column + 1)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def endElement(self, name: str) -> None:  # noqa: N802
        self._open.pop()

    def characters(self, content: str) -> None:
        if self._open:
            self._open[-1].pieces.append(content)


def _refuse(line: int, column: int, template: str, mend: str) -> NoReturn:
    raise FileRefused(Problem(line, column + 1, Message(template), Message(mend)))
