"""`choix`: one right option among several."""

from collections.abc import Mapping
from fractions import Fraction

from courses.quizzes.kinds.base import Draft, Form, Json, Values, first, id_answer
from courses.quizzes.kinds.options import Option, OptionKind, right_ids
from courses.quizzes.messages import gettext_noop
from courses.quizzes.verdict import Verdict, blank, ref, verdict


class Choice(OptionKind):
    """The answer is the id of an option."""

    name, french, example, bracket = "choice", "choix", "- ( ) …", "("

    def check(self, draft: Draft, options: tuple[Option, ...]) -> None:
        right = [option for option in options if option.right]
        if len(options) < 2:
            draft.problems.error(
                draft.line,
                1,
                gettext_noop("This question has fewer than two options."),
                gettext_noop("Write each on its line: “- (x) right” and “- ( ) wrong”."),
            )
        elif not right:
            draft.problems.error(
                options[0].line,
                1,
                gettext_noop("No option is marked as right."),
                gettext_noop("Write (x) in front of the right one."),
            )
        for extra in right[1:]:
            draft.problems.error(
                extra.line,
                1,
                gettext_noop("A second option is marked as right; the first is on line {line}."),
                gettext_noop("Keep one (x), or make the question a “multiple” with [x]."),
                line=right[0].line,
            )

    def grade(
        self, public: Mapping[str, Json], key: Mapping[str, Json], answer: Json, values: Values
    ) -> Verdict:
        options = {option["id"]: option for option in key["options"]}
        chosen, right = id_answer(answer, options), right_ids(key)[0]
        if not chosen:
            return blank(right)
        won = chosen == right
        return verdict(Fraction(won), ref(chosen, options[chosen]), right, ((chosen, won),))

    def read_answer(self, form: Form) -> Json:
        return first(form, "answer")
