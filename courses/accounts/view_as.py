"""A teacher sees a course as one of its students: for a while, changing nothing, told in the log.

The session stays the teacher's. While it holds a view, `request.user` is the student and
`request.view_as` says who looks; what such a request may reach is ruled by
`elearning.entrance`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.accounts.audit import Change, course_scope, named, record_changes
from courses.accounts.models import AuditEvent, User

KEY = "view_as"
LONGEST = timedelta(minutes=30)


@dataclass(frozen=True)
class View:
    """`viewer` looks at the course as `student` does, until a moment."""

    viewer: User
    student: User
    course: str
    course_id: int
    until: datetime


@transaction.atomic
def begin(
    session: Any, *, viewer: User, student: User, course: str, course_id: int, now: datetime
) -> None:
    """From the next request on, the session shows the course as the student sees it."""
    until = now + LONGEST
    said = _("until %(time)s at most") % {
        "time": date_format(timezone.localtime(until), "H:i"),
    }
    session[KEY] = {
        "student": student.pk,
        "course": course,
        "course_id": course_id,
        "until": until.timestamp(),
    }
    _tell(AuditEvent.Action.VIEWING, viewer, course_id, Change(named(student), after=said), now)


def current(session: Any, viewer: User, now: datetime) -> View | None:
    """The view the session holds, in one query; None, without any, for everybody else."""
    kept = session.get(KEY)
    if kept is None or now.timestamp() >= kept["until"]:
        return None
    student = User.objects.filter(pk=kept["student"], is_active=True).first()
    if student is None:
        return None
    until = datetime.fromtimestamp(kept["until"], UTC)
    return View(viewer, student, kept["course"], kept["course_id"], until)


@transaction.atomic
def end(session: Any, view: View, now: datetime) -> None:
    """The session is the teacher's own again."""
    session.pop(KEY, None)
    change = Change(named(view.student))
    _tell(AuditEvent.Action.VIEWED, view.viewer, view.course_id, change, now)


def _tell(action: str, viewer: User, course_id: int, change: Change, now: datetime) -> None:
    scope = course_scope(course_id)
    record_changes(by=viewer, action=action, scope=scope, changes=[change], now=now)
