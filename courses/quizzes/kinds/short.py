"""`courte`: an answer of a few words."""

from collections.abc import Mapping

from courses.quizzes import normalise
from courses.quizzes.kinds.base import Json
from courses.quizzes.kinds.texts import TextKind
from courses.quizzes.normalise import Likeness
from courses.quizzes.verdict import Reason


class Short(TextKind):
    """The answer is a text; one typo away from an accepted one, it deserves a second try."""

    name, french, example = "short", "courte", "= réponse | variante"

    def doubt(self, public: Mapping[str, Json], answer: Json) -> Reason:
        return "typo"

    def likeness(self, given: str, accepted: str) -> Likeness:
        return normalise.likeness(given, accepted)
