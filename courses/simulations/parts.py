"""What an explorable is made of: values only, which travel to the browser as JSON.

Sentences are named by a key of the explorable's `words`, English templates with `{name}` places
that the caller translates; numbers stay numbers until they are shown.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from courses.simulations.lots import Lots


@dataclass(frozen=True)
class Said:
    """A sentence: the template `key` with its places filled by `params`."""

    key: str
    params: "Mapping[str, Cell]"


Cell = int | float | str | Said | tuple["Cell", ...]
"""What a table, a drawing or a sentence shows; a tuple is a list of things, with commas."""

Attributes = Mapping[str, int | float | str]


@dataclass(frozen=True)
class Shape:
    """An element of the drawing: a tag of SVG, its attributes, the text in it if any."""

    tag: str
    attributes: Attributes
    text: Cell = ""


@dataclass(frozen=True)
class Option:
    """One of several answers or settings."""

    value: str
    label: Cell


@dataclass(frozen=True)
class Question:
    """What is predicted: a number, one option (`choice`) or any of them (`set`).

    `unit` is the key of a template around the number `{n}`; a prediction within `near` of the
    answer is a good one. `choice` are the settings under which the answer holds.
    """

    asks: Said
    kind: str
    choice: Mapping[str, Any]
    unit: str = ""
    low: float = 0
    high: float = 0
    step: float = 1
    near: float = 0
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Control:
    """What is manipulated, by the name of its field: a `number`, a `choice`, a `flag` (yes or no)
    or the `step`, which a button takes further."""

    name: str
    label: Cell
    kind: str
    low: float = 0
    high: float = 0
    step: float = 1
    unit: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Scene:
    """What some settings make of a case.

    `answer`: of the question, under these settings. `done`: whether what the question asks about
    has happened. `steps`: how many there are; 0 when nothing goes by steps. `said`: why it is so.
    `heads`, `rows`: the table. `size`, `shapes`: the drawing. `result`: the numbers kept.
    """

    answer: Any
    done: bool
    steps: int
    said: tuple[Said, ...]
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: tuple[int, int]
    shapes: tuple[Shape, ...]
    result: Mapping[str, Any]


@dataclass(frozen=True)
class Parameter:
    """What a teacher may set in the block, written `name: value` or `name: low..high`.

    A number lies between `low` and `high` on multiples of `step`; from a range each student has
    a value of their own. A parameter with `options` is one of these words; one that is `free`
    is any word. `default` is written as a teacher would.
    """

    name: str
    default: str
    low: float = 0
    high: float = 0
    step: float = 1
    options: tuple[str, ...] = ()
    free: bool = False


@dataclass(frozen=True)
class Explorable:
    """A question, what may be manipulated, and the model that answers.

    `title`: in English and in French, as lessons of either language say it.
    `given` and `choice` are the frozen dataclasses of a case and of its settings. `deal` makes a
    student's own case of the block's settings; `start` are the settings it begins with. `words`
    must hold `drawing`, `table` and `ignores`, the honest limits of the model. `embeds` is the
    kind of figure that the block holds, if any: `deal` finds what stands on what under its name.
    """

    name: str
    title: tuple[str, str]
    words: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    given: type
    choice: type
    deal: "Callable[[Settings, Lots], Any]"
    situation: Callable[[Any], tuple[Said, ...]]
    question: Callable[[Any], Question]
    controls: Callable[[Any], tuple[Control, ...]]
    start: Callable[[Any], Any]
    scene: Callable[[Any, Any], Scene]
    example: str
    embeds: str = ""


@dataclass(frozen=True)
class Span:
    """From `low` to `high`: where a student's own value lies."""

    low: float
    high: float


@dataclass(frozen=True)
class Settings:
    """What the block says: by parameter, a span (of one value when fixed) or a word."""

    numbers: Mapping[str, Span] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    figure: Any = None


def gettext_noop(template: str) -> str:
    """Mark an English template for the translators; the caller translates it."""
    return template


def say(key: str, **params: Cell) -> Said:
    """A sentence, shortly."""
    return Said(key, params)


def shape(tag: str, text: Cell = "", **attributes: int | float | str) -> Shape:
    """A shape, shortly; `_` at the end of a name is left out, `_` inside is a hyphen."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return Shape(tag, named, text)


def rounded(number: float, decimals: int = 0) -> float:
    """Halves go up, as in the browser."""
    scale = 10.0**decimals
    return math.floor(number * scale + 0.5) / scale


def plain(value: Any) -> Any:
    """A value as JSON holds it, the same as the browser's twin makes."""
    if isinstance(value, Said):
        return {"say": value.key, **{name: plain(each) for name, each in value.params.items()}}
    if isinstance(value, Shape):
        text = [plain(value.text)] if value.text != "" else []
        return [value.tag, dict(value.attributes), *text]
    if isinstance(value, Scene):
        return {name: plain(getattr(value, name)) for name in Scene.__dataclass_fields__}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    return value


def values(case: Any) -> dict[str, Any]:
    """The fields of a case or of settings as JSON holds them; `frozen` is the way back."""
    whole: dict[str, Any] = plain(asdict(case))
    return whole


def frozen(kind: type, held: Mapping[str, Any]) -> Any:
    """The dataclass `kind` of values that came from JSON."""
    return kind(**{name: _tuple(each) for name, each in held.items()})


def _tuple(value: Any) -> Any:
    return tuple(_tuple(each) for each in value) if isinstance(value, list | tuple) else value
