"""Where marks are added, so that each answer always says what it stands at.

A class has tens of thousands of answers; what each won is read of the answer itself, and not of
the newest of its marks, which would have to be found first.
"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from courses.quizzes.models import Mark, Response

AT_ONCE = 500


def add_marks(marks: Sequence[Mark], **released: Any) -> None:
    """Stores `marks`, of different answers; each stands from now on.

    `released`: fields of the answers to write beside, the same for all.
    """
    Mark.objects.bulk_create(marks, batch_size=AT_ONCE)
    alike = defaultdict(list)  # many answers win the same, and are written at once
    for mark in marks:
        alike[standing_at(mark)].append(mark.response_id)
    for (points, out_of), ids in alike.items():
        Response.objects.filter(pk__in=ids).update(points=points, out_of=out_of, **released)


def standing_at(mark: Mark) -> tuple[Decimal | None, Decimal]:
    """What its answer keeps of a mark: the points, None while a person must give them; out of."""
    waits = mark.origin == Mark.Origin.AUTOMATIC and mark.verdict["state"] == "manual"
    return None if waits else mark.points, mark.out_of
