"""Makes the demonstration, once."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from courses.exchange.demonstration import SignIn, make_demonstration


class Command(BaseCommand):
    help = "Import the course that ships and make three people and a cohort to try the site with."

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            with transaction.atomic():
                sign_ins = make_demonstration(timezone.now())
                if sign_ins:
                    _keep(settings.VAR / "sign-ins.txt", sign_ins)
            self.stdout.write(
                _("The demonstration is ready.") if sign_ins else _("The demonstration was there.")
            )


def _keep(path: Path, sign_ins: list[SignIn]) -> None:
    """Writes the sign-ins where only the owner of the installation reads them."""
    roles = {
        "student": _("Student"),
        "teacher": _("Teacher"),
        "administrator": _("Administrator"),
    }
    lines = [f"{roles[each.role]:<15} {each.identifier:<15} {each.password}" for each in sign_ins]
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
