"""Every kind of question, by its English name."""

from collections.abc import Mapping
from typing import Any

from courses.quizzes import words
from courses.quizzes.kinds.base import Kind
from courses.quizzes.kinds.choice import Choice
from courses.quizzes.kinds.multiple import Multiple
from courses.quizzes.kinds.short import Short
from courses.quizzes.kinds.true_false import TrueFalse

KINDS: Mapping[str, Kind[Any]] = {
    kind.name: kind for kind in (Choice(), Multiple(), TrueFalse(), Short())
}
KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    kind.name: (kind.french, kind.name) for kind in KINDS.values()
}


def find_kind(word: str) -> Kind[Any] | None:
    """The kind that `word` names, in French or in English."""
    name = words.find(word, KIND_WORDS)
    return KINDS[name] if name else None
