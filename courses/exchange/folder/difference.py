"""What the files of a course would change in a course, before anything is written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from courses.content.differences import Line, compare
from courses.exchange.folder.format import CourseFolder, QuizSettings
from courses.exchange.folder.writing import quiz_value


class Change(StrEnum):
    """`only_here`: the course has it and the files do not; it stays."""

    NEW = "new"
    CHANGED = "changed"
    ONLY_HERE = "only-here"


@dataclass(frozen=True)
class Difference:
    """One thing of the course; `kind` is that of `parts`, `lines` what changes in its text."""

    kind: str
    name: str
    change: Change
    lines: list[Line]


def differences(here: CourseFolder | None, files: CourseFolder) -> list[Difference]:
    """All that is not the same, kind by kind; `here` None: there is no course yet."""
    old = parts(here) if here else {}
    new = parts(files)
    found = []
    for kind, name in sorted({*old, *new}):
        before, after = old.get((kind, name)), new.get((kind, name))
        if after is None:
            if _is_said(kind, files):
                found.append(Difference(kind, name, Change.ONLY_HERE, []))
        elif before is None:
            found.append(Difference(kind, name, Change.NEW, []))
        elif before != after:
            found.append(Difference(kind, name, Change.CHANGED, compare(before, after)))
    return found + _quiz_texts(here, files)


def _is_said(kind: str, files: CourseFolder) -> bool:
    """Whether the files speak of this kind at all: what quizzes ask may be left to the site."""
    return kind != "quiz" or files.complete


def parts(folder: CourseFolder) -> Mapping[tuple[str, str], str]:
    """Each thing of a course by kind and name, as text."""
    texts: dict[tuple[str, str], str] = {("course", ""): f"{folder.title}\n{folder.language}"}
    for chapter in folder.chapters:
        if chapter.deck is not None:
            texts["deck", chapter.slug] = chapter.deck.text
        for section in chapter.sections:
            names = [f"{lesson.slug} – {lesson.title}" for lesson in section.lessons]
            texts["section", f"{chapter.slug}/{section.slug}"] = "\n".join([section.title, *names])
    for lesson in folder.lessons:
        texts["lesson", lesson.slug] = lesson.text
        if lesson.draft is not None:
            texts["draft", lesson.slug] = lesson.draft
    for question in folder.questions:
        texts["question", question.id] = question.source.strip("\n")
    for question in folder.drafts:
        texts["draft-question", question.id] = question.source.strip("\n")
    for entry in folder.notions:
        texts["notion", entry.slug] = f"{entry.name}\n{entry.text}"
    for entry in folder.objectives:
        texts["objective", entry.name] = entry.text
    for note in folder.notes:
        key = f"{note.lesson} {note.first_line or ''} {note.kind} {note.text[:40]}"
        texts["note", key] = f"{note.quote}\n{note.text}\n{note.wording}\n{note.status}"
    return texts | _quizzes(folder) | _figures(folder)


def _quizzes(folder: CourseFolder) -> dict[tuple[str, str], str]:
    return {
        ("quiz", quiz.slug): json.dumps(quiz_value(quiz), ensure_ascii=False, indent=1)
        for quiz in folder.quizzes
    }


def _quiz_texts(here: CourseFolder | None, files: CourseFolder) -> list[Difference]:
    """Quizzes written as text say only what is asked: that alone is held against the course."""
    known = {_place(quiz.lesson, quiz.section, quiz.slug): quiz for quiz in _quizzes_of(here)}
    found = []
    for text in files.quiz_texts:
        quiz = known.get(_place(text.lesson, text.section, text.id.replace(".", "-").lower()))
        items = tuple((entry.question, entry.filters, entry.count) for entry in text.entries)
        if quiz is None:
            found.append(Difference("quiz", text.id, Change.NEW, []))
        elif quiz.items != items:
            found.append(Difference("quiz", quiz.slug, Change.CHANGED, []))
    return found


def _quizzes_of(folder: CourseFolder | None) -> tuple[QuizSettings, ...]:
    return folder.quizzes if folder else ()


def _place(lesson: str | None, section: int | None, slug: str) -> tuple[object, ...]:
    """A lesson's check and a section's quiz are known by their place, the others by name."""
    return (lesson, section, slug if lesson is None and section is None else "")


def _figures(folder: CourseFolder) -> dict[tuple[str, str], str]:
    return {
        ("figure", figure.name): f"{figure.alt}\n{len(figure.data)}" for figure in folder.figures
    }
