"""What a course has, lesson by lesson."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.content.models import Course
from courses.exchange.course_report import course_report, markdown_table

BEGIN, END = "<!-- course_report: begin -->", "<!-- course_report: end -->"


class Command(BaseCommand):
    help = "Text, figures, models, questions and open notes of each lesson of a course."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("course", help="the end of the course's address")
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="the whole report, as JSON")
        form.add_argument(
            "--write", type=Path, metavar="FILE", help="put the table between the marks of FILE"
        )

    def handle(self, *, course: str, write: Path | None, **options: Any) -> None:
        found = Course.objects.filter(slug=course).first()
        if found is None:
            raise CommandError(f"There is no course “{course}”.")
        report = course_report(found)
        if options["json"]:
            lines = [asdict(each) for each in report]
            self.stdout.write(json.dumps(lines, ensure_ascii=False, indent=1))
        elif write is not None:
            write.write_text(replaced(write.read_text("utf-8"), markdown_table(found, report)))
        else:
            self.stdout.write(markdown_table(found, report))


def replaced(text: str, table: str) -> str:
    """The text with the table between its marks. Raises CommandError if it has none."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise CommandError(f"There is no place for the table: write {BEGIN} and {END} on lines.")
    return f"{before}{BEGIN}\n{table}{END}{after}"
