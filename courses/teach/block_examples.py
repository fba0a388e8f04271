"""Blocks that the editor of a lesson offers to start from."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from courses.figures.registry import GENERATORS
from courses.markup.labels import is_french
from courses.simulations.registry import EXPLORABLES


@dataclass(frozen=True)
class Example:
    """A block that works as it stands; `title` says what it becomes, in the reader's language."""

    title: str | Promise
    text: str


FIGURE_TITLES = {
    "pile": _("Layers, one on the other"),
    "schema": _("Boxes on a grid, and links"),
    "parc": _("Servers and their loads"),
}


def explorable_examples() -> list[Example]:
    """One for each explorable."""
    french = is_french(get_language() or "")
    return [Example(each.title[french], each.example) for each in EXPLORABLES.values()]


def figure_examples() -> list[Example]:
    """One for each generator of figures."""
    return [
        Example(FIGURE_TITLES[kind], f"```{generator.example}\n```")
        for kind, generator in GENERATORS.items()
    ]
