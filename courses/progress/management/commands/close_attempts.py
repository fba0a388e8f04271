"""Hands in the attempts whose time is up, counts what may be told: for cron, often."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.progress.attempt_actions import close_late_and_record
from courses.progress.released import record_released
from courses.quizzes.models import Attempt

BATCH = 100


class Command(BaseCommand):
    help = "Hand in the attempts whose deadline is past, with what they held then."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        late = Attempt.objects.filter(state=Attempt.State.OPEN, deadline__lt=now)
        closed = 0
        while batch := list(late.select_related("quiz")[:BATCH]):
            closed += close_late_and_record(attempts=batch, now=now)
        told = record_released(now=now)
        self.stdout.write(f"{closed} attempts handed in, {told} counted once they were told.")
