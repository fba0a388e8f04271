"""The automatic mark of an answer: a function of a revision and a response, and of nothing else.

Handing in, correcting and checking all mark here, so that a mark can be computed again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses.quizzes.grading import grade
from courses.quizzes.marks.points import earned
from courses.quizzes.models import QuestionRevision, Response
from courses.quizzes.verdict import Verdict

FREE = Decimal(0)


@dataclass(frozen=True)
class AutomaticMark:
    """What a Mark stores of it; `verdict` is what the student is shown."""

    points: Decimal
    out_of: Decimal
    verdict: dict[str, Any]


def verdict_on(response: Response, revision: QuestionRevision, answer: Any) -> Verdict:
    """What the key of `revision` says of `answer`. Raises InvalidAnswer."""
    key = revision.answer_key.key
    return grade(revision.kind, revision.public, key, answer, response.values)


def automatic_mark(
    response: Response,
    revision: QuestionRevision,
    verdict: Verdict,
    try_cost: Decimal = FREE,
) -> AutomaticMark:
    """The mark that `verdict`, by the key of `revision`, makes for `response`.

    The points and the costs of hints are those of the question as the student saw it, so that
    a correction changes what an answer is worth and never what the attempt is out of. `try_cost`
    is the share that each of the response's earlier tries costs; the verdict keeps it, for a
    quiz may change it later.
    """
    seen = response.revision
    costs = [Decimal(hint["cost"]) for hint in seen.public["hints"][: response.hints_seen]]
    points = earned(verdict.fraction, seen.points, costs, response.tries + 1, try_cost)
    told = shown(verdict, revision.answer_key.key)
    if try_cost:
        told["try_cost"] = str(try_cost)
    return AutomaticMark(points, seen.points, told)


def marked_again(
    response: Response, revision: QuestionRevision, try_cost: Decimal
) -> AutomaticMark:
    """The mark of the stored answer by the key of `revision`. Raises InvalidAnswer."""
    verdict = verdict_on(response, revision, response.answer)
    return automatic_mark(response, revision, verdict, try_cost)


def try_cost_of(verdict: Mapping[str, Any]) -> Decimal:
    """What each further try cost when the mark with this verdict was made."""
    return Decimal(verdict.get("try_cost", 0))


def shown(verdict: Verdict, key: Mapping[str, Any]) -> dict[str, Any]:
    """What a student sees with a mark, so that pages never need the key."""
    texts = key["html"]["feedback"]
    return {
        "state": "wrong" if verdict.state == "retry" else verdict.state,
        "reason": verdict.reason,
        "right": verdict.right,
        "parts": [list(part) for part in verdict.parts],
        "feedback": [
            {"target": each.target, "html": texts[each.index]} for each in verdict.feedback
        ],
        "explanation": key["html"]["explanation"],
    }
