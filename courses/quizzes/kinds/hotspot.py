"""`zone`: a part of a figure to select."""

from courses.quizzes.kinds.base import Draft
from courses.quizzes.kinds.rules import Answers
from courses.quizzes.kinds.texts import TextKind
from courses.quizzes.messages import gettext_noop
from courses.quizzes.normalise import Likeness


class Hotspot(TextKind):
    """The answer is the `#id` of a part of the figure."""

    name, french, example = "hotspot", "zone", "= id-de-la-zone"

    def read(self, draft: Draft) -> Answers | None:
        if not draft.figure:
            draft.problems.error(
                draft.line,
                1,
                gettext_noop("This question has no figure to select in."),
                gettext_noop("Add a line such as “figure: pile:type2” under the heading."),
            )
        return super().read(draft)

    def likeness(self, given: str, accepted: str) -> Likeness:
        return "same" if given == accepted else "other"
