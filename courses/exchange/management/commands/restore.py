"""Puts an archive made by `backup` into an empty site, whichever its database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.exchange.backup import ArchiveRefused, check, restore


class Command(BaseCommand):
    help = "Put an archive made by `backup` into an empty, migrated site: all of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument("--check", action="store_true", help="read it and write nothing")

    def handle(self, *, archive: Path, **options: Any) -> None:
        try:
            summary = check(archive) if options["check"] else restore(archive)
        except ArchiveRefused as refused:
            raise CommandError(str(refused)) from None
        except OSError as error:
            raise CommandError(f"{archive} cannot be read: {error.strerror}.") from None
        done = "whole" if options["check"] else "restored and compared"
        self.stdout.write(f"{archive}: {summary.rows} rows and {summary.files} files, {done}.")
