"""A gradebook as a table for spreadsheets."""

from django.utils.translation import gettext as _

from courses.exchange.csv_writer import Cell
from courses.progress.gradebook_queries import CourseGradebook, StudentTotal
from courses.progress.gradebook_words import MENTION_WORDS
from elearning.number_tags import number_text

NAMES = 3
"""How many columns say who it is."""


def gradebook_table(book: CourseGradebook) -> list[list[Cell]]:
    """A heading, then a row a student: marks out of 20 as numbers, nothing where there is none."""
    items = [
        _("%(quiz)s (weight %(weight)s)")
        % {"quiz": item.quiz.title, "weight": number_text(item.weight)}
        for item in book.items
    ]
    names = [_("Identifier"), _("Last name"), _("First name")]
    totals = [_("Computed total"), _("Total out of 20"), _("Mention"), _("State")]
    return [[*names, *items, *totals], *(_line(row) for row in book.rows)]


def _line(row: StudentTotal) -> list[Cell]:
    return [
        row.user.identifier,
        row.user.last_name,
        row.user.first_name,
        *(cell.entry.mark for cell in row.cells),
        row.computed.value,
        row.value,
        str(MENTION_WORDS[row.mention]),
        _state(row),
    ]


def _state(row: StudentTotal) -> str:
    if row.override is not None and row.is_decided:
        return _("decided by %(who)s: %(reason)s") % {
            "who": row.override.author,
            "reason": row.override.reason,
        }
    if row.value is None:
        return ""
    return _("provisional") if row.is_provisional else _("final")
