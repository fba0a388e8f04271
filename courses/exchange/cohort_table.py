"""The sheet of a cohort as a table: the columns of its roster, then courses and marks.

The same file is a roster again: its first columns are those a roster is read by.
"""

from datetime import date

from django.utils.translation import gettext as _

from courses.cohorts.wall_time import zone
from courses.exchange.csv_writer import Cell
from courses.progress.cohort_sheet import CohortSheet, CourseColumns, QuizMark, SheetRow

ROSTER = ("Matricule", "Nom", "Prénom", "E-mail")
"""As `roster_csv` reads them, whatever the language of the page."""


def cohort_table(sheet: CohortSheet, time_zone: str) -> list[list[Cell]]:
    """Days are those of the clock in `time_zone`."""
    headings: list[Cell] = [*ROSTER]
    for column in sheet.courses:
        headings += _headings(column)
    return [headings, *(_line(row, time_zone) for row in sheet.rows)]


def _headings(column: CourseColumns) -> list[str]:
    title = column.course.title
    said = (
        _("%(course)s – lessons done (of %(count)d)"),
        _("%(course)s – percent"),
        _("%(course)s – last visit"),
    )
    names = [each % {"course": title, "count": column.lessons} for each in said]
    marks = _("%(course)s – %(quiz)s (out of 20)")
    return names + [marks % {"course": title, "quiz": quiz.title} for quiz in column.quizzes]


def _line(row: SheetRow, time_zone: str) -> list[Cell]:
    user = row.user
    cells: list[Cell] = [user.identifier, user.last_name, user.first_name, user.email or ""]
    for share in row.shares:
        last: date | None = None
        if share.last_visit is not None:
            last = share.last_visit.astimezone(zone(time_zone)).date()
        cells += [share.done, share.percent, last]
        cells += [_mark(mark) for mark in share.marks]
    return cells


def _mark(mark: QuizMark | None) -> Cell:
    """A mark that is not final is a text: nobody adds it up by mistake."""
    if mark is None:
        return None
    if mark.mark is None:
        return _("marked without names")
    if mark.is_provisional:
        return _("%(mark)s (provisional)") % {"mark": f"{mark.mark:f}".replace(".", ",")}
    return mark.mark
