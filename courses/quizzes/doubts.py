"""Questions that rest on a line of a lesson which an open note says is wrong."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from courses.content.french import words
from courses.content.models import Course, LessonRevision, ReviewNote
from courses.content.quoted import find_quote
from courses.quizzes.models import Question

SHARED = 3
"""So many words of the line, found nowhere else in its lesson, make a question rest on it."""
_ACRONYM = re.compile(r"\b[A-ZÀ-Ý]{2,}\b")


@dataclass(frozen=True)
class Doubt:
    """An open note of an error; `words` are the stems that only its line has in the lesson."""

    note: int
    lesson: int
    lesson_slug: str
    section: int
    text: str
    words: frozenset[str]

    def concerns(self, question: Question) -> bool:
        """Whether the question, of the lesson or of its section or of neither, says these words."""
        if question.lesson_id not in (None, self.lesson):
            return False
        if question.lesson_id is None and question.section_id not in (None, self.section):
            return False
        return len(self.words & set(question.terms.split())) >= SHARED


def open_doubts(course: Course) -> list[Doubt]:
    """The doubts of a course about lines that its lessons still have; two queries at most."""
    notes = list(
        ReviewNote.objects.errors()
        .filter(lesson__course=course, lesson__archived_at=None)
        .exclude(quote="")
        .select_related("lesson")
    )
    lessons = {note.lesson_id for note in notes}
    newest = LessonRevision.objects.newest().filter(lesson__in=lessons) if lessons else None
    sources = dict(newest.values_list("lesson", "source")) if newest is not None else {}
    return [
        Doubt(
            note=note.pk,
            lesson=note.lesson_id,
            lesson_slug=note.lesson.slug,
            section=note.lesson.section_id,
            text=note.text,
            words=_own_words(note.quote, sources[note.lesson_id]),
        )
        for note in notes
        if find_quote(sources[note.lesson_id], note.quote)
    ]


def resting_on(questions: Iterable[Question], doubts: Iterable[Doubt]) -> dict[int, Doubt]:
    """The first doubt that concerns each question, by the question's id."""
    known = list(doubts)
    found = ((q, next((d for d in known if d.concerns(q)), None)) for q in questions)
    return {question.pk: doubt for question, doubt in found if doubt is not None}


def _own_words(quote: str, source: str) -> frozenset[str]:
    place = find_quote(source, quote)
    lines = source.split("\n")
    rest = lines if place is None else [*lines[: place[0]], *lines[place[1] + 1 :]]
    acronyms = {each.lower() for each in _ACRONYM.findall(quote)}
    telling = {
        word.stem
        for word in words(quote)
        if len(word.folded) > 3 or word.folded in acronyms or any(map(str.isdigit, word.folded))
    }
    return frozenset(telling - {word.stem for word in words("\n".join(rest))})
