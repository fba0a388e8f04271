"""Marks that a person gives. Each is a new row, signed; what stood before stays readable.

Like every write on an answer, giving a mark takes the row of its attempt first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from courses.accounts.audit import Change, course_scope, named, record_changes
from courses.accounts.models import AuditEvent, User
from courses.quizzes.actions.marks import add_marks
from courses.quizzes.marks.anonymous import answer_code
from courses.quizzes.models import Attempt, Mark, Response
from courses.quizzes.verdict import state_of

DECIDED = ("state", "criteria", "comment", "change")  # of a verdict, what a person says


class NotHandedIn(Exception):
    """The answer can still change: its attempt is under way."""


class OutOfRange(Exception):
    """The points lie outside of what the question or one of its criteria is worth."""


class MarkedMeanwhile(Exception):
    """Another mark came after the one its author looked at."""

    def __init__(self, standing: Mark) -> None:
        super().__init__()
        self.standing = standing


@dataclass(frozen=True)
class Decision:
    """What a person decided of an answer.

    `criteria`: the points of each criterion of its rubric, in order; they add up to `points`.
    `reason` says why an earlier mark is changed.
    """

    points: Decimal
    criteria: Sequence[Decimal] = ()
    comment: str = ""
    reason: str = ""


@transaction.atomic
def give_mark(
    *, response_id: int, decision: Decision, author: User, known: int, now: datetime
) -> Mark:
    """Adds the mark of a person; the same decision again adds nothing.

    `known` is the id of the mark the author saw standing. Raises MarkedMeanwhile where another
    one stands, NotHandedIn, OutOfRange.
    """
    response = (
        Response.objects.select_for_update(of=("attempt",))
        .select_related("attempt__user", "attempt__quiz", "question", "revision__answer_key")
        .get(pk=response_id)
    )
    standing = response.marks.first()
    if standing is None or response.attempt.state != Attempt.State.SUBMITTED:
        raise NotHandedIn
    verdict = _verdict(response, standing, decision, now)
    if _is_decided(standing, decision, verdict):
        return standing
    if standing.pk != known:
        raise MarkedMeanwhile(standing)
    mark = Mark(
        response=response,
        origin=Mark.Origin.TEACHER,
        points=decision.points,
        out_of=standing.out_of,
        sitting=response.attempt.sitting,
        verdict=verdict,
        author=author,
        reason=decision.reason,
        created_at=now,
    )
    add_marks([mark])
    tell_mark(response, standing, mark)
    return mark


def tell_mark(response: Response, before: Mark, after: Mark) -> None:
    """Writes into the course's log who gave what, in place of what, and why."""
    attempt, told = response.attempt, _points(after)
    change = Change(
        f"{_whose(response)} – {attempt.quiz} – {response.question}",
        before="" if before.verdict["state"] == "manual" else _points(before),
        after=f"{told} – {after.reason}" if after.reason else told,
    )
    record_changes(
        by=after.author,
        action=AuditEvent.Action.MARK,
        scope=course_scope(attempt.quiz.course_id),
        changes=[change],
        now=after.created_at,
    )


def _whose(response: Response) -> str:
    """The student, or what names the answer where marks are given without seeing names."""
    if response.attempt.quiz.marks_anonymously:
        return _("answer %(code)s") % {"code": answer_code(response.pk)}
    return named(response.attempt.user)


def _points(mark: Mark) -> str:
    """As “1,5 / 2”, in the language of who marks."""
    points, out_of = (number_format(f"{each.normalize():f}") for each in (mark.points, mark.out_of))
    return f"{points} / {out_of}"


def change_note(by: str, reason: str, now: datetime) -> dict[str, str]:
    """What a student reads of a mark that was changed; `by`: "teacher" or "correction"."""
    return {"by": by, "at": now.isoformat(), "reason": reason}


def _verdict(
    response: Response, standing: Mark, decision: Decision, now: datetime
) -> dict[str, Any]:
    """What the student is shown: as before, with what the person decided."""
    if not 0 <= decision.points <= standing.out_of:
        raise OutOfRange
    kept = {key: value for key, value in standing.verdict.items() if key not in DECIDED}
    is_blank = standing.verdict["state"] == "blank" and decision.points == 0
    return {
        **kept,
        "state": "blank" if is_blank else state_of(decision.points, standing.out_of),
        "criteria": _criteria(response, decision),
        "comment": decision.comment,
        **({"change": change_note("teacher", decision.reason, now)} if decision.reason else {}),
    }


def _criteria(response: Response, decision: Decision) -> list[dict[str, str]]:
    if not decision.criteria:
        return []
    rubric = rubric_of(response)
    if len(rubric) != len(decision.criteria) or sum(decision.criteria) != decision.points:
        raise OutOfRange
    for criterion, points in zip(rubric, decision.criteria, strict=True):
        if not 0 <= points <= Decimal(criterion["points"]):
            raise OutOfRange
    return [
        {"text": criterion["text"], "points": str(points), "out_of": criterion["points"]}
        for criterion, points in zip(rubric, decision.criteria, strict=True)
    ]


def rubric_of(response: Response) -> Sequence[Mapping[str, str]]:
    """The criteria of the question as the student saw it: {"points", "text"}."""
    criteria: Sequence[Mapping[str, str]] = response.revision.answer_key.key.get("criteria", [])
    return criteria


def _is_decided(standing: Mark, decision: Decision, verdict: Mapping[str, Any]) -> bool:
    """Whether the standing mark is this very decision."""
    told = standing.verdict
    return (
        standing.origin == Mark.Origin.TEACHER
        and standing.points == decision.points
        and standing.reason == decision.reason
        and (told.get("criteria"), told.get("comment")) == (verdict["criteria"], verdict["comment"])
    )
