"""A corrected key applied to answers given before it, and taken back.

Both take the rows of all attempts that ask the question first, so that nothing is handed in,
marked or corrected meanwhile.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import ngettext

from courses.accounts.audit import Change, course_scope, record_changes
from courses.accounts.models import AuditEvent, User
from courses.quizzes.actions.marking import change_note
from courses.quizzes.actions.marks import add_marks
from courses.quizzes.marks.regrading import RegradePlan, RegradeRow, regrade_marks, regrade_plan
from courses.quizzes.models import Attempt, Mark, Question, Regrade, Response


class PlanChanged(Exception):
    """What would change is no longer what was shown."""

    def __init__(self, plan: RegradePlan) -> None:
        super().__init__()
        self.plan = plan


class NothingToUndo(Exception):
    """Every answer got another mark since, or the correction is undone already."""


@transaction.atomic
def apply_regrade(
    *,
    question: Question,
    digest: str,
    signed: Collection[int],
    reason: str,
    author: User,
    now: datetime,
) -> Regrade | None:
    """Adds the marks of the plan named `digest`; None where it changes nothing.

    `signed`: ids of the answers whose mark by a person gives way. Raises PlanChanged.
    """
    _take_attempts(question)
    question = Question.objects.get(pk=question.pk)
    plan = regrade_plan(question)
    if plan.digest != digest:
        raise PlanChanged(plan)
    rows = plan.changed + [row for row in plan.signed if row.response.pk in signed]
    if not rows or plan.revision is None:
        return None
    regrade = Regrade.objects.create(
        question=question, revision=plan.revision, author=author, reason=reason, created_at=now
    )
    add_marks([_mark(row, regrade) for row in rows])
    given = ngettext("%(count)d mark changed", "%(count)d marks changed", len(rows))
    after = " – ".join(part for part in (given % {"count": len(rows)}, reason) if part)
    _tell(question, after, author, now)
    return regrade


@transaction.atomic
def undo_regrade(*, regrade: Regrade, author: User, now: datetime) -> int:
    """Adds marks with what stood before the correction; returns how many.

    An answer that got another mark since keeps it. Raises NothingToUndo.
    """
    _take_attempts(regrade.question)
    regrade = Regrade.objects.select_for_update().get(pk=regrade.pk)
    given = regrade_marks(Mark.objects.filter(regrade=regrade))
    standing = [mark for mark in given if mark.standing_id == mark.pk]
    if regrade.undone_at is not None or not standing:
        raise NothingToUndo
    before = Mark.objects.in_bulk([mark.before_id for mark in standing])
    add_marks([_restored(mark, before[mark.before_id], author, now) for mark in standing])
    regrade.undone_at, regrade.undone_by = now, author
    regrade.save(update_fields=["undone_at", "undone_by"])
    restored = ngettext("%(count)d mark restored", "%(count)d marks restored", len(standing))
    _tell(regrade.question, restored % {"count": len(standing)}, author, now)
    return len(standing)


def _tell(question: Question, after: str, author: User, now: datetime) -> None:
    """One line in the course's log for the whole correction."""
    record_changes(
        by=author,
        action=AuditEvent.Action.MARK,
        scope=course_scope(question.course_id),
        changes=[Change(str(question), after=after)],
        now=now,
    )


def _take_attempts(question: Question) -> None:
    asked = Response.objects.filter(question=question).values("attempt")
    list(Attempt.objects.select_for_update().filter(pk__in=asked).order_by("pk").values_list("pk"))


def _mark(row: RegradeRow, regrade: Regrade) -> Mark:
    assert row.new is not None
    note = change_note("correction", regrade.reason, regrade.created_at)
    return Mark(
        response=row.response,
        origin=Mark.Origin.REGRADE,
        points=row.new.points,
        out_of=row.new.out_of,
        sitting=row.response.attempt.sitting,
        verdict={**row.new.verdict, "change": note},
        author=regrade.author,
        revision=regrade.revision,
        regrade=regrade,
        reason=regrade.reason,
        created_at=regrade.created_at,
    )


def _restored(mark: Mark, earlier: Mark, author: User, now: datetime) -> Mark:
    return Mark(
        response_id=mark.response_id,
        origin=Mark.Origin.REGRADE,
        points=earlier.points,
        out_of=earlier.out_of,
        sitting=mark.sitting,
        verdict=earlier.verdict,
        author=author,
        revision_id=earlier.revision_id,
        regrade_id=mark.regrade_id,
        created_at=now,
    )
