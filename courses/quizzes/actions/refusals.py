"""Why nothing was done to many questions: those that stand in the way, each with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from courses.content.messages import translated
from courses.markup.page import MarkupRefused
from courses.quizzes.actions.authoring import QuestionRefused
from courses.quizzes.models import Question


@dataclass(frozen=True)
class Refusal:
    """A question that cannot be changed, and why, in the language of the person."""

    question: Question
    reason: str


class BulkRefused(Exception):
    """Nothing was changed: some of the questions cannot be."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__(f"{len(refusals)} questions cannot be changed")
        self.refusals = tuple(refusals)


class Unreadable(ValueError):
    """A text that the format does not read as exactly this question."""


def reason_of(problem: QuestionRefused | MarkupRefused | Unreadable) -> str:
    """The sentence, in the language of the person."""
    if isinstance(problem, QuestionRefused):
        return problem.message.text(gettext)
    return translated(problem.message) if isinstance(problem, MarkupRefused) else str(problem)
