"""A deck: given, checked beside its source, then imported; and what was imported."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.requests import PersonRequest
from courses.cohorts.access import own_deck_drafts, taught_courses
from courses.content.actions.deck_drafts import (
    add_edit,
    choose_chapter,
    discard_draft,
    start_draft,
    undo_edit,
)
from courses.content.actions.decks import Imported, ReviewChanged, confirm_draft
from courses.content.decks.check import deck_check
from courses.content.decks.edits import Edit, EditRefused
from courses.content.decks.queries import deck_record, open_drafts
from courses.content.messages import translated
from courses.content.models import Chapter, DeckDraft
from courses.markup.page import MarkupRefused
from courses.slides.tree import DeckRefused
from courses.teach.address import in_query
from courses.teach.forms.decks import ConfirmForm, DeckForm, EditForm


def new(request: PersonRequest) -> HttpResponse:
    """The form, and the decks still being checked; a good deck goes to its check page."""
    if request.method == "POST":
        form = DeckForm(request.user, request.POST, request.FILES)
        draft = _start(form, request) if form.is_valid() else None
        if draft is not None:
            return redirect("deck_draft", draft.pk)
    else:
        form = DeckForm(request.user, initial=_asked_for(request))
    page = {
        "form": form,
        "drafts": open_drafts(own_deck_drafts(request.user)),
        "chapter": _chapter_of(form),
    }
    return render(request, "teach/deck_new.html", page)


def _start(form: DeckForm, request: PersonRequest) -> DeckDraft | None:
    data = form.cleaned_data
    try:
        draft = start_draft(
            source=data["source"],
            name=data["name"],
            user=request.user,
            course=data["course"],
            course_title=data.get("course_title", ""),
            chapter=data["chapter"],
            now=timezone.now(),
        )
    except DeckRefused as refused:
        form.refuse(translated(refused.message))
        return None
    for problem in form.problems:
        messages.warning(request, translated(problem.message))
    return draft


def _asked_for(request: PersonRequest) -> dict[str, object]:
    """The course or the chapter that the link to this page names."""
    courses = taught_courses(request.user)
    course = courses.filter(slug=in_query(request, "cours")).first()
    chapters = Chapter.objects.filter(course=course).select_related("course")
    chapter = chapters.filter(slug=in_query(request, "chapitre")).first()
    return {"course": course, "chapter": chapter}


def _chapter_of(form: DeckForm) -> Chapter | None:
    """The chapter that the deck is a new version of."""
    return form.cleaned_data.get("chapter") if form.is_bound else form.initial.get("chapter")


@require_safe
def draft(request: PersonRequest, draft: int) -> HttpResponse:
    """The source beside the chapter it becomes; once imported, the record of it."""
    subject: DeckDraft = request.entered
    if subject.deck is not None:
        return _to_record(subject.deck.chapter)
    chapters = subject.course.chapters.defer("outline") if subject.course else []
    try:
        check = deck_check(subject)
    except DeckRefused as refused:
        # The reader became stricter since the deck was given.
        messages.error(request, translated(refused.message))
        return redirect("deck_new")
    page = {"draft": subject, "check": check, "chapters": chapters}
    return render(request, "teach/deck_draft.html", page)


@require_POST
def edit(request: PersonRequest, draft: int) -> HttpResponse:
    """One merge, split, new title or undo, and back to the place it happened."""
    form = EditForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This change cannot be read. Try again."))
        return redirect("deck_draft", draft)
    try:
        place = _edit(request.entered, form.cleaned_data)
    except EditRefused as refused:
        messages.error(request, str(refused))
        place = form.cleaned_data["at"] or 0
    page = reverse("deck_draft", args=[draft])
    return redirect(f"{page}#lecon-{place}" if place else page)


def _edit(draft: DeckDraft, data: dict[str, Any]) -> int:
    """Makes the change; returns the key of the lesson to show, 0 for the top of the page."""
    now, at = timezone.now(), data["at"] or 0
    if data["do"] == "undo":
        return undo_edit(draft=draft, count=data["count"] or 0, now=now)
    if data["do"] == "choose_chapter":
        chapter = draft.course.chapters.filter(pk=at).first() if draft.course else None
        choose_chapter(draft=draft, chapter=chapter, now=now)
        return 0
    edit: Edit = {"do": data["do"], "at": at, "title": data["title"]}
    return add_edit(draft=draft, edit=edit, now=now)


@require_POST
def confirm(request: PersonRequest, draft: int) -> HttpResponse:
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return redirect("deck_draft", draft)
    try:
        imported = confirm_draft(
            draft=request.entered,
            take=form.taken(),
            seen=form.cleaned_data["seen"],
            publish=form.cleaned_data["publish"],
            now=timezone.now(),
        )
    except ReviewChanged:
        messages.warning(
            request, _("The chapter or the deck has changed meanwhile: check the page again.")
        )
        return redirect("deck_draft", draft)
    except MarkupRefused:
        return redirect("deck_draft", draft)
    messages.success(request, _outcome(imported))
    return redirect("teach_course", imported.chapter.course.slug)


def _outcome(imported: Imported) -> str:
    if imported.changed:
        sentence = _("The chapter “%(chapter)s” is imported.")
    else:
        sentence = _("Nothing changed in the chapter “%(chapter)s”.")
    return sentence % {"chapter": imported.chapter.title}


@require_POST
def discard(request: PersonRequest, draft: int) -> HttpResponse:
    discard_draft(draft=request.entered)
    messages.success(request, _("The deck was discarded; no course was changed."))
    return redirect("deck_new")


@require_safe
def source(request: PersonRequest, course: str, chapter: str) -> HttpResponse:
    """The decks a chapter came from; the newest, or the one asked for, with its losses."""
    subject: Chapter = request.entered
    decks = list(subject.decks.defer("source", "arrangement", "edits"))
    wanted = request.GET.get("version", "")
    deck = next((one for one in decks if str(one.pk) == wanted), decks[0] if decks else None)
    page = {
        "chapter": subject,
        "decks": decks,
        "deck": deck,
        "record": deck_record(deck) if deck else None,
    }
    return render(request, "teach/deck_source.html", page)


def _to_record(chapter: Chapter) -> HttpResponse:
    return redirect("deck_source", chapter.course.slug, chapter.slug)
