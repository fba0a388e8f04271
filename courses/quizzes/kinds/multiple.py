"""`multiple`: several options may be right."""

from collections.abc import Mapping
from fractions import Fraction

from courses.quizzes.kinds.base import Draft, Form, Json, Values, id_answer
from courses.quizzes.kinds.options import Option, OptionKind, right_ids
from courses.quizzes.messages import gettext_noop
from courses.quizzes.verdict import InvalidAnswer, Verdict, blank, ref, verdict


class Multiple(OptionKind):
    """The answer is the list of the ids ticked.

    The mark is right ticked / right - wrong ticked / wrong, and never less than 0: to tick nothing
    and to tick everything are both worth nothing.
    """

    name, french, example, bracket = "multiple", "multiple", "- [ ] …", "["

    def check(self, draft: Draft, options: tuple[Option, ...]) -> None:
        mend = gettext_noop("Write each on its line: “- [x] right” and “- [ ] wrong”.")
        if not any(option.right for option in options):
            message = gettext_noop("This question has no right option.")
            draft.problems.error(draft.line, 1, message, mend)
        if not any(not option.right for option in options):
            message = gettext_noop("This question has no wrong option: ticking all would do.")
            draft.problems.error(draft.line, 1, message, mend)

    def grade(
        self, public: Mapping[str, Json], key: Mapping[str, Json], answer: Json, values: Values
    ) -> Verdict:
        ticked = _ticked(answer, [option["id"] for option in key["options"]])
        right = right_ids(key)
        if not ticked:
            return blank(right)
        wrong = len(key["options"]) - len(right)
        won = len(ticked.intersection(right))
        fraction = Fraction(won, len(right)) - Fraction(len(ticked) - won, wrong)
        told = [each for each in key["options"] if each["id"] in ticked or each["right"]]
        return verdict(
            max(Fraction(0), fraction),
            tuple(found for each in told for found in ref(each["id"], each)),
            right,
            tuple((each["id"], each["right"] == (each["id"] in ticked)) for each in key["options"]),
        )

    def read_answer(self, form: Form) -> Json:
        # Sorted, for the same ticks to be the same answer in whichever order they are shown.
        return sorted(value for value in form.get("answer", ()) if value) or None


def _ticked(answer: Json, known: list[str]) -> set[str]:
    if answer is None:
        return set()
    if not isinstance(answer, list) or len(answer) > len(known):
        raise InvalidAnswer("a list of options is expected")
    return {id_answer(each, known) for each in answer} - {""}
