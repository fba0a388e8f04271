"""Review notes: remarks on lines of the deck that a teacher accepts or dismisses."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.accounts.requests import PersonRequest
from courses.content.actions.lessons import CannotPublish, LessonChanged, publish_lesson
from courses.content.actions.review_notes import (
    NoteClosed,
    QuoteGone,
    accept_note,
    dismiss_note,
    reopen_note,
)
from courses.content.differences import compare
from courses.content.history import newest_revision
from courses.content.messages import translated
from courses.content.models import Course, ReviewNote
from courses.content.note_queries import course_notes, note_counts, note_view
from courses.content.quoted import replace_quote
from courses.markup.page import MarkupRefused
from courses.teach.editor import preview_of
from courses.teach.forms.review_notes import WordingForm
from courses.teach.views.courses import why_not

# In the address: which notes the list shows.
STATES = {"": "open", "acceptees": "accepted", "ecartees": "dismissed"}


def notes(request: PersonRequest, course: str) -> HttpResponse:
    """All notes of the course, the open ones first."""
    subject: Course = request.entered
    wanted = request.GET.get("montrer", "")
    wanted = wanted if wanted in STATES else ""
    counts = note_counts(subject)
    page = {
        "course": subject,
        "notes": course_notes(subject, STATES[wanted]),
        "wanted": wanted,
        "choices": [(name, _TITLES[state](), counts[state]) for name, state in STATES.items()],
    }
    return render(request, "teach/review_notes.html", page)


_TITLES = {
    "open": lambda: _("To decide"),
    "accepted": lambda: _("Accepted"),
    "dismissed": lambda: _("Dismissed"),
}


def note(request: PersonRequest, course: str, lesson: str, note: int) -> HttpResponse:
    """One note, its wording, and what the lesson becomes with it."""
    subject: ReviewNote = request.entered
    if request.method != "POST":
        wording = subject.wording or subject.quote
        return _page(request, subject, WordingForm(initial={"wording": wording}))
    form = WordingForm(request.POST)
    if "preview" in request.POST or not form.is_valid():
        return _page(request, subject, form)
    return _decided(request, subject, form)


def _decided(request: PersonRequest, note: ReviewNote, form: WordingForm) -> HttpResponse:
    try:
        _decide(request, note, form.cleaned_data["wording"])
    except NoteClosed:
        messages.warning(request, _("Somebody has decided about this note meanwhile."))
    except LessonChanged:
        messages.warning(request, _("The lesson has just been changed: look again, then accept."))
        return _page(request, note, form, status=409)
    except QuoteGone:
        form.add_error("wording", _gone())
        return _page(request, note, form)
    except MarkupRefused as refused:
        form.add_error("wording", translated(refused.message))
        return _page(request, note, form)
    except CannotPublish as refused:
        messages.error(request, why_not(refused))
    if "reopen" in request.POST:
        return redirect("review_note", note.lesson.course.slug, note.lesson.slug, note.pk)
    return redirect("review_notes", note.lesson.course.slug)


def _gone() -> str:
    return _(
        "The lesson no longer has the lines that the note quotes: nothing was written. Correct"
        " the lesson in its editor, then accept the note without a wording."
    )


def _decide(request: PersonRequest, note: ReviewNote, wording: str) -> None:
    now = timezone.now()
    if "dismiss" in request.POST:
        dismiss_note(note=note, by=request.user, now=now)
        messages.success(request, _("The note is dismissed: the line stays as it is."))
    elif "reopen" in request.POST:
        reopen_note(note=note)
        messages.success(request, _("The note is open again."))
    else:
        accepted = accept_note(note=note, by=request.user, now=now, wording=wording)
        number = accepted.revision.number if accepted.revision else 0
        if "publish" in request.POST:
            publish_lesson(lesson=note.lesson, now=now)
            messages.success(request, _("Students now read version %d.") % number)
        else:
            messages.success(request, _("The note is accepted, in version %d.") % number)


def _page(
    request: PersonRequest, note: ReviewNote, form: WordingForm, status: int = 200
) -> HttpResponse:
    newest = newest_revision(note.lesson)
    page: dict[str, Any] = {
        "course": note.lesson.course,
        "lesson": note.lesson,
        "note": note_view(note, newest.source),
        "form": form,
        "has_draft": newest.pk != note.lesson.published_id,
    }
    replaced = replace_quote(newest.source, note.quote, str(form["wording"].value() or ""))
    if note.status == ReviewNote.Status.OPEN and replaced is not None:
        page["preview"] = preview_of(note.lesson, newest.title, replaced)
        page["lines"] = compare(newest.source, replaced)
    return render(request, "teach/review_note.html", page, status=status)
