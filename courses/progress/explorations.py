"""An explorable as one person meets it: their own case, what they predicted, what they tried."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from courses.accounts.models import User
from courses.content.explorables import Place
from courses.content.models import Lesson
from courses.progress.models import Exploration
from courses.simulations.answers import is_good, read_choice, read_prediction
from courses.simulations.parts import Explorable, Question, Scene, frozen, plain

MOST_CASES = 20
"""How many cases a student's seed deals for one explorable."""


@dataclass(frozen=True)
class Exploring:
    """`prediction` is None until there is one; `seen` once what is asked about has happened."""

    place: Place
    case: int
    seed: str
    given: Any
    choice: Any
    prediction: Any = None
    seen: bool = False

    @property
    def explorable(self) -> Explorable:
        return self.place.block.explorable

    @property
    def question(self) -> Question:
        return self.explorable.question(self.given)

    @property
    def scene(self) -> Scene:
        return self.explorable.scene(self.given, self.choice)

    @property
    def answer(self) -> Any:
        return plain(self.as_asked.scene.answer)

    @property
    def as_asked(self) -> "Exploring":
        """The case under the settings that its question asks about."""
        return replace(self, choice=frozen(self.explorable.choice, self.question.choice))

    @property
    def is_good(self) -> bool:
        return is_good(self.question, self.prediction, self.answer)

    @property
    def next_case(self) -> int | None:
        """The number of another case, when there is a different one."""
        after = self.case + 1
        other = after <= MOST_CASES and self.place.case(f"{self.seed}:{after}") != self.given
        return after if other else None

    def sent(self, data: QueryDict) -> "Exploring":
        """After a form was sent: a prediction is made once, settings need one."""
        prediction = self.prediction
        if prediction is None:
            prediction = read_prediction(self.question, data.getlist("prediction"))
        if prediction is None:
            return self
        choice = read_choice(
            self.explorable,
            self.given,
            self.choice,
            {name: str(value) for name, value in data.items()},
        )
        tried = replace(self, prediction=prediction, choice=choice)
        return replace(tried, seen=self.seen or tried.scene.done)


def begin(user: User, lesson: Lesson, place: Place, case: int) -> Exploring:
    """The person's case, as dealt; nobody's who has no number of their own."""
    return deal(place, case, seed=f"{user.pk}:{lesson.pk}")


def deal(place: Place, case: int, *, seed: str) -> Exploring:
    """The case of that number for a seed, untouched."""
    given = place.case(f"{seed}:{case}")
    return Exploring(place, case, seed, given, place.block.explorable.start(given))


def resume(user: User, lesson: Lesson, place: Place, case: int) -> Exploring:
    """The person's case as they left it, by one query."""
    fresh = begin(user, lesson, place, case)
    key = {"user": user, "lesson": lesson, "place": place.name, "case": case}
    kept = Exploration.objects.filter(**key).first()
    return fresh if kept is None else _kept(fresh, kept)


def _kept(fresh: Exploring, kept: Exploration) -> Exploring:
    choice = frozen(fresh.explorable.choice, kept.choice)
    return replace(
        fresh,
        given=frozen(fresh.explorable.given, kept.given),
        choice=choice,
        prediction=kept.prediction,
        seen=kept.seen_at is not None,
    )
