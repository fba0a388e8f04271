"""What the files of a course say, as values; `reading` and `writing` know the files themselves.

course.json            title, language, and the order of chapters, sections and lessons
<deck>.md              the text of a chapter's deck, to the letter
lessons/<slug>.md      the Markdown of each lesson
drafts/<slug>.md       the newer text of a lesson that students do not read yet
figures/<name>.webp    images that teachers gave; lessons name them figure:<name>
*.quiz.md              questions, and quizzes written as text
drafts.quiz.md         questions, or newer texts of questions, that students do not get yet
quizzes.json           quizzes with their settings
notions.md, objectives.md, notes.md
proposals.json         what is not the author's, and what of it a teacher has accepted
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from courses.content.entry_text import Entry
from courses.content.note_text import NoteEntry
from courses.quizzes.question import QuestionText, QuizText

FORMAT = "elearning-course/1"
EVERY = "*"
"""As the key of a proposal: everything of its kind that the files hold."""


@dataclass(frozen=True)
class LessonText:
    """A lesson. `lines` are those of its chapter's deck, none if the deck does not have it.

    `text` is what students read, or the only text when `published` is False; `draft` is a
    newer one, None if there is none.
    """

    slug: str
    title: str
    text: str
    published: bool = True
    origin: str = "import"
    lines: tuple[tuple[int, int], ...] = ()
    draft_title: str = ""
    draft: str | None = None


@dataclass(frozen=True)
class SectionText:
    slug: str
    title: str
    lessons: tuple[LessonText, ...]


@dataclass(frozen=True)
class DeckText:
    """A deck and the arrangement that its teacher confirmed (content.decks.edits)."""

    name: str
    text: str
    edits: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class ChapterText:
    slug: str
    title: str
    author: str
    deck: DeckText | None
    sections: tuple[SectionText, ...]

    @property
    def lessons(self) -> tuple[LessonText, ...]:
        return tuple(lesson for section in self.sections for lesson in section.lessons)


@dataclass(frozen=True)
class FigureFile:
    name: str
    alt: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class QuizSettings:
    """A quiz; `lesson` and `section` (its rank in the course) for those that have one.

    `settings` are fields of the row by name. `items`: [question or None, filters, count].
    """

    slug: str
    kind: str
    title: str
    published: bool
    lesson: str | None = None
    section: int | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    items: tuple[tuple[str | None, tuple[tuple[str, str], ...], int | None], ...] = ()


@dataclass(frozen=True)
class ProposalEntry:
    kind: str
    key: str
    accepted_at: datetime | None = None


@dataclass(frozen=True)
class CourseFolder:
    """A whole course.

    `complete`: `quizzes` are all there are, so that no question is put into one by itself.
    Otherwise published questions go where they belong, except those `placed_by_hand`: their
    file says what its quizzes ask.
    """

    title: str
    language: str
    chapters: tuple[ChapterText, ...] = ()
    figures: tuple[FigureFile, ...] = ()
    notions: tuple[Entry, ...] = ()
    objectives: tuple[Entry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()
    questions: tuple[QuestionText, ...] = ()
    drafts: tuple[QuestionText, ...] = ()
    quiz_texts: tuple[QuizText, ...] = ()
    quizzes: tuple[QuizSettings, ...] = ()
    complete: bool = True
    placed_by_hand: frozenset[str] = frozenset()
    proposals: tuple[ProposalEntry, ...] = ()

    @property
    def lessons(self) -> tuple[LessonText, ...]:
        return tuple(lesson for chapter in self.chapters for lesson in chapter.lessons)


@dataclass(frozen=True)
class FileProblem:
    """What is wrong in a file, where, as a code with what it is about; `line` 0: anywhere."""

    file: str
    line: int
    code: str
    about: str = ""


class FolderRefused(ValueError):
    """Files that are no whole course; nothing was written."""

    def __init__(self, problems: tuple[FileProblem, ...]) -> None:
        super().__init__("; ".join(f"{p.file}:{p.line}: {p.code} {p.about}" for p in problems))
        self.problems = problems
