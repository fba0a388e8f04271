"""What first answers say of the questions of a course, of a quiz, and of one question."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from courses.accounts.requests import PersonRequest
from courses.content.models import Course
from courses.progress.nameless import nameless_quizzes
from courses.quizzes.analysis.course import AnalysedQuestion, course_analysis
from courses.quizzes.analysis.question import question_analysis
from courses.quizzes.analysis.statistics import FEW
from courses.quizzes.models import Question, Quiz
from courses.teach.address import in_query
from courses.teach.sorting import column, sort_rows

PER_PAGE = 30
DOUBTFUL = "a-revoir"
# What the address calls a column, the column's heading, and what its rows are sorted by.
COLUMNS: Sequence[tuple[str, Any, Callable[[AnalysedQuestion], Any]]] = (
    ("question", _("Question"), lambda row: row.stem.casefold()),
    ("reponses", _("Answers"), lambda row: row.measures.answers),
    ("reussite", _("Points won"), lambda row: row.measures.facility),
    ("discrimination", _("Tells apart"), lambda row: row.measures.discrimination),
    ("temps", _("Time"), lambda row: row.measures.seconds),
)


def course_questions(request: PersonRequest, course: str) -> HttpResponse:
    return _page(request, request.entered, None)


def quiz_questions(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    return _page(request, request.entered.course, request.entered)


def question(request: PersonRequest, course: str, question: int) -> HttpResponse:
    subject: Question = request.entered
    if subject.newest_id is None:
        raise Http404
    untold = nameless_quizzes([subject.course])
    context = {
        "course": subject.course,
        "question": subject,
        "analysis": question_analysis(subject, untold),
        "untold": untold,
        "few": FEW,
    }
    return render(request, "teach/question_analysis.html", context)


def _page(request: PersonRequest, course: Course, quiz: Quiz | None) -> HttpResponse:
    untold = nameless_quizzes([course])
    analysis = course_analysis(course, quiz, untold)
    doubtful = in_query(request, "voir") == DOUBTFUL
    order = in_query(request, "tri")
    rows = sort_rows(analysis.doubtful if doubtful else list(analysis.rows), COLUMNS, order)
    context = {
        "course": course,
        "quiz": quiz,
        "analysis": analysis,
        "untold": untold if quiz is None else quiz.pk in untold,
        "doubtful": doubtful,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "columns": [column(name, heading, order) for name, heading, _key in COLUMNS],
        "few": FEW,
    }
    return render(request, "teach/quiz_analysis.html", context)
