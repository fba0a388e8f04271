"""Saves every row and file of the site into one archive, while the site goes on."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.exchange.backup import back_up


class Command(BaseCommand):
    help = "Save every row and file of the site into one archive; the site may be in use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path, help="the .zip to write; it must not exist")

    def handle(self, *, archive: Path, **options: Any) -> None:
        if archive.exists():
            raise CommandError(f"{archive} exists already: name another file.")
        try:
            summary = back_up(archive, timezone.now())
        except OSError as error:
            raise CommandError(f"{archive} cannot be written: {error.strerror}.") from None
        self.stdout.write(
            f"{archive}: {summary.rows} rows and {summary.files} files, read again and compared."
        )
