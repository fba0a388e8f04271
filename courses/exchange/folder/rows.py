"""A course of the site as the values of its files. What is in the bin is left out."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from courses.content.entry_text import Entry
from courses.content.models import (
    Chapter,
    Course,
    Deck,
    Lesson,
    LessonRevision,
    Proposal,
    ReviewNote,
    Section,
)
from courses.content.note_text import NoteEntry
from courses.exchange.folder.archive import is_wanted
from courses.exchange.folder.figure_names import renamed
from courses.exchange.folder.format import (
    ChapterText,
    CourseFolder,
    DeckText,
    FigureFile,
    LessonText,
    ProposalEntry,
    QuizSettings,
    SectionText,
)
from courses.quizzes.actions.quizzes import COPIED
from courses.quizzes.models import AnswerKey, Quiz
from courses.quizzes.question import QuestionText
from courses.quizzes.text.reading import read_quiz

_TAKEN = re.compile(r"(?:notions|objectives|notes)\.md|.*\.quiz\.md")


def folder_of(course: Course) -> CourseFolder:
    """The course as its files say it; a fixed number of queries, whatever its size."""
    return _Course(course).folder()


class _Course:
    def __init__(self, course: Course) -> None:
        self.course = course
        figures = list(course.figures.order_by("pk"))
        # Names say nothing of keys: an address that cannot be guessed stays unknown.
        self.names = {str(f.pk): f"{place}.webp" for place, f in enumerate(figures, 1)}
        self.figures = tuple(
            FigureFile(self.names[str(figure.pk)], figure.alt, figure.image.open().read())
            for figure in figures
        )

    def folder(self) -> CourseFolder:
        course = self.course
        published, drafts = self._questions()
        return CourseFolder(
            title=course.title,
            language=course.language,
            chapters=self._chapters(),
            figures=self.figures,
            notions=tuple(
                Entry(notion.term, notion.slug, self._portable(notion.source), 0)
                for notion in course.notions.order_by("slug")
            ),
            objectives=tuple(
                Entry(each.code, f"objectif-{place}", each.text, 0)
                for place, each in enumerate(course.objectives.exclude(text="").order_by("code"))
            ),
            notes=self._notes(),
            questions=published,
            drafts=drafts,
            quizzes=self._quizzes(),
            proposals=tuple(
                ProposalEntry(each.kind, each.key, each.accepted_at)
                for each in Proposal.objects.filter(course=course).order_by("kind", "key")
            ),
        )

    def _portable(self, source: str) -> str:
        return renamed(source, self.names)

    # --- chapters

    def _chapters(self) -> tuple[ChapterText, ...]:
        decks = self._decks()
        sections = self._sections({pk: deck for pk, (deck, _name) in decks.items()})
        chapters = []
        for chapter in self.course.chapters.order_by("position", "pk"):
            deck, name = decks.get(chapter.pk, (None, ""))
            text = deck and DeckText(name, deck.source, tuple(deck.edits))
            of_it = tuple(sections.get(chapter.pk, ()))
            chapters.append(
                ChapterText(chapter.slug, chapter.title, chapter.author, text or None, of_it)
            )
        return tuple(chapters)

    def _decks(self) -> dict[int, tuple[Deck, str]]:
        """The newest deck of each chapter, with the name of its file."""
        newest: dict[int, Deck] = {}
        decks = Deck.objects.filter(chapter__course=self.course).select_related("chapter")
        for deck in decks.order_by("imported_at", "pk"):
            newest[deck.chapter_id] = deck
        named: dict[int, tuple[Deck, str]] = {}
        taken = set[str]()
        for pk, deck in newest.items():
            fits = is_wanted(deck.name) and "/" not in deck.name and not _TAKEN.fullmatch(deck.name)
            name = deck.name if fits and deck.name not in taken else _deck_name(deck.chapter)
            taken.add(name)
            named[pk] = (deck, name)
        return named

    def _sections(self, decks: Mapping[int, Deck]) -> dict[int, list[SectionText]]:
        lines = {
            one["lesson"]: tuple((first, last) for first, last in one["lines"])
            for deck in decks.values()
            for entry in deck.arrangement
            for one in entry["lessons"]
        }
        lessons = self._lessons(lines)
        found: dict[int, list[SectionText]] = {}
        sections = Section.objects.filter(chapter__course=self.course, archived_at=None)
        for section in sections.order_by("position", "pk"):
            text = SectionText(section.slug, section.title, tuple(lessons.get(section.pk, ())))
            found.setdefault(section.chapter_id, []).append(text)
        return found

    def _lessons(
        self, lines: Mapping[int, tuple[tuple[int, int], ...]]
    ) -> dict[int, list[LessonText]]:
        newest = {
            revision.lesson_id: revision
            for revision in LessonRevision.objects.newest()
            .filter(lesson__course=self.course)
            .defer("html", "text", "headings")
        }
        imported = _imported(self.course)
        lessons = Lesson.objects.current().filter(course=self.course).select_related("published")
        found: dict[int, list[LessonText]] = {}
        for lesson in lessons.order_by("position", "pk"):
            last = newest[lesson.pk]
            shown = lesson.published or last
            draft = last if last.pk != shown.pk else None
            from_deck = imported.get(lesson.pk) == (shown.title, shown.source)
            text = LessonText(
                slug=lesson.slug,
                title=shown.title,
                text=self._portable(shown.source),
                published=lesson.published is not None,
                origin="import" if from_deck else _origin(shown),
                lines=lines.get(lesson.pk, ()),
                draft_title=draft.title if draft else shown.title,
                draft=self._portable(draft.source) if draft else None,
            )
            found.setdefault(lesson.section_id, []).append(text)
        return found

    # --- notes, questions, quizzes

    def _notes(self) -> tuple[NoteEntry, ...]:
        notes = ReviewNote.objects.filter(
            lesson__course=self.course, lesson__archived_at=None
        ).select_related("lesson")
        ordered = notes.order_by(
            "lesson__section__chapter__position",
            "lesson__section__position",
            "lesson__position",
            "first_line",
            "id",
        )
        return tuple(
            NoteEntry(
                kind=note.kind,
                lesson=note.lesson.slug,
                text=note.text,
                first_line=note.first_line,
                last_line=note.last_line,
                quote=note.quote,
                wording=note.wording,
                status=note.status,
                decided_at=note.decided_at,
            )
            for note in ordered
        )

    def _questions(self) -> tuple[tuple[QuestionText, ...], tuple[QuestionText, ...]]:
        """Texts that students get, and newer ones that they do not."""
        published, drafts = list[str](), list[str]()
        questions = self.course.questions.filter(archived_at=None).order_by("pk")
        keys = AnswerKey.objects.filter(revision__question__in=questions)
        sources = dict(keys.values_list("revision", "source"))
        for question in questions:
            if question.published_id:
                published.append(sources[question.published_id])
            if question.newest_id and question.newest_id != question.published_id:
                drafts.append(sources[question.newest_id])
        return self._read(published), self._read(drafts)

    def _read(self, sources: Iterable[str]) -> tuple[QuestionText, ...]:
        texts = "\n\n".join(self._portable(source.strip("\n")) for source in sources)
        return read_quiz(texts).questions

    def _quizzes(self) -> tuple[QuizSettings, ...]:
        quizzes = (
            self.course.quizzes.filter(archived_at=None)
            .exclude(kind=Quiz.Kind.REVIEW)
            .select_related("lesson", "section")
            .prefetch_related("items__question")
        )
        sections = Section.objects.filter(chapter__course=self.course, archived_at=None)
        ordered = sections.order_by("chapter__position", "position").values_list("pk", flat=True)
        ranks = {pk: rank for rank, pk in enumerate(ordered, 1)}
        return tuple(
            _quiz(quiz, ranks)
            for quiz in quizzes.order_by("slug")
            if not (quiz.lesson and quiz.lesson.archived_at)
            and (quiz.section_id is None or quiz.section_id in ranks)
        )


def _imported(course: Course) -> dict[int, tuple[str, str]]:
    """Title and text that the last import gave each lesson."""
    revisions = LessonRevision.objects.filter(
        lesson__course=course, origin=LessonRevision.Origin.IMPORT
    ).order_by("number")
    rows = revisions.values_list("lesson", "title", "source")
    return {lesson: (title, text) for lesson, title, text in rows}


def _origin(revision: LessonRevision) -> str:
    is_note = revision.origin == LessonRevision.Origin.NOTE
    return "note" if is_note else "edit"


def _deck_name(chapter: Chapter) -> str:
    return f"{chapter.slug}.deck.md"


def _quiz(quiz: Quiz, ranks: Mapping[int, int]) -> QuizSettings:
    settings: dict[str, Any] = {name: getattr(quiz, name) for name in COPIED}
    settings["try_cost"] = str(quiz.try_cost)
    items = tuple(
        (item.question.slug, (), None)
        if item.question
        else (None, tuple((name, said) for name, said in item.filters), item.count)
        for item in sorted(quiz.items.all(), key=lambda item: item.position)
        if item.question is None or item.question.archived_at is None
    )
    return QuizSettings(
        slug=quiz.slug,
        kind=quiz.kind,
        title=quiz.title,
        published=quiz.is_published,
        lesson=quiz.lesson.slug if quiz.lesson else None,
        section=ranks[quiz.section_id] if quiz.section_id else None,
        settings=settings,
        items=items,
    )
