"""The gradebook of a course: everybody's marks, how they add up, and totals decided by hand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from courses.accounts.models import User
from courses.accounts.namesakes import namesakes
from courses.accounts.requests import PersonRequest
from courses.cohorts.access import taught_cohorts, taught_students
from courses.content.models import Course
from courses.exchange.csv_writer import write_csv
from courses.exchange.gradebook_table import NAMES, gradebook_table
from courses.exchange.workbook_writer import write_workbook
from courses.progress.gradebook_actions import DecidedMeanwhile, decide_total, save_gradebook
from courses.progress.gradebook_queries import (
    CourseGradebook,
    StudentTotal,
    course_gradebook,
    grade_items,
)
from courses.progress.gradebook_words import MENTION_WORDS, explain
from courses.progress.models import Gradebook, GradeItem, GradeOverride
from courses.quizzes.models import Quiz
from courses.quizzes.normalise import fold
from courses.teach.address import in_query
from courses.teach.cohort_choice import in_cohort
from courses.teach.forms.gradebook import GradebookForm, TotalForm
from courses.teach.gradebook_cells import shown_rows
from courses.teach.sorting import Column, column, sort_rows

PER_PAGE = 50
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BY_NAME: Column[User] = (
    "nom",
    gettext_lazy("Student"),
    lambda user: (fold(user.last_name), fold(user.first_name), user.identifier),
)
COUNTABLE = (Quiz.Kind.EXAM, Quiz.Kind.PRACTICE, Quiz.Kind.SECTION)


def gradebook(request: PersonRequest, course: str) -> HttpResponse:
    subject: Course = request.entered
    cohorts = list(taught_cohorts(request.user, subject))
    chosen, order = in_query(request, "cohorte"), in_query(request, "tri") or "nom"
    students = taught_students(request.user, subject)
    if chosen:
        students = students.filter(in_cohort(cohorts, chosen))
    by_name = order if order in ("nom", "-nom") else "nom"
    people = sort_rows(list(students), [BY_NAME], by_name)
    if in_query(request, "format") in ("csv", "xlsx"):
        book = _sorted(course_gradebook(subject, people, timezone.now()), order)
        return _download(subject, book, in_query(request, "format"))
    page, book = _page(request, subject, people, order)
    names = [BY_NAME, *_columns(book.items)]
    context = {
        "course": subject,
        "cohorts": cohorts,
        "chosen": chosen,
        "book": book,
        "page": page,
        "rows": shown_rows(subject, book.items, book.rows),
        "namesakes": namesakes(people),
        "columns": [column(name, heading, order) for name, heading, _key in names],
    }
    return render(request, "teach/gradebook.html", context)


def _page(
    request: PersonRequest, course: Course, people: list[User], order: str
) -> tuple[Page[Any], CourseGradebook]:
    """A page of the gradebook; in the order of names, only its students are computed."""
    number, now = request.GET.get("page"), timezone.now()
    if order in ("nom", "-nom"):
        named = Paginator(people, PER_PAGE).get_page(number)
        return named, course_gradebook(course, list(named.object_list), now)
    book = _sorted(course_gradebook(course, people, now), order)
    page = Paginator(book.rows, PER_PAGE).get_page(number)
    return page, replace(book, rows=list(page.object_list))


def _sorted(book: CourseGradebook, order: str) -> CourseGradebook:
    return replace(book, rows=sort_rows(list(book.rows), _columns(book.items), order))


def _columns(items: Sequence[GradeItem]) -> list[Column[StudentTotal]]:
    """Those that sort lines: students themselves are sorted by name before."""
    total: Column[StudentTotal] = "total", gettext_lazy("Total out of 20"), lambda row: row.value
    return [total, *(_item_column(rank, item) for rank, item in enumerate(items))]


def _item_column(rank: int, item: GradeItem) -> Column[StudentTotal]:
    return f"quiz-{item.quiz_id}", item, lambda row: row.cells[rank].entry.mark


def _download(course: Course, book: CourseGradebook, kind: str) -> HttpResponse:
    table = gradebook_table(book)
    if kind == "csv":
        response = HttpResponse(write_csv(table), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(write_workbook(table, wide=NAMES), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="notes-{course.slug}.{kind}"'
    return response


def settings(request: PersonRequest, course: str) -> HttpResponse:
    subject: Course = request.entered
    form = _settings_form(request, subject)
    if "example" in request.POST or not form.is_valid():
        context = {"course": subject, "form": form, "example": _example(form)}
        status = 422 if form.errors else 200
        return render(request, "teach/gradebook_settings.html", context, status=status)
    said = form.cleaned_data
    save_gradebook(
        course=subject,
        dropped_exams=said["dropped_exams"],
        dropped_quizzes=said["dropped_quizzes"],
        is_published=said["is_published"],
        counted=form.counted(),
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, _("The settings are saved; every total follows them."))
    return redirect("gradebook", course=course)


@require_POST
def example(request: PersonRequest, course: str) -> HttpResponse:
    """The part of the settings' page that shows a sum, for settings not saved yet."""
    form = _settings_form(request, request.entered)
    context = {"example": _example(form)}
    return render(request, "teach/parts/gradebook_example.html", context)


