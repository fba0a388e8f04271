"""The files of a course, read as one whole: everything that is wrong is told, or all of it holds.

Pure: nothing is looked up in the database.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from courses.content.decks.text import storable
from courses.content.entry_text import Entry, read_entries
from courses.content.note_text import NoteEntry, read_notes
from courses.exchange.folder.format import (
    FORMAT,
    ChapterText,
    CourseFolder,
    DeckText,
    FigureFile,
    FileProblem,
    FolderRefused,
    LessonText,
    ProposalEntry,
    QuizSettings,
    SectionText,
)
from courses.exchange.folder.parts import Malformed, Part
from courses.quizzes.messages import Problem
from courses.quizzes.question import QuizFile
from courses.quizzes.text.reading import read_quiz

DRAFTS = "drafts.quiz.md"
KINDS = ("question", "notion", "figure", "explorable", "lesson")
ORIGINS = ("import", "edit", "note")
_LINES = re.compile(r"([0-9]{1,7})-([0-9]{1,7})")


def read_folder(files: Mapping[str, bytes]) -> CourseFolder:
    """The course that the files say, by their names. Raises FolderRefused with all problems."""
    reader = _Reader(files)
    folder = reader.course()
    if folder is None or reader.problems:
        raise FolderRefused(tuple(reader.problems))
    return folder


class _Reader:
    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.problems: list[FileProblem] = []

    def course(self) -> CourseFolder | None:
        head = self._json("course.json", self._head)
        if head is None:
            return None
        files = self._question_files(lambda name: name != DRAFTS)
        drafts = self._question_files(lambda name: name == DRAFTS)
        complete, quizzes = self._json("quizzes.json", _quizzes) or (False, ())
        return CourseFolder(
            **head,
            notions=self._entries("notions.md"),
            objectives=self._entries("objectives.md"),
            notes=self._notes(),
            questions=tuple(question for file in files for question in file.questions),
            drafts=tuple(question for file in drafts for question in file.questions),
            quiz_texts=tuple(quiz for file in files for quiz in file.quizzes),
            placed_by_hand=frozenset(q.id for f in files if f.quizzes for q in f.questions),
            quizzes=quizzes,
            complete=complete,
            proposals=self._json("proposals.json", _proposals) or (),
        )

    def _head(self, part: Part) -> dict[str, Any]:
        if part.text("format") != FORMAT:
            raise Malformed("format")
        return {
            "title": part.text("title", most=200, least=1),
            "language": part.one_of("language", ("fr", "en")),
            "chapters": tuple(map(self._chapter, part.parts("chapters"))),
            "figures": tuple(
                FigureFile(name, alt, self._figure(name))
                for name, alt in part.texts_by_name("figures").items()
            ),
        }

    def _chapter(self, part: Part) -> ChapterText:
        name = part.maybe_text("deck")
        deck = None
        if name is not None:
            text = self._text(name, wanted=True)
            deck = DeckText(name, text, tuple(dict(edit.value) for edit in part.parts("edits")))
        return ChapterText(
            slug=part.slug("slug"),
            title=part.text("title", most=200),
            author=part.text("author", most=200),
            deck=deck,
            sections=tuple(map(self._section, part.parts("sections"))),
        )

    def _section(self, part: Part) -> SectionText:
        lessons = tuple(map(self._lesson, part.parts("lessons")))
        return SectionText(part.slug("slug"), part.text("title", most=200), lessons)

    def _lesson(self, part: Part) -> LessonText:
        slug, title = part.slug("slug"), part.text("title", most=200)
        draft = self._text(f"drafts/{slug}.md")
        return LessonText(
            slug=slug,
            title=title,
            text=self._text(f"lessons/{slug}.md", wanted=True).removesuffix("\n"),
            published=part.flag("published", default=True),
            origin=part.one_of("origin", ORIGINS),
            lines=tuple(map(_lines, part.texts("lines"))),
            draft_title=part.maybe_text("draft_title") or title,
            draft=draft.removesuffix("\n") if f"drafts/{slug}.md" in self.files else None,
        )

    def _figure(self, name: str) -> bytes:
        data = self.files.get(f"figures/{name}")
        if data is None:
            self._problem(f"figures/{name}", 0, "missing")
        return data or b""

    def _question_files(self, wanted: Callable[[str], bool]) -> list[QuizFile]:
        """Those that leave to the site where their questions are asked come first."""
        found, seen = list[QuizFile](), set[str]()
        for name in sorted(self.files):
            if not name.endswith(".quiz.md") or "/" in name or not wanted(name):
                continue
            file = read_quiz(self._text(name))
            for error in file.errors:
                self._problem(name, error.line, "question", _said(error))
            for question in file.questions:
                if question.id in seen:
                    self._problem(name, question.line, "twice", question.id)
                seen.add(question.id)
            found.append(file)
        return sorted(found, key=lambda file: bool(file.quizzes))

    def _entries(self, name: str) -> tuple[Entry, ...]:
        file = read_entries(self._text(name))
        for error in file.errors:
            self._problem(name, error.line, f"entry-{error.code}")
        return file.entries

    def _notes(self) -> tuple[NoteEntry, ...]:
        file = read_notes(self._text("notes.md"))
        for error in file.errors:
            self._problem("notes.md", error.line, f"note-{error.code}")
        return file.entries

    def _json(self, name: str, read: Callable[[Part], Any]) -> Any:
        """What `read` makes of a file, None if the file is not there or is not well made."""
        text = self._text(name, wanted=name == "course.json")
        if not text:
            return None
        try:
            return read(Part(json.loads(text)))
        except (json.JSONDecodeError, RecursionError) as error:
            self._problem(name, getattr(error, "lineno", 1), "json")
        except Malformed as malformed:
            self._problem(name, 0, "field", malformed.path)
        return None

    def _text(self, name: str, *, wanted: bool = False) -> str:
        data = self.files.get(name)
        if data is None:
            if wanted:
                self._problem(name, 0, "missing")
            return ""
        try:
            return storable(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            self._problem(name, 0, "encoding")
            return ""

    def _problem(self, file: str, line: int, code: str, about: str = "") -> None:
        self.problems.append(FileProblem(file, line, code, about))


def _lines(text: str) -> tuple[int, int]:
    found = _LINES.fullmatch(text)
    if found is None:
        raise Malformed("lines")
    return int(found[1]), int(found[2])


def _said(problem: Problem) -> str:
    return f"{problem.message.text()} {problem.mend.text()}"


def _quizzes(part: Part) -> tuple[bool, tuple[QuizSettings, ...]]:
    return part.flag("complete", default=False), tuple(map(_quiz, part.parts("quizzes")))


def _quiz(part: Part) -> QuizSettings:
    known = {
        "feedback": part.one_of("feedback", ("immediate", "interactive", "deferred")),
        "counts": part.one_of("counts", ("best", "last", "first")),
        "max_attempts": part.maybe_number("max_attempts"),
        "minutes": part.maybe_number("minutes"),
        "tries": part.number("tries"),
        "try_cost": part.share("try_cost"),
        "shuffles_questions": part.flag("shuffles_questions"),
        "waits_for_closing": part.flag("waits_for_closing"),
        "marks_anonymously": part.flag("marks_anonymously"),
    }
    kind = part.one_of("kind", ("check", "section", "practice", "exam"))
    quiz = QuizSettings(
        slug=part.slug("slug"),
        kind=kind,
        title=part.text("title", most=200),
        published=part.flag("published", default=True),
        lesson=part.maybe_text("lesson"),
        section=part.maybe_number("section"),
        settings=known,
        items=tuple(map(_item, part.values("items"))),
    )
    if (quiz.lesson is not None, quiz.section is not None) != (kind == "check", kind == "section"):
        raise Malformed(f"{quiz.slug}: kind")
    return quiz


def _item(value: Any) -> tuple[str | None, tuple[tuple[str, str], ...], int | None]:
    if isinstance(value, str):
        return value, (), None
    part = Part(value, "items")
    filters = [(name, said) for name, said in map(_pair, part.values("filters"))]
    return None, tuple(filters), part.maybe_number("count")


def _pair(value: Any) -> tuple[str, str]:
    match value:
        case [str(name), str(said)]:
            return name, said
    raise Malformed("filters")


def _proposals(part: Part) -> tuple[ProposalEntry, ...]:
    return tuple(
        ProposalEntry(
            each.one_of("kind", KINDS), each.text("key", most=250, least=1), _moment(each)
        )
        for each in part.items()
    )


def _moment(part: Part) -> datetime | None:
    said = part.maybe_text("accepted_at")
    try:
        at = datetime.fromisoformat(said) if said is not None else None
    except ValueError:
        raise Malformed("accepted_at") from None
    if at is not None and at.tzinfo is None:
        raise Malformed("accepted_at")
    return at
