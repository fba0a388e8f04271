"""What an import would make of a deck, without a database and without writing anything."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from courses.content.messages import cannot_be_shown, translated, unreadable
from courses.markup.page import MarkupRefused
from courses.markup.worker import render_safely
from courses.slides.reader import read_deck
from courses.slides.report import as_json, refusal_as_json
from courses.slides.tree import DeckRefused, DeckTree, LessonNode


class Command(BaseCommand):
    help = "Read a slide deck and say what an import would make of it; nothing is written."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("deck", type=Path, help="a Markdown or text file")
        parser.add_argument("--json", action="store_true", help="print the whole result as JSON")
        parser.add_argument(
            "--language", choices=["fr", "en"], default="fr", help="of the messages and lessons"
        )

    def handle(self, *, deck: Path, language: str, **options: Any) -> None:
        with translation.override(language):
            try:
                tree = read_deck(deck.read_bytes(), name=deck.name)
            except OSError as error:
                raise CommandError(unreadable(deck, error)) from None
            except DeckRefused as refused:
                if options["json"]:
                    self._print(refusal_as_json(refused, say=translated))
                raise CommandError(translated(refused.message)) from None
            if options["json"]:
                self._print(_result(tree, language))
            else:
                self.stdout.write(_summary(tree))

    def _print(self, value: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=1))


def _result(tree: DeckTree, language: str) -> dict[str, Any]:
    """The deck with its lessons as they are served; one that cannot be shown has a warning."""
    lessons = [lesson for section in tree.sections for lesson in section.lessons]
    html: dict[str, str] = {}
    refused: list[dict[str, Any]] = []
    try:
        pages = render_safely([lesson.markdown for lesson in lessons], language=language)
        html = {lesson.slug: page.html for lesson, page in zip(lessons, pages, strict=True)}
    except MarkupRefused:
        html, refused = _one_by_one(lessons, language)
    result: dict[str, Any] = as_json(tree, lambda lesson: html[lesson.slug], say=translated)
    return {**result, "warnings": [*result["warnings"], *refused]}


def _one_by_one(
    lessons: list[LessonNode], language: str
) -> tuple[dict[str, str], list[dict[str, Any]]]:
    html, warnings = {}, []
    for lesson in lessons:
        try:
            html[lesson.slug] = render_safely([lesson.markdown], language=language)[0].html
        except MarkupRefused as refused:
            html[lesson.slug] = ""
            sentence = cannot_be_shown(lesson.title, refused)
            warnings.append({"line": lesson.lines[0][0], "message": sentence})
    return html, warnings


def _summary(tree: DeckTree) -> str:
    """The chapter as a person reads it in a terminal."""
    lines = [tree.title]
    for section in tree.sections:
        lines += ["", section.title]
        for lesson in section.lessons:
            missing = ", " + _("missing figure") if lesson.missing_figure else ""
            lines.append(f"  {lesson.title} ({lesson.points}{missing})")
    if tree.warnings:
        lines.append("")
    lines += [f"{problem.line}: {translated(problem.message)}" for problem in tree.warnings]
    return "\n".join(lines)
