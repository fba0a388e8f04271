"""A corrected key applied to answers given before: seen first, then confirmed, then undone."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.accounts.requests import PersonRequest, as_id
from courses.quizzes.actions.regrading import (
    NothingToUndo,
    PlanChanged,
    apply_regrade,
    undo_regrade,
)
from courses.quizzes.marks.regrading import RegradePlan, past_regrades, regrade_plan
from courses.quizzes.models import Question
from courses.teach.forms.marking import ReasonForm

PER_PAGE = 50


def regrade(request: PersonRequest, course: str, question: int) -> HttpResponse:
    if "undo" in request.POST:
        return _undo(request)
    if request.method == "POST":
        return _confirm(request)
    return _page(request, regrade_plan(request.entered), ReasonForm())


def _confirm(request: PersonRequest) -> HttpResponse:
    question: Question = request.entered
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, regrade_plan(question), form, status=422)
    ticked = {as_id(pk) for pk in request.POST.getlist("signed")}
    try:
        done = apply_regrade(
            question=question,
            digest=request.POST.get("plan", ""),
            signed=ticked,
            reason=form.cleaned_data["reason"],
            author=request.user,
            now=timezone.now(),
        )
    except PlanChanged as changed:
        return _page(request, changed.plan, form, status=409, moved=True)
    if done is None:
        messages.info(request, _("No mark changes: nothing was done."))
    else:
        count = done.marks.count()
        said = ngettext("%(count)d mark is corrected.", "%(count)d marks are corrected.", count)
        messages.success(request, said % {"count": count})
    return redirect(request.path)


def _undo(request: PersonRequest) -> HttpResponse:
    past = get_object_or_404(request.entered.regrades, pk=as_id(request.POST["undo"]))
    try:
        count = undo_regrade(regrade=past, author=request.user, now=timezone.now())
    except NothingToUndo:
        messages.info(request, _("There is nothing left to undo in this correction."))
    else:
        said = ngettext(
            "%(count)d mark is again what it was before.",
            "%(count)d marks are again what they were before.",
            count,
        )
        messages.success(request, said % {"count": count})
    return redirect(request.path)


def _page(
    request: PersonRequest, plan: RegradePlan, form: ReasonForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A page of the answers that change or cannot be marked; those to tick stand on each page."""
    question: Question = request.entered
    listed = Paginator([*plan.changed, *plan.cannot], PER_PAGE)
    page = listed.get_page(request.GET.get("page"))
    context = {
        "course": question.course,
        "question": question,
        "plan": plan,
        "page": page,
        "changed": [row for row in page if row.changes],
        "cannot": [row for row in page if not row.changes],
        "form": form,
        "past": past_regrades(question),
        **more,
    }
    return render(request, "teach/regrade.html", context, status=status)
