"""Open answers, marked question by question."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from courses.accounts.models import User
from courses.accounts.requests import PersonRequest
from courses.cohorts.access import taught_students
from courses.quizzes.actions.marking import MarkedMeanwhile, give_mark
from courses.quizzes.marks.anonymous import hides_names, mark_token
from courses.quizzes.marks.queries import AnswerToMark, answer_keys, answers_to_mark, waiting
from courses.quizzes.models import Mark, Question, Quiz
from courses.teach.address import in_query
from courses.teach.forms.marking import MarkForm

PER_PAGE = 30


def marking(request: PersonRequest, course: str) -> HttpResponse:
    students = taught_students(request.user, request.entered)
    context = {"course": request.entered, "rows": waiting(request.entered, students)}
    return render(request, "teach/marking.html", context)


def marking_question(request: PersonRequest, course: str, quiz: str, question: int) -> HttpResponse:
    subject, asked = request.entered
    view = _View(request, subject, asked)
    if request.method == "POST":
        return _save(request, view)
    page = Paginator(list(view.keys(only_waiting=view.only_waiting).items()), PER_PAGE).get_page(
        request.GET.get("page")
    )
    forms = [
        MarkForm(None, answer=answer, seen=answer.standing)
        for answer in answers_to_mark(dict(page.object_list))
    ]
    return render(request, "teach/marking_question.html", view.context(forms, page))


class _View:
    """How one teacher looks at the answers: all or those that wait, with names or without."""

    def __init__(self, request: PersonRequest, quiz: Quiz, question: Question) -> None:
        self.quiz, self.question = quiz, question
        self.students = taught_students(request.user, quiz.course)
        self.must_hide = hides_names(quiz, self.students)
        self.anonymous = self.must_hide or in_query(request, "noms") == "caches"
        self.only_waiting = in_query(request, "voir") != "toutes"

    def keys(self, *, only_waiting: bool) -> dict[str, int]:
        return answer_keys(
            self.quiz,
            self.question,
            self.students,
            only_waiting=only_waiting,
            anonymous=self.anonymous,
        )

    def context(self, forms: Sequence[MarkForm], page: Any = None) -> dict[str, Any]:
        return {
            "course": self.quiz.course,
            "quiz": self.quiz,
            "question": self.question,
            "forms": forms,
            "stem": forms[0].answer.stem if forms else "",
            "page": page,
            "view": self,
        }


def _save(request: PersonRequest, view: _View) -> HttpResponse:
    """Saves every answer that was touched, and the one whose button was pressed."""
    pressed = request.POST.get("only", "")
    wanted = request.POST.getlist("key")[:PER_PAGE]
    keys = view.keys(only_waiting=False)
    answers = answers_to_mark({key: keys[key] for key in wanted if key in keys})
    forms = _bound(request.POST, answers)
    meant = [form for form in forms if form.is_touched or form.answer.key == pressed]
    saved = [form for form in meant if _give(form, request.user)]
    refused = [form for form in meant if form.errors or form.conflict]
    if "X-Fragment" in request.headers:
        return _fragment(request, view, meant)
    if saved:
        said = ngettext("%(count)d mark is saved.", "%(count)d marks are saved.", len(saved))
        messages.success(request, said % {"count": len(saved)})
    if refused:
        status = 409 if any(form.conflict for form in refused) else 422
        context = view.context(refused)
        return render(request, "teach/marking_question.html", context, status=status)
    return redirect(request.get_full_path())


def _bound(posted: Any, answers: Sequence[AnswerToMark]) -> list[MarkForm]:
    """The forms as sent, each compared with the mark its teacher saw."""
    given = Mark.objects.filter(response__in=[answer.response for answer in answers])
    by_token = {mark_token(mark.pk): mark for mark in given}
    return [
        MarkForm(posted, answer=answer, seen=_seen(answer, by_token.get(token)))
        for answer in answers
        for token in [posted.get(f"{answer.key}-known", "")]
    ]


def _seen(answer: AnswerToMark, mark: Mark | None) -> Mark:
    return mark if mark and mark.response_id == answer.response.pk else answer.standing


def _give(form: MarkForm, author: User) -> bool:
    """Whether the mark stands; otherwise the form says why not."""
    if not form.is_valid():
        return False
    try:
        mark = give_mark(
            response_id=form.answer.response.pk,
            decision=form.decision(),
            author=author,
            known=form.known_mark,
            now=timezone.now(),
        )
    except MarkedMeanwhile as meanwhile:
        form.face(meanwhile.standing)
        return False
    form.answer = replace(form.answer, standing=mark)
    return True


def _fragment(request: PersonRequest, view: _View, forms: Iterable[MarkForm]) -> HttpResponse:
    """The one answer that was sent, as it stands now."""
    for form in forms:
        refused = bool(form.errors or form.conflict)
        shown = form if refused else MarkForm(None, answer=form.answer, seen=form.answer.standing)
        context = {**view.context([shown]), "form": shown, "saved": not refused}
        status = 409 if form.conflict else 422 if refused else 200
        return render(request, "teach/parts/answer_to_mark.html", context, status=status)
    return HttpResponse(status=404)
