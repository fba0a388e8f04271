"""Every kind of question, by its English name."""

from collections.abc import Mapping
from typing import Any

from courses.quizzes.kinds.base import Kind
from courses.quizzes.kinds.choice import Choice
from courses.quizzes.kinds.cloze import Cloze
from courses.quizzes.kinds.hotspot import Hotspot
from courses.quizzes.kinds.matching import Matching
from courses.quizzes.kinds.multiple import Multiple
from courses.quizzes.kinds.numeric import Numeric
from courses.quizzes.kinds.open import Open
from courses.quizzes.kinds.ordering import Ordering
from courses.quizzes.kinds.output import Output
from courses.quizzes.kinds.short import Short
from courses.quizzes.kinds.true_false import TrueFalse
from courses.quizzes.text import words

KINDS: Mapping[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        Choice(),
        Multiple(),
        TrueFalse(),
        Numeric(),
        Short(),
        Matching(),
        Ordering(),
        Cloze(),
        Hotspot(),
        Output(),
        Open(),
    )
}
KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    kind.name: (kind.french, kind.name) for kind in KINDS.values()
}


def find_kind(word: str) -> Kind[Any] | None:
    """The kind that `word` names, in French or in English."""
    name = words.find(word, KIND_WORDS)
    return KINDS[name] if name else None
