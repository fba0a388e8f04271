"""What a student of the demonstration answers: often right, otherwise as people are wrong."""

import random
from collections.abc import Mapping
from typing import Any

from courses.quizzes.grading import grade
from courses.quizzes.kinds.numbers import number_right
from courses.quizzes.models import QuestionRevision

RIGHT_SHARE = 0.75
UNSURE = "je ne sais pas"
WRITTEN = (
    "Je prendrais des machines virtuelles : chaque client a son propre noyau, ce qui les isole"
    " mieux. Cela coûte plus de mémoire. Si les deux clients se faisaient confiance, des"
    " conteneurs suffiraient."
)


def believable_answer(
    revision: QuestionRevision,
    values: Mapping[str, str],
    chance: random.Random,
    right_share: float = RIGHT_SHARE,
) -> object:
    """The right answer as often as said, otherwise one that somebody could give."""
    public, key = revision.public, revision.answer_key.key
    right = grade(revision.kind, public, key, None, values).right
    if right is None:
        return WRITTEN
    if chance.random() < right_share:
        return right
    return _wrong(revision.kind, public, key, right, values, chance)


def _wrong(
    kind: str,
    public: Mapping[str, Any],
    key: Mapping[str, Any],
    right: Any,
    values: Mapping[str, str],
    chance: random.Random,
) -> object:
    match kind:
        case "choice" | "hotspot":
            listed = public["options"] if kind == "choice" else public["zones"]
            return chance.choice([each["id"] for each in listed if each["id"] != right])
        case "multiple":
            return [chance.choice([option["id"] for option in public["options"]])]
        case "true-false":
            return "false" if right == "true" else "true"
        case "numeric":
            foreseen = [rule["expected"] for rule in key["wrong"] if rule["expected"]]
            return number_right(foreseen[0], values) if foreseen else {**right, "value": "0"}
        case "matching":
            lefts, rights = list(right), list(right.values())
            return dict(zip(lefts, [*rights[1:], rights[0]], strict=True))
        case "ordering":
            return _swapped(right, chance)
        case "cloze":
            gap = chance.choice(list(right))
            return {id_: answer for id_, answer in right.items() if id_ != gap} or {gap: UNSURE}
        case _:
            foreseen = [rule["texts"][0] for rule in key["wrong"] if rule["texts"]]
            return chance.choice(foreseen) if foreseen else UNSURE


def _swapped(order: list[str], chance: random.Random) -> list[str]:
    """`order` with two neighbours the other way round."""
    at = chance.randrange(len(order) - 1)
    return [*order[:at], order[at + 1], order[at], *order[at + 2 :]]
