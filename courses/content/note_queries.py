"""Reads for the pages of review notes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from courses.content.models import (
    Course,
    Lesson,
    LessonRevision,
    ReviewNote,
    ReviewNoteQuerySet,
)
from courses.content.quoted import find_quote


@dataclass(frozen=True)
class NoteView:
    """A note as teachers see it. `stands`: the lesson still has the lines it quotes."""

    id: int
    lesson: Lesson
    kind: str
    label: str
    first_line: int | None
    last_line: int | None
    quote: str
    text: str
    wording: str
    status: str
    state: str
    stands: bool
    decided_by: str
    decided_at: datetime | None
    revision: int | None

    @property
    def is_open(self) -> bool:
        return self.status == ReviewNote.Status.OPEN

    @property
    def can_be_replaced(self) -> bool:
        """Whether its wording can take the place of what it quotes."""
        return self.is_open and self.stands and bool(self.quote)


def note_view(note: ReviewNote, source: str) -> NoteView:
    """`source` is the newest text of its lesson."""
    return NoteView(
        id=note.pk,
        lesson=note.lesson,
        kind=note.kind,
        label=note.get_kind_display(),
        first_line=note.first_line,
        last_line=note.last_line,
        quote=note.quote,
        text=note.text,
        wording=note.wording,
        status=note.status,
        state=note.get_status_display(),
        stands=not note.quote or find_quote(source, note.quote) is not None,
        decided_by=str(note.decided_by or ""),
        decided_at=note.decided_at,
        revision=note.revision.number if note.revision else None,
    )


def open_notes(lesson: Lesson, source: str) -> list[NoteView]:
    """What is still to be decided about the lesson, in the order of the deck."""
    rows = _rows(ReviewNote.objects.open()).filter(lesson=lesson)
    return [note_view(note, source) for note in rows]


def course_notes(course: Course, status: str) -> list[NoteView]:
    """The notes of a course in one state, in reading order; two queries."""
    rows = _rows(ReviewNote.objects.filter(status=status))
    notes = list(
        rows.filter(lesson__course=course, lesson__archived_at=None).order_by(
            "lesson__section__chapter__position",
            "lesson__section__position",
            "lesson__position",
            "first_line",
            "pk",
        )
    )
    sources = _sources(note.lesson_id for note in notes)
    return [note_view(note, sources[note.lesson_id]) for note in notes]


def note_counts(course: Course) -> dict[str, int]:
    """How many notes the course has in each state."""
    states = ReviewNote.objects.filter(lesson__course=course, lesson__archived_at=None)
    counts = dict.fromkeys(ReviewNote.Status.values, 0)
    for status in states.order_by().values_list("status", flat=True):
        counts[status] += 1
    return counts


def _rows(notes: ReviewNoteQuerySet) -> ReviewNoteQuerySet:
    return notes.select_related("lesson", "decided_by", "revision").defer(
        "revision__html", "revision__source", "revision__text", "revision__headings"
    )


def _sources(lessons: Iterable[int]) -> dict[int, str]:
    newest = LessonRevision.objects.newest().filter(lesson__in=set(lessons))
    return dict(newest.values_list("lesson", "source"))
