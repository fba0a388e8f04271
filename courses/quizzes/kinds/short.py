"""`courte`: an answer of a few words."""

from courses.quizzes import normalise
from courses.quizzes.kinds.texts import TextKind
from courses.quizzes.normalise import Likeness


class Short(TextKind):
    """The answer is a text; one typo away from an accepted one, it deserves a second try."""

    name, french, example = "short", "courte", "= réponse | variante"

    def likeness(self, given: str, accepted: str) -> Likeness:
        return normalise.likeness(given, accepted)
