"""An attempt given back to its student: what it holds can be changed until a new deadline.

Its marks stay as they were given, and stand no more once it is handed in again: what it holds
then is marked anew.
"""

from datetime import datetime
from typing import Literal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from courses.accounts.audit import Change, course_scope, named, record_changes
from courses.accounts.models import AuditEvent, User
from courses.quizzes.marks.receipts import in_groups
from courses.quizzes.models import Attempt, Response
from elearning.date_tags import moment_text

SHOWN = 16  # digits of a receipt that the log keeps
Hindrance = Literal["open", "another", "told"]


class CannotReopen(Exception):
    """It is under way, or another one is; or what is right was told with each answer."""

    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__(hindrance)
        self.hindrance = hindrance


def hindrance_of(attempt: Attempt) -> Hindrance | None:
    """Why the attempt cannot be given back as it stands; None if it can."""
    if attempt.state == Attempt.State.OPEN:
        return "open"
    if attempt.quiz.answers_at_once:
        return "told"
    under_way = Attempt.objects.filter(
        user=attempt.user_id, quiz=attempt.quiz_id, state=Attempt.State.OPEN
    )
    return "another" if under_way.exclude(pk=attempt.pk).exists() else None


def reopen_attempt(
    *, attempt: Attempt, deadline: datetime, reason: str, author: User, now: datetime
) -> Attempt:
    """Gives the attempt back until `deadline`; the student reads the reason, the log tells it.

    Of two at once, one does it. Raises CannotReopen.
    """
    if hindrance := hindrance_of(attempt):
        raise CannotReopen(hindrance)
    try:
        with transaction.atomic():
            _give_back(attempt, deadline, reason)
            _tell(attempt, deadline, reason, author, now)
    except IntegrityError as error:  # one open attempt a person and quiz: another was first
        raise CannotReopen("another") from error
    attempt.refresh_from_db()
    return attempt


def _give_back(attempt: Attempt, deadline: datetime, reason: str) -> None:
    handed_in = Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.SUBMITTED)
    if not handed_in.update(
        state=Attempt.State.OPEN,
        submitted_at=None,
        ended_by_time=False,
        receipt="",
        deadline=deadline,
        sitting=F("sitting") + 1,
        reopening=reason,
    ):
        raise CannotReopen("open")
    Response.objects.filter(attempt=attempt).update(released_at=None)


def _tell(attempt: Attempt, deadline: datetime, reason: str, author: User, now: datetime) -> None:
    """Writes who gave back what, and the receipt of what had been handed in."""
    assert attempt.submitted_at is not None
    before = _("handed in %(moment)s, receipt %(receipt)s…") % {
        "moment": moment_text(attempt.submitted_at),
        "receipt": in_groups(attempt.receipt[:SHOWN]),
    }
    after = _("until %(moment)s – %(reason)s") % {
        "moment": moment_text(deadline),
        "reason": reason,
    }
    change = Change(f"{named(attempt.user)} – {attempt.quiz}", before=before, after=after)
    record_changes(
        by=author,
        action=AuditEvent.Action.REOPENED,
        scope=course_scope(attempt.quiz.course_id),
        changes=[change],
        now=now,
    )
