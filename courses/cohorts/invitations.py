"""Links by which students join a cohort by themselves."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from courses.accounts.models import User
from courses.cohorts.actions import enrol_student
from courses.cohorts.models import Cohort, Invitation, Membership

LIFETIME = timedelta(days=14)
SECRET_LENGTH = 40  # hexadecimal digits: 160 bits


class NoSeatLeft(Exception):
    """The link has expired, was revoked, or every seat is taken."""


def token_of(invitation: Invitation) -> str:
    """What the link ends in: which invitation, and the secret that proves it."""
    return f"{invitation.nonce.hex}{_secret(invitation.nonce)}"


def find_invitation(token: str, now: datetime) -> Invitation | None:
    """The invitation of a link that still lets somebody in; every other link is alike."""
    try:
        nonce = UUID(hex=token[:32])
    except ValueError:
        return None
    if not constant_time_compare(token[32:], _secret(nonce)):
        return None
    return Invitation.objects.usable(now).select_related("cohort").filter(nonce=nonce).first()


@transaction.atomic
def renew_invitation(*, cohort: Cohort, seats: int, by: User | None, now: datetime) -> Invitation:
    """A new link; the one before lets nobody in from now on."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    revoke_invitations(cohort=cohort, now=now)
    return Invitation.objects.create(
        cohort=cohort,
        nonce=uuid4(),
        seats=seats,
        created_by=by,
        created_at=now,
        expires_at=now + LIFETIME,
    )


def revoke_invitations(*, cohort: Cohort, now: datetime) -> None:
    cohort.invitations.filter(revoked_at=None).update(revoked_at=now)


@transaction.atomic
def join_by_invitation(*, invitation: Invitation, user: User, now: datetime) -> bool:
    """Takes a seat and joins; False, and no seat taken, for who is in already.

    Of two people at the last seat, one gets it. Raises NoSeatLeft.
    """
    cohort = invitation.cohort
    present = cohort.memberships.filter(user=user, role=Membership.Role.STUDENT, left_at=None)
    if present.exists():
        return False
    if not Invitation.objects.usable(now).filter(pk=invitation.pk).exists():
        raise NoSeatLeft
    # Of the invitation's own columns alone: a condition on another table would be read before
    # the wait for the row, not after it.
    seat = Invitation.objects.filter(pk=invitation.pk, revoked_at=None, taken__lt=F("seats"))
    if not seat.update(taken=F("taken") + 1):
        raise NoSeatLeft
    return enrol_student(cohort=cohort, user=user, now=now, by=user)


def _secret(nonce: UUID) -> str:
    digest = salted_hmac("cohorts.invitation", nonce.hex, algorithm="sha256").hexdigest()
    return digest[:SECRET_LENGTH]
