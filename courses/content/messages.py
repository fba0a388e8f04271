"""Sentences of the deck reader and of the renderer, in the language of whoever reads them."""

from pathlib import Path

from django.utils.formats import number_format
from django.utils.translation import gettext

from courses.markup import page
from courses.slides import tree


def translated(message: tree.Message | page.Message) -> str:
    """The sentence in the active language, its numbers written as that language does."""
    values = {name: _shown(value) for name, value in message.params.items()}
    return gettext(message.template) % values


def _shown(value: object) -> str:
    if isinstance(value, tree.Message | page.Message):
        return translated(value)
    return number_format(value, force_grouping=True) if isinstance(value, int) else str(value)


def unreadable(path: Path, error: OSError) -> str:
    """Why a file named on the command line cannot be read; systems say it in English."""
    match error:
        case FileNotFoundError():
            said = gettext("There is no file %(path)s.")
        case IsADirectoryError():
            said = gettext("%(path)s is a folder: name a file.")
        case PermissionError():
            said = gettext("You have no right to read the file %(path)s.")
        case _:
            said = gettext("The file %(path)s cannot be read.")
    return said % {"path": path}


def cannot_be_shown(title: str, refused: page.MarkupRefused) -> str:
    """Which lesson cannot be rendered, and why."""
    return gettext("The lesson “%(title)s” cannot be shown: %(reason)s") % {
        "title": title,
        "reason": translated(refused.message),
    }
