"""`sortie`: what a program prints, to the letter; only the spacing does not count."""

from courses.quizzes.kinds.texts import TextKind
from courses.quizzes.normalise import Likeness


class Output(TextKind):
    """The answer is a text of one or several lines."""

    name, french, example = "output", "sortie", "= 42"

    def likeness(self, given: str, accepted: str) -> Likeness:
        return "same" if printed(given) == printed(accepted) else "other"


def printed(text: str) -> list[str]:
    """The lines of `text` that are not blank, each run of spaces as one."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line]
