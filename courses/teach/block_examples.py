"""Blocks that the editor of a lesson offers to start from."""

from dataclasses import dataclass

from django.utils.translation import get_language

from courses.markup.labels import is_french
from courses.simulations.registry import EXPLORABLES


@dataclass(frozen=True)
class Example:
    """A block that works as it stands; `title` says what it becomes, in the reader's language."""

    title: str
    text: str


def explorable_examples() -> list[Example]:
    """One for each explorable."""
    french = is_french(get_language() or "")
    return [Example(each.title[french], each.example) for each in EXPLORABLES.values()]
