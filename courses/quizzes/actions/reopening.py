"""An attempt given back to its student: what it holds can be changed until a new deadline.

Its marks stay as they were given, and stand no more once it is handed in again: what it holds
then is marked anew.
"""

from datetime import datetime
from typing import Literal

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from courses.accounts.audit import Change, course_scope, named, record_changes
from courses.accounts.models import AuditEvent, User
from courses.quizzes.marks.anonymous import hides_names
from courses.quizzes.marks.receipts import in_groups
from courses.quizzes.models import Attempt, Response
from elearning.date_tags import moment_text

SHOWN = 16  # digits of a receipt that the log keeps
Hindrance = Literal["open", "another", "told", "nameless"]


class CannotReopen(Exception):
    """It is under way, or another one is; what is right was told; or names are hidden."""

    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__(hindrance)
        self.hindrance = hindrance


def hindrance_of(attempt: Attempt, students: QuerySet[User]) -> Hindrance | None:
    """Why the attempt cannot be given back as it stands; None if it can.

    `students` are those its teacher marks: while they are marked without names, the answer that
    left the list would tell whose it was.
    """
    if attempt.state == Attempt.State.OPEN:
        return "open"
    if hides_names(attempt.quiz, students):
        return "nameless"
    if attempt.quiz.answers_at_once:
        return "told"
    under_way = Attempt.objects.filter(
        user=attempt.user_id, quiz=attempt.quiz_id, state=Attempt.State.OPEN
    )
    return "another" if under_way.exclude(pk=attempt.pk).exists() else None


def reopen_attempt(
    *,
    attempt: Attempt,
    students: QuerySet[User],
    deadline: datetime,
    reason: str,
    was_told: bool,
    author: User,
    now: datetime,
) -> Attempt:
    """Gives the attempt back until `deadline`; the student reads the reason, the log tells it.

    `was_told`: the student may have read what is right, and its teacher knows it; the log tells
    that too. Of two at once, one does it. Raises CannotReopen.
    """
    if hindrance := hindrance_of(attempt, students):
        raise CannotReopen(hindrance)
    try:
        with transaction.atomic():
            _give_back(attempt, deadline, reason)
            _tell(attempt, deadline, reason, was_told, author, now)
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


def _tell(
    attempt: Attempt, deadline: datetime, reason: str, was_told: bool, author: User, now: datetime
) -> None:
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
    if was_told:
        after = _("%(after)s (its results had been told)") % {"after": after}
    change = Change(f"{named(attempt.user)} – {attempt.quiz}", before=before, after=after)
    record_changes(
        by=author,
        action=AuditEvent.Action.REOPENED,
        scope=course_scope(attempt.quiz.course_id),
        changes=[change],
        now=now,
    )
