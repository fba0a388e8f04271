"""The automatic mark of an answer: a function of a revision and a response, and of nothing else.

Handing in, correcting and checking all mark here, so that a mark can be computed again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses.quizzes.grading import grade
from courses.quizzes.models import QuestionRevision, Response
from courses.quizzes.points import earned
from courses.quizzes.verdict import Verdict


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
    response: Response, revision: QuestionRevision, verdict: Verdict
) -> AutomaticMark:
    """The mark that `verdict`, by the key of `revision`, makes for `response`.

    The points and the costs of hints are those of the question as the student saw it, so that
    a correction changes what an answer is worth and never what the attempt is out of.
    """
    seen = response.revision
    costs = [Decimal(hint["cost"]) for hint in seen.public["hints"][: response.hints_seen]]
    points = earned(verdict.fraction, seen.points, costs)
    return AutomaticMark(points, seen.points, shown(verdict, revision.answer_key.key))


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
