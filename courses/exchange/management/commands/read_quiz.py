"""What an import would make of a file of questions, or the file in another format."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from courses.content.messages import unreadable
from courses.exchange.formats import READERS, WRITERS, format_of, read_bytes
from courses.exchange.question_file import LARGEST, Imported
from courses.exchange.question_json import as_json
from courses.quizzes.messages import Message, Problem


class Command(BaseCommand):
    help = "Read a file of questions and say what an import would make of it; nothing is written."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="questions, as .quiz.md, GIFT, Aiken or XML")
        parser.add_argument(
            "--from", dest="format", choices=[*READERS], help="instead of the end of its name"
        )
        result = parser.add_mutually_exclusive_group()
        result.add_argument("--json", action="store_true", help="print the whole result as JSON")
        result.add_argument(
            "--to", choices=[*WRITERS], help="print the questions in this format; losses on stderr"
        )
        parser.add_argument(
            "--language", choices=["fr", "en"], default="fr", help="of the messages"
        )

    def handle(self, *, file: Path, format: str | None, language: str, **options: Any) -> None:
        with translation.override(language):
            read = _read(file, format)
            if options["json"]:
                self.stdout.write(
                    json.dumps(as_json(read, say=_said), ensure_ascii=False, indent=1)
                )
            elif not options["to"]:
                self.stdout.write(_summary(read))
            if read.errors:
                raise CommandError("\n".join(_line(each) for each in read.errors))
            if options["to"]:
                self._write(read, options["to"])

    def _write(self, read: Imported, format_: str) -> None:
        written = WRITERS[format_](read.questions)
        self.stdout.write(written.text, ending="")
        for problem in read.warnings:
            self.stderr.write(_line(problem), self.style.WARNING)
        for loss in written.losses:
            place = f"{loss.question.line}: {loss.question.id}:"
            self.stderr.write(f"{place} {_said(loss.message)} {_said(loss.mend)}")


def _read(file: Path, format_: str | None) -> Imported:
    try:
        with file.open("rb") as opened:
            source = opened.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(unreadable(file, error)) from None
    format_ = format_ or format_of(file.name, source[:200_000].decode("utf-8", "replace"))
    if format_ is None:
        raise CommandError(
            _("The name “%(name)s” does not tell the format: add --from %(formats)s.")
            % {"name": file.name, "formats": "|".join(READERS)}
        )
    return read_bytes(source, format_)


def _summary(read: Imported) -> str:
    lines = [f"{each.line}: {each.kind} {each.id}" for each in read.questions]
    return "\n".join([*lines, *(_line(each) for each in read.warnings)])


def _line(problem: Problem) -> str:
    place = f"{problem.line}:{problem.column}:"
    return f"{place} {_said(problem.message)} {_said(problem.mend)}"


def _said(message: Message) -> str:
    return message.text(_)
