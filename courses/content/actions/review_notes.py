"""Writes on review notes: brought by a file, accepted into a new version, dismissed, reopened."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from courses.accounts.models import User
from courses.content.actions.lessons import add_revision, refresh_published
from courses.content.history import newest_revision
from courses.content.models import Course, Lesson, LessonRevision, ReviewNote
from courses.content.note_text import NoteEntry
from courses.content.quoted import replace_quote


class NoteClosed(Exception):
    """Somebody has decided about the note meanwhile."""


class QuoteGone(Exception):
    """The lesson no longer has the lines that the wording was to replace; nothing was written."""


def save_notes(*, course: Course, entries: Sequence[NoteEntry], now: datetime) -> list[NoteEntry]:
    """Adds the notes of a file; one that is there already keeps its state.

    Returns those whose lesson the course does not have. What students read is not rendered
    again here: publish the course, or call `refresh_published`.
    """
    lessons = {lesson.slug: lesson for lesson in course.lessons.all()}
    notes = ReviewNote.objects.filter(lesson__course=course)
    known = {(note.lesson_id, note.kind, note.quote, note.text): note for note in notes}
    homeless, new = list[NoteEntry](), list[ReviewNote]()
    for entry in entries:
        lesson = lessons.get(entry.lesson)
        if lesson is None:
            homeless.append(entry)
            continue
        note = known.get((lesson.pk, entry.kind, entry.quote, entry.text))
        if note is None:
            new.append(_note(lesson, entry, now))
        elif note.status == ReviewNote.Status.OPEN:
            note.wording, note.first_line = entry.wording, entry.first_line
            note.last_line = entry.last_line
    ReviewNote.objects.bulk_update(known.values(), ["wording", "first_line", "last_line"])
    ReviewNote.objects.bulk_create(new)
    return homeless


def _note(lesson: Lesson, entry: NoteEntry, now: datetime) -> ReviewNote:
    return ReviewNote(
        lesson=lesson,
        kind=entry.kind,
        first_line=entry.first_line,
        last_line=entry.last_line,
        quote=entry.quote,
        text=entry.text,
        wording=entry.wording,
        status=entry.status,
        decided_at=entry.decided_at,
        created_at=now,
    )


def accept_note(*, note: ReviewNote, by: User, now: datetime, wording: str = "") -> ReviewNote:
    """Closes the note; with a wording, the lesson gets a draft where it replaces the quote.

    Without one, the correction is the newest version as it stands. Raises QuoteGone,
    NoteClosed, MarkupRefused and LessonChanged; nothing is written then.
    """
    newest = newest_revision(note.lesson)
    source = newest.source
    if wording:
        replaced = replace_quote(source, note.quote, wording)
        if replaced is None:
            raise QuoteGone
        source = replaced
    with transaction.atomic():
        fresh = _locked(note, ReviewNote.Status.OPEN)
        fresh.wording = wording or note.wording
        fresh.revision = add_revision(
            lesson=note.lesson,
            title=newest.title,
            source=source,
            author=by,
            now=now,
            origin=LessonRevision.Origin.NOTE,
            deck=newest.deck,
            source_lines=newest.source_lines,
            after=newest.number,
        )
        _decide(fresh, ReviewNote.Status.ACCEPTED, by, now)
    refresh_published(lessons=[note.lesson])
    return fresh


def dismiss_note(*, note: ReviewNote, by: User, now: datetime) -> None:
    """The line stays as it is. Raises NoteClosed."""
    with transaction.atomic():
        _decide(_locked(note, ReviewNote.Status.OPEN), ReviewNote.Status.DISMISSED, by, now)
    refresh_published(lessons=[note.lesson])


def reopen_note(*, note: ReviewNote) -> None:
    """A closed note asks for a decision again; the versions of its lesson stay."""
    with transaction.atomic():
        fresh = _locked(note, ReviewNote.Status.ACCEPTED, ReviewNote.Status.DISMISSED)
        fresh.revision = None
        _decide(fresh, ReviewNote.Status.OPEN, None, None)
    refresh_published(lessons=[note.lesson])


def _locked(note: ReviewNote, *states: str) -> ReviewNote:
    fresh = ReviewNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if fresh.status not in states:
        raise NoteClosed
    return fresh


def _decide(
    note: ReviewNote, status: ReviewNote.Status, by: User | None, now: datetime | None
) -> None:
    note.status, note.decided_by, note.decided_at = status, by, now
    note.save(update_fields=["status", "decided_by", "decided_at", "wording", "revision"])
