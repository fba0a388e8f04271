"""Reads of decks: those still being checked, and those a chapter came from."""

from dataclasses import dataclass, replace

from django.db.models import QuerySet

from courses.content.decks.layout import (
    Fate,
    Loss,
    Segment,
    lesson_segments,
    losses_of,
    segments_of,
)
from courses.content.decks.text import without_addresses
from courses.content.messages import translated
from courses.content.models import Deck, DeckDraft, Lesson
from courses.slides.reader import read_deck


@dataclass(frozen=True)
class Note:
    """A sentence about some source lines; `text` is what stood there."""

    first: int
    last: int
    text: str
    sentence: str


@dataclass(frozen=True)
class SourceRow:
    """Some lines of the source; `label` is the title of their lesson, or why they are lost."""

    segment: Segment
    label: str


@dataclass(frozen=True)
class ImportedLesson:
    key: int
    lesson: Lesson
    segments: list[Segment]


@dataclass(frozen=True)
class DeckRecord:
    """What the page of an imported deck shows."""

    source: list[SourceRow]
    lessons: list[ImportedLesson]
    losses: list[Note]


def deck_record(deck: Deck) -> DeckRecord:
    """An imported deck: its source, and the lessons its lines became, as they are now."""
    tree = read_deck(deck.source)
    entries = [one for section in deck.arrangement for one in section["lessons"]]
    losses = losses_of(deck.source, tree)
    lines = [(one["key"], one["lines"]) for one in entries]
    segments = segments_of(deck.source, tree, losses, lines)
    places = lesson_segments(segments)
    lessons = Lesson.objects.in_bulk([one["lesson"] for one in entries])
    imported = [
        ImportedLesson(one["key"], lessons[one["lesson"]], places.get(one["key"], []))
        for one in entries
        if one["lesson"] in lessons
    ]
    titles = {one.key: one.lesson.title for one in imported}
    return DeckRecord(source_rows(segments, titles, losses), imported, notes_of(losses))


def open_drafts(drafts: QuerySet[DeckDraft]) -> list[DeckDraft]:
    """Those still being checked, the latest first."""
    unfinished = drafts.filter(deck=None).select_related("course", "chapter")
    return list(unfinished.defer("source", "edits"))


def source_rows(
    segments: list[Segment], titles: dict[int, str], losses: list[Loss]
) -> list[SourceRow]:
    reasons = {place: translated(loss.reason) for place, loss in enumerate(losses)}
    labels = {Fate.LESSON: titles, Fate.LOST: reasons}
    return [SourceRow(_shown(one), labels.get(one.fate, {}).get(one.key, "")) for one in segments]


def _shown(segment: Segment) -> Segment:
    return replace(segment, lines=tuple(map(without_addresses, segment.lines)))


def notes_of(losses: list[Loss]) -> list[Note]:
    return [
        Note(one.first, one.last, without_addresses(one.text), translated(one.reason))
        for one in losses
    ]
