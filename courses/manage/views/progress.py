"""How far a cohort is in one of its courses, for who administers it: read, never changed here."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.accounts.requests import PersonRequest
from courses.cohorts.access import current_students, taught_courses
from courses.exchange.csv_writer import write_csv
from courses.exchange.progress_table import progress_table
from courses.progress.class_grid import chosen_rows
from courses.progress.class_queries import class_grid

LONGEST = 100


@require_safe
def cohort_progress(request: PersonRequest, cohort: str, course: str) -> HttpResponse:
    given = request.entered
    subject, query = given.course, request.GET
    whole = class_grid(subject, current_students(given.cohort), timezone.now())
    words = query.get("etudiant", "")[:LONGEST]
    state, order = query.get("etat", ""), query.get("tri", "")
    grid = chosen_rows(whole, words=words, state=state, order=order)
    if query.get("format") == "csv":
        response = HttpResponse(
            write_csv(progress_table(grid)), content_type="text/csv; charset=utf-8"
        )
        name = f"progression-{subject.slug}-{given.cohort.slug}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    context = {
        "cohort": given.cohort,
        "course": subject,
        "whole": whole,
        "grid": grid,
        "words": words,
        "state": state,
        "order": order,
        "is_table": query.get("vue") == "tableau",
        "leads_to_students": taught_courses(request.user).filter(pk=subject.pk).exists(),
    }
    return render(request, "manage/cohort_progress.html", context)