def _settings_form(request: PersonRequest, course: Course) -> GradebookForm:
    found = Gradebook.objects.filter(course=course).first()
    quizzes = course.quizzes.filter(kind__in=COUNTABLE, archived_at=None)
    return GradebookForm(
        request.POST if request.method == "POST" else None,
        instance=found or Gradebook(course=course),
        quizzes=sorted(quizzes, key=lambda quiz: (COUNTABLE.index(quiz.kind), quiz.pk)),
        items=grade_items(course),
    )


def _example(form: GradebookForm) -> dict[str, object] | None:
    made = form.example()
    return {"total": made, "sentences": explain(made)} if made else None


def student(request: PersonRequest, course: str, student: int) -> HttpResponse:
    """How a student's total came about, and who decided it otherwise."""
    subject, person = request.entered
    row = _row_of(subject, person)
    if row is None:
        return redirect("gradebook_settings", course=course)
    form = TotalForm(request.POST if request.method == "POST" else None, initial=_known(row))
    if form.is_valid() and _decided(request, form, subject, person):
        messages.success(request, _("The total is changed; your name and the reason stay with it."))
        return redirect("gradebook_student", course=course, student=student)
    history = GradeOverride.objects.filter(gradebook__course=subject, user=person)
    context = {
        "course": subject,
        "student": person,
        "row": row,
        "mention": MENTION_WORDS[row.mention],
        "cells": shown_rows(subject, [cell.item for cell in row.cells], [row])[0].cells,
        "sentences": explain(row.computed),
        "history": history.select_related("author"),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "teach/gradebook_student.html", context, status=status)


def _row_of(course: Course, person: User) -> StudentTotal | None:
    """The student's line, None while nothing counts in the course."""
    book = course_gradebook(course, [person], timezone.now())
    return book.rows[0] if book.rows else None


def _known(row: StudentTotal) -> dict[str, int]:
    return {"known": row.override.pk if row.override else 0}


def _decided(request: PersonRequest, form: TotalForm, course: Course, person: User) -> bool:
    said = form.cleaned_data
    try:
        decide_total(
            course=course,
            student=person,
            total=said["total"],
            reason=said["reason"],
            author=request.user,
            known=said["known"],
            now=timezone.now(),
        )
    except DecidedMeanwhile:
        row = _row_of(course, person)
        form.data = {**request.POST.dict(), "known": str(_known(row)["known"] if row else 0)}
        form.add_error(
            "total",
            _("Another total was decided meanwhile, shown above. Save again to replace it."),
        )
        return False
    return True
