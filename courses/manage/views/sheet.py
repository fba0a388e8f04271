"""A cohort taken away: its roster with progress and marks, for a spreadsheet."""

from django.http import HttpResponse

from courses.accounts.requests import PersonRequest
from courses.cohorts.models import Cohort
from courses.exchange.cohort_table import ROSTER, cohort_table
from courses.exchange.csv_writer import write_csv
from courses.exchange.workbook_writer import write_workbook
from courses.progress.cohort_sheet import cohort_sheet

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet(request: PersonRequest, cohort: str) -> HttpResponse:
    """A workbook, or CSV if the address asks for it."""
    subject: Cohort = request.entered
    table = cohort_table(cohort_sheet(subject), subject.time_zone)
    if request.GET.get("format") == "csv":
        response = HttpResponse(write_csv(table), content_type="text/csv; charset=utf-8")
        name = f"{subject.slug}.csv"
    else:
        content = write_workbook(table, wide=len(ROSTER))
        response = HttpResponse(content, content_type=WORKBOOK)
        name = f"{subject.slug}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
