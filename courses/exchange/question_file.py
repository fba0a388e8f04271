"""What a file of questions holds once it is read, and what one that is written leaves out."""

from collections.abc import Callable
from dataclasses import dataclass

from courses.quizzes.messages import Message, Problem
from courses.quizzes.question import QuestionText

LARGEST = 2 * 1024 * 1024  # bytes: some five thousand questions


class FileRefused(ValueError):
    """A file of which nothing is read; `problem` says where, why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message.text())
        self.problem = problem


@dataclass(frozen=True)
class Imported:
    """The questions without an error, what is wrong, and what the questions lost on their way.

    Lines count from 1 in the file read. A file with an error is rejected as a whole.
    """

    questions: tuple[QuestionText, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def outcome(self) -> str:
        """ "import" or "reject"."""
        return "reject" if self.errors else "import"


@dataclass(frozen=True)
class Loss:
    """What a format cannot say of a question; `whole` if the question is left out for it."""

    question: QuestionText
    message: Message
    mend: Message
    whole: bool = False


@dataclass(frozen=True)
class Exported:
    """A file to write, and all that it does not say."""

    text: str
    losses: tuple[Loss, ...]


Reader = Callable[[str], Imported]
Writer = Callable[[tuple[QuestionText, ...]], Exported]
