"""Removes what is kept no longer than the settings say: for cron, once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.accounts.retention import remove_what_is_past


class Command(BaseCommand):
    help = "Remove ended sessions, old one-time codes and old log lines about codes."

    def handle(self, *args: Any, **options: Any) -> None:
        removed = remove_what_is_past(now=timezone.now())
        self.stdout.write(
            f"Removed: {removed.sessions} ended sessions, {removed.codes} old one-time codes,"
            f" {removed.events} log lines about codes."
        )
