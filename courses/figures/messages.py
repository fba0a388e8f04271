"""Every sentence the reader of figures can say. English here; the caller translates."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(message: str) -> str:
    """Mark a sentence for the catalogue of translations and leave it as it is."""
    return message


@dataclass(frozen=True)
class Message:
    """An English sentence with `%(name)s` places; show `gettext(template) % params`."""

    template: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.params


class FigureRefused(ValueError):
    """The text is no figure: what is wrong and how to mend it; line and column count from 1."""

    def __init__(self, line: int, column: int, template: str, **params: str | int) -> None:
        self.line, self.column, self.message = line, column, Message(template, params)
        super().__init__(f"{line}:{column}: {self.message}")


TOO_LONG = gettext_noop("This figure is too long: %(limit)s characters at most. Cut it in two.")
NO_HEADER = gettext_noop("A stack starts with a line such as “pile type2 : Title of the figure”.")
NO_LAYER = gettext_noop("This stack has no layer: write one a line, top first, such as “os Linux”.")
TOO_MANY = gettext_noop("This stack is too large: %(rows)s layers and %(columns)s columns at most.")
UNKNOWN_KIND = gettext_noop("“%(kind)s” is no kind of layer. The kinds are %(kinds)s.")
NO_LABEL = gettext_noop("This layer has no label: write one after “%(kind)s”.")
LONG_LABEL = gettext_noop("This label is too long: %(limit)s characters at most. Shorten it.")
BAD_SPAN = gettext_noop("A width is written “*2”, up to “*%(limit)s”.")
ID_TWICE = gettext_noop("“#%(id)s” already names another layer. Choose another name.")
NOTHING_ABOVE = gettext_noop("“^” extends the cell above, and there is none here. Write “.”.")
UNEVEN = gettext_noop(
    "This line has %(found)s columns and the first has %(expected)s. "
    "Widen a layer with “*2”, or write “.” for an empty place."
)
