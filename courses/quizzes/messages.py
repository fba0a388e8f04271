"""What the text modules of this room say: English templates that the caller translates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def gettext_noop(message: str) -> str:
    """Mark a template for translation without translating it."""
    return message


@dataclass(frozen=True)
class Message:
    """A sentence: an English template with `{named}` places, and what fills them."""

    template: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    def text(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of `translate` (`gettext`, or English without it)."""
        return translate(self.template).format(**self.params)


@dataclass(frozen=True)
class Problem:
    """Something wrong at a line and column (both from 1), and how to mend it."""

    line: int
    column: int
    message: Message
    mend: Message


@dataclass
class Problems:
    """Gathers every error and warning of one reading."""

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def error(
        self, line: int, column: int, template: str, mend: str, /, **params: str | int
    ) -> None:
        """Note an error: the question it stands in is not kept."""
        self.errors.append(_problem(line, column, template, mend, params))

    def warn(
        self, line: int, column: int, template: str, mend: str, /, **params: str | int
    ) -> None:
        """Note a warning: it never blocks."""
        self.warnings.append(_problem(line, column, template, mend, params))

    def sort(self) -> None:
        """Put both lists in the order of the file."""
        self.errors.sort(key=_place)
        self.warnings.sort(key=_place)


def _problem(
    line: int, column: int, template: str, mend: str, params: Mapping[str, str | int]
) -> Problem:
    return Problem(line, column, Message(template, params), Message(mend, params))


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column
