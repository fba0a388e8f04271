"""Makes a department of invented people, to measure and to show the site with."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from courses.exchange.department.making import DepartmentExists, make_department

MOST_STUDENTS = 5_000
MOST_ANSWERS = 100_000_000


class Command(BaseCommand):
    help = (
        "Make cohorts of students with their answers to the course that ships, always the same"
        " for one seed and one moment."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--students", type=int, default=300, help="in each cohort")
        parser.add_argument("--responses", type=int, default=50_000, help="in all cohorts")
        parser.add_argument("--seed", type=int, default=2026)
        parser.add_argument("--now", help="the moment it shows, as 2026-11-23T08:00:00+00:00")

    def handle(self, **options: Any) -> None:
        start = time.monotonic()
        with translation.override(settings.LANGUAGE_CODE):
            self._check(options["students"], options["responses"])
            try:
                made = make_department(
                    students=options["students"],
                    answers=options["responses"],
                    seed=options["seed"],
                    now=_moment(options["now"]),
                    tell=self.stdout.write,
                )
            except DepartmentExists:
                raise CommandError(_("This database holds the department already.")) from None
        self.stdout.write(
            f"{made.cohorts} cohorts, {made.students} students, {made.answers} answers,"
            f" {time.monotonic() - start:.0f} s"
        )
        self.stdout.write(f"/enseigner/cours/{made.course.slug}/ ({made.cohort.name})")
        for identifier, password in made.passwords:
            self.stdout.write(f"{identifier:<20} {password}")

    def _check(self, students: int, answers: int) -> None:
        for name, value, most in (
            ("--students", students, MOST_STUDENTS),
            ("--responses", answers, MOST_ANSWERS),
        ):
            if not 1 <= value <= most:
                raise CommandError(
                    _("%(name)s must lie between 1 and %(most)d.") % {"name": name, "most": most}
                )


def _moment(text: str | None) -> Any:
    if text is None:
        return timezone.now()
    moment = parse_datetime(text)
    if moment is None or timezone.is_naive(moment):
        raise CommandError(_("--now must be a moment with its zone: 2026-11-23T08:00:00+00:00."))
    return moment
