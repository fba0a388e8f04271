"""Marks that a key gave, computed again: whether they say what they would say today."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Exists, F, OuterRef, Q

from courses.quizzes.actions.marks import standing_at
from courses.quizzes.marks.automatic import marked_again, try_cost_of
from courses.quizzes.marks.regrading import core
from courses.quizzes.models import Mark, QuestionRevision
from courses.quizzes.verdict import InvalidAnswer

AT_ONCE = 500  # marks read at a time
REVISIONS_KEPT = 100


@dataclass(frozen=True)
class Drift:
    """A mark that its key does not give; `why` in English, for who runs the server."""

    mark: Mark
    why: str


def key_marks() -> Iterator[tuple[Mark, Drift | None]]:
    """Each mark that a key gave, with how it drifts; memory does not grow with their number.

    Of an attempt that was given back, those of its last sitting: the answers before are gone.
    """
    revisions = QuestionRevision.objects.select_related("answer_key")
    revision = lru_cache(REVISIONS_KEPT)(lambda pk: revisions.get(pk=pk))
    given = Mark.objects.filter(Q(revision__isnull=False) | Q(origin=Mark.Origin.AUTOMATIC))
    given = given.filter(sitting=F("response__attempt__sitting"))
    for mark in given.select_related("response").order_by("pk").iterator(AT_ONCE):
        if mark.revision_id is None:
            yield mark, Drift(mark, "names no revision")
            continue
        mark.response.revision = revision(mark.response.revision_id)
        yield mark, _drift(mark, revision(mark.revision_id))


def drifting_answers() -> Iterator[tuple[int, str]]:
    """The id of each answer that does not stand at the newest of its marks, with what it says."""
    newest = Mark.objects.filter(response=OuterRef("response"), pk__gt=OuterRef("pk"))
    marks = Mark.objects.exclude(Exists(newest)).select_related("response")
    for mark in marks.order_by("pk").iterator(AT_ONCE):
        stands = mark.response.points, mark.response.out_of
        if stands != standing_at(mark):
            yield mark.response_id, f"stands at {stands[0]}/{stands[1]}, not at mark {mark.pk}"


def _drift(mark: Mark, revision: QuestionRevision) -> Drift | None:
    try:
        again = marked_again(mark.response, revision, try_cost_of(mark.verdict))
    except InvalidAnswer as error:
        return Drift(mark, f"cannot be computed: {error}")
    if (mark.points, mark.out_of) != (again.points, again.out_of):
        return Drift(
            mark, f"is {mark.points}/{mark.out_of}, computed {again.points}/{again.out_of}"
        )
    if core(mark.verdict) != json.loads(json.dumps(again.verdict)):
        return Drift(mark, "tells the student something else")
    return None
