"""The versions of a lesson: who made them, what changed, back to an earlier one."""

import re

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.requests import PersonRequest
from courses.content.actions.lessons import restore_revision
from courses.content.history import Difference, Version, difference, versions
from courses.content.messages import translated
from courses.content.models import Lesson
from courses.markup.page import MarkupRefused
from courses.teach.forms.lessons import ComparisonForm


@require_safe
def history(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    subject: Lesson = request.entered
    known = versions(subject)
    form = ComparisonForm(request.GET or None, versions=known)
    page = {
        "lesson": subject,
        "course": subject.course,
        "versions": known,
        "form": form,
        "difference": _difference(subject, form, known),
    }
    return render(request, "teach/lesson_history.html", page)


def _difference(lesson: Lesson, form: ComparisonForm, known: list[Version]) -> Difference | None:
    """The two versions asked for; without a question, what the newest one changed."""
    if form.is_bound:
        asked = form.cleaned_data if form.is_valid() else {}
        return difference(lesson, asked["de"], asked["a"]) if asked else None
    return difference(lesson, known[1].number, known[0].number) if len(known) > 1 else None


@require_POST
def restore(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    subject: Lesson = request.entered
    number = request.POST.get("version", "")
    is_number = re.fullmatch(r"\d{1,9}", number)
    revision = subject.revisions.filter(number=number).first() if is_number else None
    if revision is None:
        raise Http404
    try:
        restored = restore_revision(revision=revision, author=request.user, now=timezone.now())
    except MarkupRefused as refused:
        messages.error(request, translated(refused.message))
        return redirect("lesson_history", subject.course.slug, subject.slug)
    messages.success(
        request,
        _("Version %(old)d is back as version %(new)d, a draft: publish it when it is ready.")
        % {"old": revision.number, "new": restored.number},
    )
    return redirect("lesson_edit", subject.course.slug, subject.slug)
