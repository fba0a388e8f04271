"""The rows of content: courses as trees, and all that belongs to one."""

from courses.content.models.decks import Deck, DeckDraft
from courses.content.models.figures import Figure
from courses.content.models.glossary import Notion, Objective
from courses.content.models.lessons import LESSON_TITLE_LENGTH, Lesson, LessonRevision, SearchEntry
from courses.content.models.reviews import Proposal, ReviewNote, ReviewNoteQuerySet
from courses.content.models.tree import Chapter, Course, Section

__all__ = [
    "LESSON_TITLE_LENGTH",
    "Chapter",
    "Course",
    "Deck",
    "DeckDraft",
    "Figure",
    "Lesson",
    "LessonRevision",
    "Notion",
    "Objective",
    "Proposal",
    "ReviewNote",
    "ReviewNoteQuerySet",
    "SearchEntry",
    "Section",
]
