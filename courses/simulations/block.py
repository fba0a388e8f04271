"""The block that a teacher writes in a lesson, read: which explorable, set how.

    ```explorable consolidation
    hôtes: 20..60
    charge: 8
    ```

One parameter a line; a figure may follow them, if the explorable is about one.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from courses.simulations.parts import Explorable, Parameter, Span, gettext_noop
from courses.simulations.registry import EXPLORABLES

NUMBER = r"-?\d{1,9}(?:[.,]\d{1,6})?"
SPAN = re.compile(rf"({NUMBER})(?:\s*\.\.\s*({NUMBER}))?")
LINE = re.compile(r"(?P<name>[^:]*?)\s*:\s*(?P<value>.*)")


class BlockError(ValueError):
    """What is wrong, at a line (0: that of the fence) and a column, both as an editor counts."""

    def __init__(
        self, template: str, line: int, column: int, params: Mapping[str, str | int] | None = None
    ) -> None:
        self.template = template
        self.params = dict(params or {})
        self.line = line
        self.column = column
        super().__init__(template % self.params)


@dataclass(frozen=True)
class Block:
    """A block that is right so far; `figure` is the text that follows the parameters, and begins
    at the line `figure_line` of the block. `places`: line and column of each value written."""

    explorable: Explorable
    numbers: Mapping[str, Span]
    words: Mapping[str, str]
    figure: str = ""
    figure_line: int = 1
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass
class _Read:
    numbers: dict[str, Span] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.numbers or name in self.words


def read_block(info: str, text: str) -> Block:
    """The block whose fence says `info` after its first word; raises BlockError."""
    explorable = _named(info)
    lines = text.split("\n")
    end = _end_of_parameters(explorable, lines)
    read = _Read()
    for number, line in enumerate(lines[:end], start=1):
        if line.strip():
            _read_line(explorable, line, number, read)
    for parameter in explorable.parameters:
        if parameter.name not in read:
            _set(parameter, parameter.default, 0, 1, read)
    figure = "\n".join(lines[end:]).rstrip()
    if explorable.embeds and not figure:
        message = gettext_noop("After the parameters, a figure begins with “%(kind)s”.")
        raise BlockError(message, end, 1, {"kind": explorable.embeds})
    return Block(explorable, read.numbers, read.words, figure, end + 1, read.places)


def folded(word: str) -> str:
    """A word without accents and capitals, as names are compared."""
    parts = unicodedata.normalize("NFKD", word.strip().lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _named(info: str) -> Explorable:
    explorable = EXPLORABLES.get(folded(info).replace(" ", "-"))
    if explorable is None:
        message = gettext_noop("after “explorable” comes one of these names: %(names)s.")
        raise BlockError(message, 0, 1, {"names": ", ".join(EXPLORABLES)})
    return explorable


def _end_of_parameters(explorable: Explorable, lines: list[str]) -> int:
    starts = (at for at, line in enumerate(lines) if line.split(" ")[0] == explorable.embeds != "")
    return next(starts, len(lines))


def _read_line(explorable: Explorable, line: str, number: int, read: _Read) -> None:
    found = LINE.fullmatch(line.strip())
    column = len(line) - len(line.lstrip()) + 1
    if found is None:
        raise BlockError(gettext_noop("a parameter is written “name: value”."), number, column)
    wanted = folded(found["name"])
    known = {folded(each.name): each for each in explorable.parameters}
    if wanted not in known:
        message = gettext_noop("no parameter is called “%(name)s”; there are: %(names)s.")
        names = ", ".join(each.name for each in explorable.parameters)
        raise BlockError(message, number, column, {"name": found["name"], "names": names})
    if known[wanted].name in read:
        message = gettext_noop("“%(name)s” is set twice.")
        raise BlockError(message, number, column, {"name": found["name"]})
    place = number, column + found.start("value")
    read.places[known[wanted].name] = place
    _set(known[wanted], found["value"], *place, read)


def _set(parameter: Parameter, value: str, line: int, column: int, read: _Read) -> None:
    if parameter.free:
        read.words[parameter.name] = value.strip()
    elif parameter.options:
        read.words[parameter.name] = _option(parameter, value, line, column)
    else:
        read.numbers[parameter.name] = _span(parameter, value, line, column)


def _option(parameter: Parameter, value: str, line: int, column: int) -> str:
    known = {folded(option): option for option in parameter.options}
    if folded(value) not in known:
        message = gettext_noop("“%(name)s” is one of: %(options)s.")
        params = {"name": parameter.name, "options": ", ".join(parameter.options)}
        raise BlockError(message, line, column, params)
    return known[folded(value)]


def _span(parameter: Parameter, value: str, line: int, column: int) -> Span:
    found = SPAN.fullmatch(value.strip())
    params = {"name": parameter.name, "low": f"{parameter.low:g}", "high": f"{parameter.high:g}"}
    if found is None:
        message = gettext_noop(
            "“%(name)s” is a number such as %(low)s, or a range such as %(low)s..%(high)s."
        )
        raise BlockError(message, line, column, params)
    low = float(found[1].replace(",", "."))
    high = float((found[2] or found[1]).replace(",", "."))
    if not parameter.low <= low <= high <= parameter.high:
        message = gettext_noop("“%(name)s” lies between %(low)s and %(high)s.")
        raise BlockError(message, line, column, params)
    return Span(low, high)
