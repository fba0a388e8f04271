"""What a corrected key would change of the marks given by an earlier one, before it does."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from courses.quizzes.marks.automatic import AutomaticMark, marked_again, try_cost_of
from courses.quizzes.models import (
    Attempt,
    Mark,
    Question,
    QuestionRevision,
    Regrade,
    Response,
)
from courses.quizzes.verdict import InvalidAnswer

NOTES = ("change",)  # of a verdict, what a correction adds to what the key says


@dataclass(frozen=True)
class RegradeRow:
    """An answer marked by an earlier key, and what the corrected one says of it.

    `new` is None where the answer cannot be marked any more: it names what no longer exists.
    `signed`: a person decided its mark, which stands unless the teacher ticks it.
    """

    response: Response
    standing: Mark
    new: AutomaticMark | None
    signed: bool

    @property
    def delta(self) -> Decimal:
        return Decimal(0) if self.new is None else self.new.points - self.standing.points

    @property
    def size(self) -> Decimal:
        """By how many points, up or down."""
        return abs(self.delta)

    @property
    def change(self) -> str:
        """ "up", "down", "told" (the same points, told otherwise), "same" or "cannot"."""
        if self.new is None:
            return "cannot"
        if self.delta:
            return "up" if self.delta > 0 else "down"
        return (
            "same"
            if self.signed or core(self.standing.verdict) == core(self.new.verdict)
            else "told"
        )

    @property
    def changes(self) -> bool:
        return self.change in ("up", "down", "told")


@dataclass(frozen=True)
class RegradePlan:
    """What correcting by `revision` would do. `under_way` answers are not handed in yet."""

    revision: QuestionRevision | None
    rows: Sequence[RegradeRow]
    under_way: int

    @property
    def changed(self) -> list[RegradeRow]:
        """The answers that change without a word of the teacher."""
        return [row for row in self.rows if row.changes and not row.signed]

    @property
    def signed(self) -> list[RegradeRow]:
        return [row for row in self.rows if row.changes and row.signed]

    @property
    def cannot(self) -> list[RegradeRow]:
        return [row for row in self.rows if row.change == "cannot" and not row.signed]

    @cached_property
    def counts(self) -> dict[str, int]:
        kinds = [row.change for row in self.rows if not row.signed]
        return {kind: kinds.count(kind) for kind in ("up", "down", "told", "same", "cannot")}

    @cached_property
    def digest(self) -> str:
        """Names what the plan says, so that nothing else is applied in its name."""
        said = [
            [row.response.pk, row.standing.pk, str(row.new and row.new.points), row.change]
            for row in self.rows
        ]
        name = json.dumps([self.revision and self.revision.pk, said])
        return hashlib.sha256(name.encode()).hexdigest()[:32]


def regrade_plan(question: Question) -> RegradePlan:
    """The answers to `question` that an earlier key marked, in three queries.

    Previews are left out, and what only a person can mark; so are answers that a person marks
    without names: a list of whose marks change would tell whose they are.
    """
    revision = (
        QuestionRevision.objects.select_related("answer_key")
        .filter(pk=question.published_id or 0)
        .first()
    )
    responses = Response.objects.filter(question=question).exclude(
        attempt__kind=Attempt.Kind.PREVIEW
    )
    under_way = responses.filter(released_at=None).exclude(revision=revision).count()
    if revision is None or revision.kind == "open":
        return RegradePlan(revision, (), 0)
    earlier = [one for one in marked_by_another(responses, revision) if not _is_nameless(one)]
    marks = Mark.objects.select_related("author").in_bulk([one.standing_id for one in earlier])
    rows = tuple(_row(one, marks[one.standing_id], revision) for one in earlier)
    return RegradePlan(revision, rows, under_way)


def marked_by_another(responses: QuerySet[Response], revision: QuestionRevision) -> QuerySet[Any]:
    """Those of `responses` that another key than that of `revision` marked last."""
    marks = Mark.objects.filter(response=OuterRef("pk")).order_by("-id")
    by_key = marks.filter(revision__isnull=False)
    return (
        responses.annotate(
            standing_id=Subquery(marks.values("pk")[:1]),
            marked_with=Subquery(by_key.values("revision")[:1]),
            first_verdict=Subquery(
                marks.filter(origin=Mark.Origin.AUTOMATIC).values("verdict")[:1]
            ),
        )
        .filter(marked_with__isnull=False, released_at__isnull=False)
        .exclude(marked_with=revision.pk)
        .select_related("attempt__user", "attempt__quiz", "revision")
        .order_by("attempt__user__last_name", "attempt__user__first_name", "attempt")
    )


def _is_nameless(response: Any) -> bool:
    by_hand = (response.first_verdict or {}).get("state") == "manual"
    return bool(by_hand and response.attempt.quiz.marks_anonymously)


def core(verdict: dict[str, Any]) -> dict[str, Any]:
    """What the key says in a verdict, without what was noted beside it."""
    return {key: value for key, value in verdict.items() if key not in NOTES}


def _row(response: Any, standing: Mark, revision: QuestionRevision) -> RegradeRow:
    signed = standing.revision_id is None
    try:
        new = marked_again(response, revision, try_cost_of(response.first_verdict))
    except InvalidAnswer:
        return RegradeRow(response, standing, None, signed)
    by_hand = new.verdict["state"] == "manual"
    return RegradeRow(response, standing, None if by_hand else new, signed)


@dataclass(frozen=True)
class PastRegrade:
    """A correction that was applied; `stuck` answers got another mark since, which stays."""

    regrade: Regrade
    count: int
    stuck: Sequence[Mark]

    @property
    def can_undo(self) -> bool:
        return self.regrade.undone_at is None and self.count > len(self.stuck)


def past_regrades(question: Question) -> list[PastRegrade]:
    """The corrections of a question, newest first, in two queries."""
    regrades = question.regrades.select_related("author", "undone_by", "revision")
    marks: dict[int, list[Any]] = {}
    for mark in regrade_marks(Mark.objects.filter(regrade__question=question)):
        marks.setdefault(mark.regrade_id, []).append(mark)
    return [
        PastRegrade(
            regrade,
            len(marks.get(regrade.pk, ())),
            [mark for mark in marks.get(regrade.pk, ()) if mark.standing_id != mark.pk]
            if regrade.undone_at is None
            else (),
        )
        for regrade in regrades
    ]


def regrade_marks(marks: QuerySet[Mark]) -> list[Any]:
    """Of `marks`, those a correction gave (not its undoing).

    Each has `standing_id`, the mark that stands today, and `before_id`, the one before it.
    """
    newest = Mark.objects.filter(response=OuterRef("response")).order_by("-id")
    before = newest.filter(pk__lt=OuterRef("pk"))
    found: dict[tuple[int | None, int], Any] = {}
    for mark in (
        marks.annotate(
            standing_id=Subquery(newest.values("pk")[:1]),
            before_id=Subquery(before.values("pk")[:1]),
        )
        .select_related("response__attempt__user")
        .order_by("id")
    ):
        found.setdefault((mark.regrade_id, mark.response_id), mark)
    return list(found.values())
