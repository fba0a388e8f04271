"""`zone`: a part of a figure to select."""

from collections.abc import Mapping

from courses.figures.named import NAMES, find_pile
from courses.figures.pile import Pile
from courses.quizzes.kinds.base import Described, Draft, Field, Json, Ticks, Values, id_answer
from courses.quizzes.kinds.rules import Answers
from courses.quizzes.kinds.texts import TextKind
from courses.quizzes.messages import gettext_noop
from courses.quizzes.normalise import Likeness
from courses.quizzes.question import QuestionText
from courses.quizzes.verdict import Verdict


class Hotspot(TextKind):
    """The answer is the id of a part of the figure; all its parts are public."""

    name, french, example = "hotspot", "zone", "= id-de-la-zone"

    def read(self, draft: Draft) -> Answers | None:
        answers = super().read(draft)
        pile = find_pile(draft.figure or "")
        if pile is None:
            draft.problems.error(
                draft.line,
                1,
                gettext_noop("This question has no figure to select in, or an unknown one."),
                gettext_noop(
                    "Add a line such as “figure: pile:type2” under the heading."
                    " The figures are {names}."
                ),
                names=", ".join(NAMES),
            )
        elif answers:
            _check_zones(draft, pile, answers)
        return answers

    def public(self, question: QuestionText) -> dict[str, Json]:
        pile = find_pile(question.figure or "")
        if pile is None:
            return {"zones": [], "columns": 1}
        zones = [
            {
                "id": zone.id,
                "label": zone.label,
                "layer": zone.kind,
                "width": zone.columns,
                "height": zone.rows,
            }
            for zone in pile.cells
        ]
        return {"zones": zones, "columns": sum(stack.columns for stack in pile.stacks)}

    def grade(
        self, public: Mapping[str, Json], key: Mapping[str, Json], answer: Json, values: Values
    ) -> Verdict:
        chosen = id_answer(answer, [zone["id"] for zone in public["zones"]])
        return super().grade(public, key, chosen, values)

    def ticks(self, public: Mapping[str, Json]) -> Ticks:
        return tuple((zone["id"], zone["label"]) for zone in public["zones"])

    def fields(self, public: Mapping[str, Json], answer: Json) -> tuple[Field, ...]:
        return ()

    def describe(self, public: Mapping[str, Json], answer: Json) -> Described:
        return tuple(zone["label"] for zone in public["zones"] if zone["id"] == answer)

    def likeness(self, given: str, accepted: str) -> Likeness:
        return "same" if given == accepted else "other"


def _check_zones(draft: Draft, pile: Pile, answers: Answers) -> None:
    """Report answers that are no part of the figure."""
    known = [zone.id for zone in pile.cells]
    rules = [text for rule in answers.wrong for text in rule.texts]
    for text in [*answers.accepted, *rules]:
        if text not in known:
            draft.problems.error(
                draft.line,
                1,
                gettext_noop("The figure has no part “{text}”."),
                gettext_noop("Write one of: {names}."),
                text=text,
                names=", ".join(known),
            )
