"""What an import would make of a deck, without a database and without writing anything."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from courses.content.deck_messages import translated
from courses.markup.page import MarkupRefused
from courses.markup.worker import render_safely
from courses.slides.reader import read_deck
from courses.slides.tree import DeckRefused, DeckTree, LessonNode


class Command(BaseCommand):
    help = "Read a slide deck and say what an import would make of it; nothing is written."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("deck", type=Path, help="a Markdown or text file")
        parser.add_argument("--json", action="store_true", help="print the whole result as JSON")
        parser.add_argument(
            "--language", choices=["fr", "en"], default="fr", help="of the messages and lessons"
        )

    def handle(self, *, deck: Path, language: str, **options: Any) -> None:
        with translation.override(language):
            try:
                tree = read_deck(deck.read_bytes())
            except OSError as error:
                self._refuse(_file_error(deck, error), options["json"])
            except DeckRefused as refused:
                self._refuse(translated(refused.message), options["json"])
            result = deck_as_json(tree, language)
            self.stdout.write(_json(result) if options["json"] else _summary(result))

    def _refuse(self, sentence: str, as_json: bool) -> None:
        if as_json:
            refusal = {"outcome": "reject", "error": sentence, "title": "", "author": ""}
            self.stdout.write(_json({**refusal, "warnings": [], "sections": []}))
        raise CommandError(sentence)


def deck_as_json(tree: DeckTree, language: str) -> dict[str, Any]:
    """The deck as values that JSON can hold, messages in the active language."""
    lessons = [lesson for section in tree.sections for lesson in section.lessons]
    warnings = [
        {"line": problem.line, "message": translated(problem.message)} for problem in tree.warnings
    ]
    pages = _pages(lessons, language, warnings)
    return {
        "outcome": "import",
        "error": "",
        "title": tree.title,
        "author": tree.author,
        "warnings": warnings,
        "sections": [
            {
                "title": section.title,
                "slug": section.slug,
                "lessons": [_lesson(lesson, pages[lesson.slug]) for lesson in section.lessons],
            }
            for section in tree.sections
        ],
        "drops": [
            {"lines": [drop.first, drop.last], "text": drop.text, "reason": translated(drop.reason)}
            for drop in tree.drops
        ],
    }


def _pages(
    lessons: list[LessonNode], language: str, warnings: list[dict[str, Any]]
) -> dict[str, str]:
    """{slug: HTML}; a lesson that cannot be rendered is empty, and a warning says why."""
    try:
        pages = render_safely([lesson.markdown for lesson in lessons], language=language)
    except MarkupRefused:
        return {lesson.slug: _page(lesson, language, warnings) for lesson in lessons}
    return {lesson.slug: page.html for lesson, page in zip(lessons, pages, strict=True)}


def _page(lesson: LessonNode, language: str, warnings: list[dict[str, Any]]) -> str:
    try:
        return render_safely([lesson.markdown], language=language)[0].html
    except MarkupRefused as refused:
        sentence = _("The lesson “%(title)s” cannot be shown: %(reason)s") % {
            "title": lesson.title,
            "reason": translated(refused.message),
        }
        warnings.append({"line": lesson.lines[0][0], "message": sentence})
        return ""


def _lesson(lesson: LessonNode, html: str) -> dict[str, Any]:
    return {
        "title": lesson.title,
        "slug": lesson.slug,
        "points": lesson.points,
        "nested": lesson.nested,
        "missing_figure": lesson.missing_figure,
        "text": lesson.text,
        "code": lesson.code,
        "maths": lesson.maths,
        "tables": lesson.tables,
        "lines": lesson.lines,
        "html": html,
    }


def _summary(result: dict[str, Any]) -> str:
    """The chapter as a person reads it in a terminal."""
    lines = [result["title"], ""]
    for section in result["sections"]:
        lines.append(section["title"])
        for lesson in section["lessons"]:
            missing = " · " + _("missing figure") if lesson["missing_figure"] else ""
            lines.append(f"  {lesson['title']} ({lesson['points']}){missing}")
    lines += [f"{warning['line']}: {warning['message']}" for warning in result["warnings"]]
    return "\n".join(lines)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _file_error(path: Path, error: OSError) -> str:
    return _("The file %(path)s cannot be read: %(reason)s.") % {
        "path": path,
        "reason": error.strerror,
    }
