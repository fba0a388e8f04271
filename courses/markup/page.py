"""What rendering gives back: values only, no behaviour beyond their own making."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_SOURCE = 64 * 1024
"""Longest source accepted, in bytes of UTF-8."""

MAX_LINE = 4096
"""Longest source of one line, in characters."""

ID_PREFIX = "t-"
"""Every id in rendered HTML begins so; the page around it must not use the prefix."""


def gettext_noop(template: str) -> str:
    """Mark an English template for the translators; the caller translates it."""
    return template


@dataclass(frozen=True)
class Message:
    """An English sentence with `%(name)s` places; show `gettext(template) % params`.

    A place may hold another message.
    """

    template: str
    params: "Mapping[str, str | int | Message]" = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.params


@dataclass(frozen=True)
class Heading:
    """A heading of the page: level 2 to 6, id for links, text as displayed."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Problem:
    """Something the author should look at; the page was rendered all the same."""

    line: int | None
    message: Message


@dataclass(frozen=True)
class FigureImage:
    """An image this site serves: `src` is a path on this host, sizes are in pixels."""

    src: str
    alt: str
    width: int
    height: int
    caption: str = ""


@dataclass(frozen=True)
class Page:
    """A rendered source.

    `html` is safe to insert in a page. `text` is what a reader reads, one line a block, without
    formulas; `words` counts it. `notions` are the slugs linked, in order of appearance.
    """

    html: str
    headings: tuple[Heading, ...]
    text: str
    words: int
    notions: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Fence:
    """A fenced block that the caller draws.

    `info` is what follows the word that names the kind, on the line of the fence; `language` is
    the lesson's; `number` differs from that of every other block of the page.
    """

    info: str
    text: str
    language: str
    number: int = 0


class CannotDraw(ValueError):
    """What is wrong with a fenced block: at a line (0: the fence's own) and a column, from 1.

    `instead` is the HTML that readers see in its place.
    """

    def __init__(self, message: Message, line: int, column: int, instead: str) -> None:
        super().__init__(str(message))
        self.message = message
        self.line = line
        self.column = column
        self.instead = instead


class MarkupRefused(ValueError):
    """The source cannot be rendered; `position` is its place among several sources."""

    def __init__(self, message: Message, position: int = 0) -> None:
        super().__init__(str(message))
        self.message = message
        self.position = position
