"""How likely a student is to be right: their skill against the question, where it is asked.

One formula, the Rasch model with a slope: P = 1 / (1 + exp(-(slope * skill - difficulty + ease))).
A few questions of a bank are bad, as in each real one: a wrong key, which the better students
contradict, one that hardly anybody can know, one that everybody knows.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp

from courses.quizzes.models import Question, Quiz

SLOPE = 2.0
SPREAD = 0.5  # of the difficulties
# A check follows its lesson, which may be read again; an exam comes from memory. Of practice it is
# the first try, after which most are right at the second.
EASE: Mapping[str, float] = {
    Quiz.Kind.CHECK: 2.8,
    Quiz.Kind.SECTION: 2.1,
    Quiz.Kind.PRACTICE: -0.8,
    Quiz.Kind.EXAM: 0.4,
    Quiz.Kind.REVIEW: 4.0,
}


@dataclass(frozen=True)
class Difficulty:
    """Of one question; `asked_wrongly`: its key is wrong, and one wrong answer looks right."""

    difficulty: float
    slope: float = SLOPE
    asked_wrongly: bool = False

    def chance_of(self, skill: float, kind: str) -> float:
        """How likely somebody of this skill is to be right in a quiz of this kind."""
        if kind == Quiz.Kind.REVIEW:  # what is right was explained before, whatever it was
            return 1 / (1 + exp(-EASE[kind] - SLOPE * skill))
        ease = 0.0 if self.asked_wrongly else EASE[kind]
        return 1 / (1 + exp(self.difficulty - ease - self.slope * skill))


MIDDLING = Difficulty(0.0)
WRONG_KEY = Difficulty(0.7, slope=-0.8, asked_wrongly=True)
TOO_HARD, TOO_EASY = Difficulty(6.5), Difficulty(-5.0)


def difficulties(questions: Iterable[Question], chance: random.Random) -> dict[int, Difficulty]:
    """One a question, by its id; the bad ones are choices that the quizzes of sections ask."""
    listed = sorted(questions, key=lambda question: question.slug)
    found = {question.pk: Difficulty(chance.gauss(0, SPREAD)) for question in listed}
    chosen = [
        question.pk
        for question in listed
        if question.lesson_id is None and question.published and question.published.kind == "choice"
    ]
    chance.shuffle(chosen)
    for pk, bad in zip(chosen, (WRONG_KEY, TOO_HARD, TOO_EASY), strict=False):
        found[pk] = bad
    return found
