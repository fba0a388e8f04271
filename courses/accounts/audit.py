"""The record of changes that somebody may have to answer for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from courses.accounts.models import AuditEvent, User

LONGEST = 300
PER_PAGE = 50
SEPARATOR = " – "


@dataclass(frozen=True)
class Change:
    """What changed: whom or what it is about, what was and what is, in words."""

    subject: str
    before: str = ""
    after: str = ""


def record_changes(
    *, by: User | None, action: str, scope: str, changes: Iterable[Change], now: datetime
) -> None:
    """Adds an event for each change; called in the transaction that makes them.

    `by` is None where the site itself acts; `scope` is one of the scopes below.
    """
    AuditEvent.objects.bulk_create(
        AuditEvent(
            by=by,
            at=now,
            action=action,
            scope=scope,
            subject=change.subject[:LONGEST],
            before=change.before[:LONGEST],
            after=change.after[:LONGEST],
        )
        for change in changes
    )


def course_scope(course_id: int) -> str:
    return f"course:{course_id}"


def cohort_scope(cohort_id: int) -> str:
    return f"cohort:{cohort_id}"


SITE_SCOPE = "site"


def named(user: User) -> str:
    """A person as the log names them: their name may change, their identifier does not."""
    return f"{user} ({user.identifier})"


def events_about(user: User) -> list[AuditEvent]:
    """What the log tells about a person, under whatever name they had then, oldest first."""
    end = f"({user.identifier})"
    told = AuditEvent.objects.filter(subject__contains=end).order_by("pk")
    return [event for event in told if any(part.endswith(end) for part in _parts(event))]


def forget_name(user: User, new_identifier: str) -> None:
    """The log tells what it told of a person, under `new_identifier` alone."""
    end = f"({user.identifier})"
    for event in events_about(user):
        parts = (new_identifier if part.endswith(end) else part for part in _parts(event))
        AuditEvent.objects.filter(pk=event.pk).rename(SEPARATOR.join(parts)[:LONGEST])


def _parts(event: AuditEvent) -> list[str]:
    return event.subject.split(SEPARATOR)


def events_of(scope: str, words: str = "") -> QuerySet[AuditEvent]:
    """What happened there, newest first; of it, what names `words`, if any."""
    events = AuditEvent.objects.filter(scope=scope).select_related("by")
    if not words:
        return events
    named = Q(subject__icontains=words) | Q(before__icontains=words) | Q(after__icontains=words)
    return events.filter(named | Q(by__last_name__icontains=words))


def log_page(scope: str, words: str, number: str | None) -> Page[AuditEvent]:
    """The page of a log that an address asks for, the nearest one where it does not exist."""
    return Paginator(events_of(scope, words), PER_PAGE).get_page(number)
