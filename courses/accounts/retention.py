"""How long what lets people in is kept; the days are settings."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from courses.accounts.models import AuditEvent, OneTimeCode, Session


@dataclass(frozen=True)
class Removed:
    """How many rows went."""

    sessions: int
    codes: int
    events: int


@transaction.atomic
def remove_what_is_past(*, now: datetime) -> Removed:
    """Removes ended sessions, one-time codes long past and what the logs tell of old codes."""
    codes_end = now - timedelta(days=settings.KEEP_CODES_DAYS)
    events_end = now - timedelta(days=settings.KEEP_CODE_LOG_DAYS)
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    codes, _ = OneTimeCode.objects.filter(expires_at__lt=codes_end).delete()
    return Removed(sessions, codes, AuditEvent.objects.all().forget_codes(events_end))
