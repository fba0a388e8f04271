"""A course as a folder of text files, or as a zip of them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.content.models import Course
from courses.exchange.folder.archive import write_archive, write_directory
from courses.exchange.folder.rows import folder_of
from courses.exchange.folder.writing import write_folder


class Command(BaseCommand):
    help = "Write a course into a folder, for git, or into a .zip; the same course, the same bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("course", help="the end of the course's address")
        parser.add_argument("target", type=Path, help="a folder, or a file ending in .zip")

    def handle(self, *, course: str, target: Path, **options: Any) -> None:
        found = Course.objects.filter(slug=course).first()
        if found is None:
            raise CommandError(f"There is no course “{course}”.")
        files = write_folder(folder_of(found))
        try:
            if target.suffix == ".zip":
                target.write_bytes(write_archive(files))
            else:
                write_directory(files, target)
        except OSError as error:
            raise CommandError(f"{target}: {error.strerror}.") from None
        self.stdout.write(f"{len(files)} files, {sum(map(len, files.values()))} bytes")
