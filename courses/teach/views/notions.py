"""The glossary of a course, as its teachers write it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses.accounts.requests import PersonRequest
from courses.content.actions.notions import delete_notion, save_notion
from courses.content.mentions import mentions
from courses.content.messages import translated
from courses.content.models import Course, Notion, Proposal
from courses.markup.page import MarkupRefused
from courses.teach.forms.notions import NotionForm
from courses.teach.proposals import is_waiting, waiting_keys


def notions(request: PersonRequest, course: str) -> HttpResponse:
    """All terms, and a form for a new one."""
    subject: Course = request.entered
    form = NotionForm(request.POST or None, course=subject)
    if request.method == "POST" and _saved(request, form):
        return redirect("notions", subject.slug)
    page = {"course": subject, "form": form, "notions": subject.notions.order_by("slug")}
    page["proposals"] = waiting_keys(subject)[Proposal.Kind.NOTION]
    return render(request, "teach/notions.html", page)


def edit(request: PersonRequest, course: str, notion: str) -> HttpResponse:
    subject: Course = request.entered
    term = get_object_or_404(subject.notions, slug=notion)
    if request.method == "POST" and "delete" in request.POST:
        delete_notion(notion=term)
        messages.success(request, _("“%s” is out of the glossary.") % term)
        return redirect("notions", subject.slug)
    initial = {"term": term.term, "source": term.source}
    form = NotionForm(request.POST or None, course=subject, notion=term, initial=initial)
    if request.method == "POST" and _saved(request, form, term):
        return redirect("notions", subject.slug)
    page = {
        "course": subject,
        "form": form,
        "notion": term,
        "mentions": mentions(subject, term.slug),
        "is_proposal": is_waiting(subject, Proposal.Kind.NOTION, term.slug),
    }
    return render(request, "teach/notion.html", page)


def _saved(request: PersonRequest, form: NotionForm, notion: Notion | None = None) -> bool:
    if not form.is_valid():
        return False
    try:
        saved = save_notion(course=request.entered, notion=notion, **form.cleaned_data)
    except MarkupRefused as refused:
        form.add_error("source", translated(refused.message))
        return False
    messages.success(
        request,
        _("“%(term)s” is saved: link to it with [[%(slug)s]].")
        % {"term": saved, "slug": saved.slug},
    )
    return True
