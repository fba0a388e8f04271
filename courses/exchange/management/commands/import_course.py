"""A course from a folder of text files, or from a zip of them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from courses.accounts.models import User
from courses.content.models import Course
from courses.exchange.folder.archive import LARGEST_ARCHIVE, read_archive, read_directory
from courses.exchange.folder.difference import differences
from courses.exchange.folder.format import CourseFolder, FolderRefused
from courses.exchange.folder.importing import import_folder
from courses.exchange.folder.reading import read_folder
from courses.exchange.folder.rows import folder_of
from courses.exchange.folder.words import problem_texts


class Command(BaseCommand):
    help = (
        "Read a course's folder or .zip: a new course or, with --into, a newer state of one. "
        "What changes is listed; nothing that only the course has is lost."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, help="a folder, or a file ending in .zip")
        parser.add_argument("--teacher", required=True, help="identifier of who imports it")
        parser.add_argument("--into", metavar="COURSE", help="the end of a course's address")
        parser.add_argument("--dry-run", action="store_true", help="list changes, write nothing")

    def handle(
        self, *, source: Path, teacher: str, into: str | None, dry_run: bool, **options: Any
    ) -> None:
        user = User.objects.filter(identifier=teacher).first()
        if user is None:
            raise CommandError(f"There is nobody called “{teacher}”.")
        course = Course.objects.filter(slug=into).first() if into else None
        if into and course is None:
            raise CommandError(f"There is no course “{into}”.")
        with translation.override(settings.LANGUAGE_CODE):
            try:
                folder = _read(source)
                changes = differences(folder_of(course) if course else None, folder)
                for each in changes:
                    self.stdout.write(f"{each.change.value:<10} {each.kind} {each.name}")
                if not dry_run:
                    made = import_folder(
                        folder=folder, course=course, user=user, now=timezone.now()
                    )
                    self.stdout.write(f"{made.slug}: {made.title}")
            except FolderRefused as refused:
                raise CommandError("\n".join(problem_texts(refused.problems))) from None


def _read(source: Path) -> CourseFolder:
    if source.is_dir():
        return read_folder(read_directory(source))
    try:
        with source.open("rb") as file:
            return read_folder(read_archive(file.read(LARGEST_ARCHIVE + 1)))
    except OSError as error:
        raise CommandError(f"{source}: {error.strerror}.") from None
