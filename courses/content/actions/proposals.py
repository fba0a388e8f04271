"""Writes on what is not the author's: it waits until a teacher of the course accepts it."""

from collections.abc import Iterable
from datetime import datetime

from courses.accounts.models import User
from courses.content.models import Course, Proposal


def propose(
    *, course: Course, items: Iterable[tuple[str, str, datetime | None]], now: datetime
) -> None:
    """Notes (kind, key, when it was accepted elsewhere) as proposals.

    What a teacher has accepted here stays accepted; doing it again changes nothing.
    """
    items = list(items)
    Proposal.objects.bulk_create(
        [
            Proposal(course=course, kind=kind, key=key, created_at=now, accepted_at=accepted_at)
            for kind, key, accepted_at in items
        ],
        ignore_conflicts=True,
    )
    for kind, key, accepted_at in items:
        if accepted_at is not None:
            waiting = Proposal.objects.waiting().filter(course=course, kind=kind, key=key)
            waiting.update(accepted_at=accepted_at)


def accept_proposals(*, course: Course, ids: Iterable[int], by: User, now: datetime) -> int:
    """Makes them the course's own; returns how many were still waiting."""
    waiting = Proposal.objects.waiting().filter(course=course, pk__in=list(ids))
    return waiting.update(accepted_by=by, accepted_at=now)


def withdraw_acceptance(*, course: Course, ids: Iterable[int]) -> int:
    """Lets them wait again, for who pressed too soon."""
    accepted = Proposal.objects.filter(course=course, pk__in=list(ids), accepted_at__isnull=False)
    return accepted.update(accepted_by=None, accepted_at=None)


def rename_proposal(*, course: Course, kind: str, old: str, new: str) -> None:
    """A proposal follows what it is about to its new name."""
    rows = Proposal.objects.filter(course=course, kind=kind)
    if not rows.filter(key=new).exists():
        rows.filter(key=old).update(key=new)
