"""The results of a quiz, and one student's attempt with the history of its marks."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.accounts.namesakes import namesakes
from courses.accounts.requests import PersonRequest
from courses.cohorts.access import taught_cohorts, taught_students
from courses.exchange.csv_writer import Cell, write_csv
from courses.quizzes.actions.marking import MarkedMeanwhile, give_mark
from courses.quizzes.marks.anonymous import hides_answers, hides_names
from courses.quizzes.marks.results import AnswerOfAttempt, ResultRow, answers_of, quiz_results
from courses.quizzes.models import Attempt, Mark, Quiz
from courses.quizzes.normalise import fold
from courses.teach.address import in_query
from courses.teach.cohort_choice import in_cohort
from courses.teach.forms.marking import OverrideForm
from courses.teach.sorting import column, sort_rows

PER_PAGE = 100
STATES = {
    "none": gettext_lazy("not started"),
    "open": gettext_lazy("under way"),
    "waiting": gettext_lazy("waits for marks"),
    "marked": gettext_lazy("marked"),
}
# What the address calls a column, the column's heading, and what its rows are sorted by.
COLUMNS: Sequence[tuple[str, Any, Callable[[ResultRow], Any]]] = (
    (
        "nom",
        gettext_lazy("Student"),
        lambda row: (fold(row.user.last_name), fold(row.user.first_name)),
    ),
    ("note", gettext_lazy("Points"), lambda row: row.percent),
    ("etat", gettext_lazy("State"), lambda row: list(STATES).index(row.state)),
    ("date", gettext_lazy("Handed in"), lambda row: row.attempt and row.attempt.submitted_at),
    ("temps", gettext_lazy("Time used"), lambda row: row.seconds),
)


def quiz_results_page(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    subject: Quiz = request.entered
    cohorts = list(taught_cohorts(request.user, subject.course))
    chosen, order = in_query(request, "cohorte"), in_query(request, "tri")
    students = taught_students(request.user, subject.course)
    untold = hides_names(subject, students)
    if chosen:
        students = students.filter(in_cohort(cohorts, chosen))
    rows = sort_rows(quiz_results(subject, students, untold=untold), COLUMNS, order)
    if in_query(request, "format") == "csv":
        return _csv(subject, rows)
    context = {
        "course": subject.course,
        "quiz": subject,
        "cohorts": cohorts,
        "chosen": chosen,
        "rows": rows,
        "untold": untold,
        "namesakes": namesakes({row.user for row in rows}),
        "waiting": sum(row.waiting for row in rows),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "columns": [column(name, heading, order) for name, heading, _key in COLUMNS],
    }
    return render(request, "teach/quiz_results.html", context)


def student_attempt(request: PersonRequest, course: str, quiz: str, attempt: int) -> HttpResponse:
    subject: Attempt = request.entered
    answers = answers_of(subject)
    hidden = hides_answers(subject, taught_students(request.user, subject.quiz.course))
    if request.method != "POST":
        return _attempt_page(request, answers, None, hidden=hidden)
    changed = _posted(request, [one for one in answers if not (hidden and one.by_hand)])
    assert changed.standing is not None
    form = OverrideForm(request.POST, standing=changed.standing)
    if not (form.is_valid() and _override(request, form, changed.standing)):
        return _attempt_page(request, answers, form, hidden=hidden)
    messages.success(request, _("The mark is changed. The student sees it and why."))
    return redirect(f"{request.path}#r{changed.response.pk}")


def _attempt_page(
    request: PersonRequest,
    answers: Sequence[AnswerOfAttempt],
    bound: OverrideForm | None,
    *,
    hidden: bool,
) -> HttpResponse:
    attempt: Attempt = request.entered
    told = [answer for answer in answers if not (hidden and answer.by_hand)]
    context = {
        "course": attempt.quiz.course,
        "quiz": attempt.quiz,
        "attempt": attempt,
        "pairs": [(answer, _form(attempt, answer, bound)) for answer in answers],
        "won": sum(answer.standing.points for answer in told if answer.standing),
        "out_of": sum(answer.response.revision.points for answer in answers),
        "waiting": sum(answer.waits for answer in told) + len(answers) - len(told),
        "hidden": hidden,
        "form": bound,
    }
    status = 200 if bound is None else 422
    return render(request, "teach/student_attempt.html", context, status=status)


def _posted(request: PersonRequest, answers: Sequence[AnswerOfAttempt]) -> AnswerOfAttempt:
    """The answer whose mark is to be changed; 404 where it has none yet."""
    if request.entered.state != Attempt.State.SUBMITTED:
        raise Http404
    for answer in answers:
        if str(answer.response.pk) == request.POST.get("response") and answer.standing:
            return answer
    raise Http404


def _form(
    attempt: Attempt, answer: AnswerOfAttempt, bound: OverrideForm | None
) -> OverrideForm | None:
    if answer.standing is None or attempt.state != Attempt.State.SUBMITTED:
        return None
    if bound is not None and bound.prefix == f"r{answer.response.pk}":
        return bound
    return OverrideForm(None, standing=answer.standing)


def _override(request: PersonRequest, form: OverrideForm, standing: Mark) -> bool:
    try:
        give_mark(
            response_id=standing.response_id,
            decision=form.decision(standing),
            author=request.user,
            known=form.cleaned_data["known"],
            now=timezone.now(),
        )
    except MarkedMeanwhile as meanwhile:
        form.data = {**request.POST.dict(), form.add_prefix("known"): str(meanwhile.standing.pk)}
        form.add_error(
            "points", _("Another mark was given meanwhile, shown above. Save again to replace it.")
        )
        return False
    return True


def _csv(quiz: Quiz, rows: Sequence[ResultRow]) -> HttpResponse:
    table: list[list[Cell]] = [
        [
            _("Identifier"),
            _("Last name"),
            _("First name"),
            _("Attempt"),
            _("State"),
            _("Handed in"),
            _("Time used (seconds)"),
            _("Points"),
            _("Out of"),
            _("Counts"),
        ]
    ]
    table += [_line(row) for row in rows]
    response = HttpResponse(write_csv(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="resultats-{quiz.slug}.csv"'
    return response


def _line(row: ResultRow) -> list[Cell]:
    who: list[Cell] = [row.user.identifier, row.user.last_name, row.user.first_name]
    if row.attempt is None:
        return [*who, None, str(STATES[row.state]), None, None, None, None, None]
    handed_in = row.attempt.submitted_at
    return [
        *who,
        row.attempt.number,
        str(STATES[row.state]),
        handed_in and timezone.localtime(handed_in),
        row.seconds,
        round(row.points, 2) if row.percent is not None else None,
        row.out_of,
        _("yes") if row.counts else _("no"),
    ]
