"""Writes on who looks after a cohort: its teachers and administrators."""

from datetime import datetime

from django.db import transaction

from courses.accounts.audit import Change, named
from courses.accounts.models import AuditEvent, User
from courses.cohorts.actions import record
from courses.cohorts.models import Cohort, Membership


class LastAdministrator(Exception):
    """Nobody would be left to administer the cohort."""


@transaction.atomic
def add_staff(*, cohort: Cohort, user: User, role: str, by: User, now: datetime) -> bool:
    """Gives a role in the cohort, or gives it back; False when they had it already."""
    membership, made = Membership.objects.select_for_update().get_or_create(
        cohort=cohort, user=user, role=role, defaults={"joined_at": now}
    )
    if not made and membership.left_at is None:
        return False
    membership.left_at, membership.joined_at = None, now
    membership.save(update_fields=["left_at", "joined_at"])
    change = Change(named(user), after=membership.get_role_display())
    record(cohort, AuditEvent.Action.ROLE, [change], by, now)
    return True


@transaction.atomic
def remove_staff(*, membership: Membership, by: User, now: datetime) -> None:
    """Takes a role back; what the person did stays. Raises LastAdministrator."""
    cohort = Cohort.objects.select_for_update().get(pk=membership.cohort_id)
    administrator = Membership.Role.ADMINISTRATOR
    others = cohort.memberships.filter(
        role=administrator, left_at=None, user__is_active=True
    ).exclude(pk=membership.pk)
    if membership.role == administrator and not others.exists():
        raise LastAdministrator
    if Membership.objects.filter(pk=membership.pk, left_at=None).update(left_at=now):
        change = Change(named(membership.user), before=membership.get_role_display())
        record(cohort, AuditEvent.Action.ROLE, [change], by, now)
