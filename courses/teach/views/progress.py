"""The grid of a class: a row a student, a mark a lesson; and the same as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.accounts.requests import PersonRequest
from courses.cohorts.access import current_students, taught_cohorts, taught_students
from courses.exchange.csv_writer import Cell, write_csv
from courses.progress.class_queries import ORDERS, ClassGrid, chosen_rows, class_grid
from courses.progress.shares import BEFORE, BEGUN, DONE, EMPTY
from courses.progress.weave import SIZE, places, width
from courses.teach.address import in_query

LONGEST = 100


@require_safe
def progress(request: PersonRequest, course: str) -> HttpResponse:
    subject = request.entered
    cohorts = list(taught_cohorts(request.user, subject))
    wanted = in_query(request, "cohorte")
    chosen = next((cohort for cohort in cohorts if cohort.slug == wanted), None)
    students = taught_students(request.user, subject)
    if chosen is not None:
        students = students.filter(pk__in=current_students(chosen).values("pk"))
    whole = class_grid(subject, students, timezone.now())
    words = in_query(request, "etudiant")[:LONGEST]
    state, order = in_query(request, "etat"), in_query(request, "tri")
    grid = chosen_rows(whole, words=words, state=state, order=order)
    if in_query(request, "format") == "csv":
        return _download(subject.slug, grid)
    context = {
        "course": subject,
        "cohorts": cohorts,
        "chosen": chosen,
        "whole": whole,
        "grid": grid,
        "head": _head(grid),
        "words": words,
        "state": state,
        "order": order if order.removeprefix("-") in ORDERS else "",
        "is_table": in_query(request, "vue") == "tableau",
    }
    return render(request, "teach/progress.html", context)


def _head(grid: ClassGrid) -> dict[str, object]:
    """Where the numbers of the lessons stand above the strips."""
    counts = tuple(len(section.lessons) for section in grid.sections)
    at = [place + SIZE // 2 for place in places(counts)]
    return {"width": width(counts), "numbers": list(zip(at, grid.lessons, strict=True))}


def _download(course: str, grid: ClassGrid) -> HttpResponse:
    words = {DONE: _("done"), BEGUN: _("begun"), BEFORE: "", EMPTY: _("to be written")}
    heads: list[Cell] = [_("Identifier"), _("Last name"), _("First name"), _("Lessons done")]
    heads += [_("Last reading"), *(f"{each.number}. {each.title}" for each in grid.lessons)]
    rows = [
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
    response = HttpResponse(write_csv([heads, *rows]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="progression-{course}.csv"'
    return response
