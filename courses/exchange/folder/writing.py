"""A course as files: the same course gives the same bytes, whoever writes them and when."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from courses.content.entry_text import Entry
from courses.content.note_text import write_notes
from courses.exchange.folder.format import (
    FORMAT,
    ChapterText,
    CourseFolder,
    LessonText,
    ProposalEntry,
    QuizSettings,
)
from courses.quizzes.question import QuestionText
from courses.quizzes.text.writing import write_quiz
from courses.slides.slugs import slugify


def write_folder(folder: CourseFolder) -> dict[str, bytes]:
    """The files by name, in alphabetical order."""
    texts = {
        "course.json": _json(_course(folder)),
        "quizzes.json": _json(
            {"complete": folder.complete, "quizzes": [quiz_value(quiz) for quiz in folder.quizzes]}
        ),
        "proposals.json": _json([_proposal(each) for each in folder.proposals]),
        "notions.md": _entries("Notions", folder.notions),
        "objectives.md": _entries("Objectifs", folder.objectives),
        "questions.quiz.md": _questions(folder.title, folder.questions, folder.quiz_texts),
        "drafts.quiz.md": _questions("Brouillons", folder.drafts),
        "notes.md": write_notes(folder.notes) if folder.notes else "",
    }
    for chapter in folder.chapters:
        if chapter.deck is not None:
            texts[chapter.deck.name] = chapter.deck.text
    for lesson in folder.lessons:
        texts[f"lessons/{lesson.slug}.md"] = f"{lesson.text}\n"
        if lesson.draft is not None:
            texts[f"drafts/{lesson.slug}.md"] = f"{lesson.draft}\n"
    files = {name: text.encode() for name, text in texts.items() if text}
    files |= {f"figures/{figure.name}": figure.data for figure in folder.figures}
    return dict(sorted(files.items()))


def _course(folder: CourseFolder) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "title": folder.title,
        "language": folder.language,
        "chapters": [_chapter(chapter) for chapter in folder.chapters],
        "figures": {figure.name: figure.alt for figure in folder.figures},
    }


def _chapter(chapter: ChapterText) -> dict[str, Any]:
    deck = chapter.deck
    return {
        "slug": chapter.slug,
        "title": chapter.title,
        "author": chapter.author,
        "deck": deck and deck.name,
        "edits": [dict(edit) for edit in deck.edits] if deck else [],
        "sections": [
            {
                "slug": section.slug,
                "title": section.title,
                "lessons": [_lesson(lesson) for lesson in section.lessons],
            }
            for section in chapter.sections
        ],
    }


def _lesson(lesson: LessonText) -> dict[str, Any]:
    said: dict[str, Any] = {"slug": lesson.slug, "title": lesson.title, "origin": lesson.origin}
    if lesson.lines:
        said["lines"] = [f"{first}-{last}" for first, last in lesson.lines]
    if not lesson.published:
        said["published"] = False
    if lesson.draft is not None and lesson.draft_title != lesson.title:
        said["draft_title"] = lesson.draft_title
    return said


def quiz_value(quiz: QuizSettings) -> dict[str, Any]:
    """A quiz as `quizzes.json` has it."""
    place = {"lesson": quiz.lesson, "section": quiz.section}
    return {
        "slug": quiz.slug,
        "kind": quiz.kind,
        "title": quiz.title,
        "published": quiz.published,
        **{name: value for name, value in place.items() if value is not None},
        **quiz.settings,
        "items": [_item(*item) for item in quiz.items],
    }


def _item(
    question: str | None, filters: tuple[tuple[str, str], ...], count: int | None
) -> str | dict[str, Any]:
    if question is not None:
        return question
    return {"count": count, "filters": [list(pair) for pair in filters]}


def _proposal(proposal: ProposalEntry) -> dict[str, str]:
    said = {"kind": proposal.kind, "key": proposal.key}
    if proposal.accepted_at is not None:
        said["accepted_at"] = proposal.accepted_at.isoformat()
    return said


def _questions(title: str, questions: Iterable[QuestionText], quizzes: Iterable[Any] = ()) -> str:
    """Questions as their teachers wrote them."""
    blocks = [question.source.strip("\n") for question in questions]
    blocks += [write_quiz(quiz).strip("\n") for quiz in quizzes]
    return "\n\n".join([f"# {' '.join(title.split())}", *blocks]) + "\n" if blocks else ""


def _entries(title: str, entries: tuple[Entry, ...]) -> str:
    if not entries:
        return ""
    return "\n\n".join([f"# {title}", *map(_entry, entries)]) + "\n"


def _entry(entry: Entry) -> str:
    slug = "" if slugify(entry.name, "") == entry.slug else f" {{{entry.slug}}}"
    # A line that looks like a heading would begin another entry.
    lines = [f"\\{line}" if line.lstrip().startswith("#") else line for line in _lines(entry)]
    return "\n".join([f"### {entry.name}{slug}", *lines])


def _lines(entry: Entry) -> list[str]:
    return entry.text.strip().splitlines()


def _json(value: Mapping[str, Any] | list[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
