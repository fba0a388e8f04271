"""The grid of a class: a row a student, a mark a lesson; and the same as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.accounts.requests import PersonRequest
from courses.cohorts.access import current_students, taught_cohorts, taught_students
from courses.exchange.csv_writer import write_csv
from courses.exchange.progress_table import progress_table
from courses.progress.class_grid import chosen_rows
from courses.progress.class_queries import class_grid
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
        response = HttpResponse(
            write_csv(progress_table(grid)), content_type="text/csv; charset=utf-8"
        )
        name = f"progression-{subject.slug}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    context = {
        "course": subject,
        "cohorts": cohorts,
        "chosen": chosen,
        "whole": whole,
        "grid": grid,
        "words": words,
        "state": state,
        "order": order,
        "is_table": in_query(request, "vue") == "tableau",
        "leads_to_students": True,
    }
    return render(request, "teach/progress.html", context)
