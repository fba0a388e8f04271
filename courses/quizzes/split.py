"""A question in two parts: what students see before they answer, and the key.

The two are kept in different tables. `public_part` reads nothing that tells which answer is right,
so it stays the same, byte for byte, whichever is.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from courses.quizzes.formulas import write_decimal
from courses.quizzes.kinds.base import Feedbacks
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.question import QuestionText

Part = dict[str, Any]


def public_part(question: QuestionText) -> Part:
    """What a student may see before answering, as JSON. Of hints, only their cost."""
    return {
        "id": question.id,
        "kind": question.kind,
        "stem": question.stem,
        "anchor": question.anchor,
        "figure": question.figure,
        "points": write_decimal(question.points),
        "fixed_order": question.fixed_order,
        "ranges": [
            {
                "name": each.name,
                "low": str(each.low),
                "high": str(each.high),
                "step": str(each.step),
            }
            for each in question.ranges
        ],
        "hints": [{"cost": format(hint.cost.normalize(), "f")} for hint in question.hints],
        **KINDS[question.kind].public(question),
    }


def key_part(question: QuestionText) -> Part:
    """What marks the question and may be shown once it is due, as JSON."""
    feedbacks = Feedbacks()
    own = KINDS[question.kind].key(question, feedbacks)
    return {
        "hints": [hint.text for hint in question.hints],
        "explanation": question.explanation,
        "feedback": feedbacks.texts,
        "source": question.source,
        **own,
    }


def public_texts(public: Mapping[str, Any]) -> dict[str, str]:
    """The Markdown of every option or item of `public`, by its id."""
    lists = KINDS[public["kind"]].lists
    return {each["id"]: each["text"] for name in lists for each in public[name]}


def shuffled(public: Mapping[str, Any], seed: str) -> Part:
    """`public` with its options in the order of `seed`, unless its author fixed it."""
    name = KINDS[public["kind"]].shuffles
    if not name or public["fixed_order"]:
        return dict(public)
    return {**public, name: sorted(public[name], key=lambda each: _rank(seed, each["id"]))}


def _rank(seed: str, id_: str) -> str:
    return hashlib.sha256(f"{seed}\0{id_}".encode()).hexdigest()
