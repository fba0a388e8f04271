"""Writes about people: codes, settings, sessions."""

from datetime import datetime

from django.db import transaction

from courses.accounts.codes import LIFETIME, code_digest, new_code
from courses.accounts.models import OneTimeCode, Session, User


@transaction.atomic
def issue_code(*, user: User, by: User | None, now: datetime) -> str:
    """A new code for `user`, shown this once; the codes they had before are void."""
    user.codes.usable(now).delete()
    code = new_code()
    OneTimeCode.objects.create(
        user=user,
        digest=code_digest(code),
        created_at=now,
        expires_at=now + LIFETIME,
        created_by=by,
    )
    return code


def use_code(*, identifier: str, code: str, now: datetime) -> User | None:
    """The person whose code this is, who may enter now; None if it is not usable.

    Known and unknown people cost the same single read. Of two uses at once, one succeeds.
    """
    own = OneTimeCode.objects.usable(now).filter(user__identifier__iexact=identifier.strip())
    own = own.filter(user__is_active=True, digest=code_digest(code))
    found = own.select_related("user").first()
    if found is None:
        return None
    taken = OneTimeCode.objects.usable(now).filter(pk=found.pk).update(used_at=now)
    return found.user if taken else None


def sign_out_elsewhere(*, user: User, session_key: str | None) -> int:
    """Ends the person's other sessions; returns how many."""
    ended, _ = Session.objects.filter(user=user).exclude(session_key=session_key).delete()
    return ended
