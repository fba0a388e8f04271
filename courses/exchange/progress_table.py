"""How far a class is, as a table for spreadsheets."""

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.exchange.csv_writer import Cell
from courses.progress.class_grid import ClassGrid
from courses.progress.shares import BEFORE, BEGUN, DONE, EMPTY, FAILED


def progress_table(grid: ClassGrid) -> list[list[Cell]]:
    """A heading, then a row a student, with a word a lesson."""
    words = {
        DONE: _("done"),
        FAILED: _("done, check under half"),
        BEGUN: _("begun"),
        BEFORE: "",
        EMPTY: _("to be written"),
    }
    heads: list[Cell] = [_("Identifier"), _("Last name"), _("First name"), _("Lessons done")]
    heads += [_("Last reading"), *(f"{each.number}. {each.title}" for each in grid.lessons)]
    rows: list[list[Cell]] = [
        [
            row.user.identifier,
            row.user.last_name,
            row.user.first_name,
            row.done,
            timezone.localtime(row.last_visit) if row.last_visit else None,
            *(words[state] for state in row.states),
        ]
        for row in grid.rows
    ]
    return [heads, *rows]
