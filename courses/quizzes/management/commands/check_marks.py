"""Computes every mark that a key gave again, and reports those that differ."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.quizzes.marks.drift import drifting_answers, key_marks


class Command(BaseCommand):
    help = "Compute every automatic mark again; exit with an error if one differs."

    def handle(self, **options: Any) -> None:
        checked = drifting = 0
        for mark, drift in key_marks():
            checked += 1
            if drift is not None:
                drifting += 1
                self.stdout.write(f"mark {mark.pk} of response {mark.response_id} {drift.why}")
        for response, why in drifting_answers():
            drifting += 1
            self.stdout.write(f"response {response} {why}")
        if drifting:
            raise CommandError(f"{drifting} of {checked} marks differ.")
        self.stdout.write(f"{checked} marks, computed again: all the same.")
