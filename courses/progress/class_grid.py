"""What the grid of a class says: values, a row a student and a state a lesson."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.accounts.models import User
from courses.content.french import fold
from courses.progress.shares import DONE, EMPTY, FAILED, in_words, percent
from courses.progress.signals import Signal
from courses.progress.weave import SIZE, Weave, places, weave, width


@dataclass(frozen=True)
class GridLesson:
    """A published lesson, by its number in the course.

    `done` and `begun` count students; of those who are done, the check of `failed` failed.
    """

    pk: int
    number: int
    title: str
    slug: str
    counted: bool
    done: int = 0
    begun: int = 0
    failed: int = 0


@dataclass(frozen=True)
class GridSection:
    title: str
    lessons: tuple[GridLesson, ...]


@dataclass(frozen=True)
class GridRow:
    """One student: a state a lesson, in the order of the course.

    `last_visit` is None while they opened no lesson; `signals` are those their absence fires.
    """

    user: User
    states: tuple[str, ...]
    sections: tuple[int, ...]
    last_visit: datetime | None
    signals: tuple[Signal, ...]

    @property
    def done(self) -> int:
        """How many lessons are done, whatever their check won."""
        return self.states.count(DONE) + self.failed

    @property
    def failed(self) -> int:
        return self.states.count(FAILED)

    @property
    def counted(self) -> int:
        return len(self.states) - self.states.count(EMPTY)

    @property
    def percent(self) -> int:
        return percent(self.done, self.counted)

    @property
    def words(self) -> str:
        """What the strip says: how many lessons are done, and of how many the check failed."""
        said = in_words(self.done, self.counted, self.states.count(EMPTY))
        if not self.failed:
            return said
        beside = ngettext(
            "%(count)d check under half", "%(count)d checks under half", self.failed
        ) % {"count": self.failed}
        return _("%(said)s; %(beside)s") % {"said": said, "beside": beside}

    @property
    def weave(self) -> Weave:
        return weave(self.states, self.sections)

    @property
    def is_complete(self) -> bool:
        return self.counted > 0 and self.done == self.counted


@dataclass(frozen=True)
class ClassGrid:
    """Students in the order asked for; sections in that of the course."""

    sections: tuple[GridSection, ...]
    rows: tuple[GridRow, ...]

    @cached_property
    def lessons(self) -> list[GridLesson]:
        return [lesson for section in self.sections for lesson in section.lessons]

    @property
    def width(self) -> int:
        """Of the strips, and of the numbers above them."""
        return width(self._counts)

    @property
    def numbers(self) -> list[tuple[int, GridLesson]]:
        """The lessons, each with the middle of its mark."""
        return [
            (at + SIZE // 2, lesson)
            for at, lesson in zip(places(self._counts), self.lessons, strict=True)
        ]

    @property
    def _counts(self) -> tuple[int, ...]:
        return tuple(len(section.lessons) for section in self.sections)

    @cached_property
    def not_begun(self) -> int:
        return sum(row.last_visit is None for row in self.rows)

    @cached_property
    def finished(self) -> int:
        return sum(row.is_complete for row in self.rows)

    @cached_property
    def absent(self) -> int:
        return sum(bool(row.signals) for row in self.rows)

    @cached_property
    def failed(self) -> int:
        return sum(row.failed > 0 for row in self.rows)


def chosen_rows(grid: ClassGrid, *, words: str, state: str, order: str) -> ClassGrid:
    """The students whose name or identifier has `words`, in a `state`, in an `order`.

    `state`: "pas-commence", "absents", "sous-la-moitie" (a check under half), "termine", or "" for
    all; `order`: "nom", "avancement" or "lecture", after a minus sign for the other way round.
    """
    keep: dict[str, Callable[[GridRow], bool]] = {
        "pas-commence": lambda row: row.last_visit is None,
        "absents": lambda row: bool(row.signals),
        "sous-la-moitie": lambda row: row.failed > 0,
        "termine": lambda row: row.is_complete,
    }
    rows = [row for row in grid.rows if _has(row, words) and keep.get(state, _any)(row)]
    name = order.removeprefix("-")
    if name == "avancement":
        rows.sort(key=lambda row: row.done)
    elif name == "lecture":
        rows.sort(key=lambda row: row.last_visit.timestamp() if row.last_visit else 0.0)
    if order.startswith("-"):
        rows.reverse()
    return replace(grid, rows=tuple(rows))


def _any(row: GridRow) -> bool:
    return True


def _has(row: GridRow, words: str) -> bool:
    text = " ".join(map(fold, f"{row.user} {row.user.identifier}".split()))
    return all(fold(word) in text for word in words.split())
