"""Which field of a question's form a problem of its text comes from."""

from collections.abc import Mapping

from courses.quizzes.messages import Problem

# Problems said of the whole question, at its heading; other ones of the heading are of the answers.
_OF_THE_QUESTION: Mapping[str, str] = {
    "This question has no stem.": "stem",
    "This question has no gap.": "stem",
    "The stem asks by a negation, which is easily overlooked.": "stem",
    "“{word}” in a statement gives away that it is false.": "stem",
    "This question says no objective.": "objective",
    "This question says no Bloom level.": "bloom",
    "This question has no figure to select in, or an unknown one.": "figure",
    "The criteria add up to {sum} points, the question to {points}.": "points",
}
_ANSWERS: Mapping[str, str] = {
    "choice": "option-0-text",
    "multiple": "option-0-text",
    "true-false": "truth",
    "numeric": "number-0-value",
    "short": "accepted-0-text",
    "matching": "pair-0-left",
    "ordering": "item-0-text",
    "cloze": "stem",
    "hotspot": "accepted-0-text",
    "output": "accepted-0-text",
    "open": "criterion-0-points",
}
# Problems said of a row, at its first field, that another of its fields mends.
_IN_A_ROW: Mapping[str, str] = {
    "This wrong answer has no feedback.": "feedback",
    "This option has no feedback.": "feedback",
    "This number has no tolerance, or one that cannot be read.": "tolerance",
    "These units do not convert into one another: {units}.": "units",
    "“{unit}” is no unit known here: it is compared as a word.": "units",
    "“{cost}” is no cost.": "cost",
    "This hint costs more than the question is worth.": "cost",
}


def field_of(problem: Problem, place: str, kind: str) -> str:
    """The field that mends `problem`, which stands on a line that field `place` wrote."""
    template = problem.message.template
    if place == "id":
        if problem.column > 1:
            return "id"
        if kind == "true-false" and template == "The wrong answer has no feedback.":
            return "iftrue" if problem.mend.params.get("word") == "si vrai" else "iffalse"
        return _OF_THE_QUESTION.get(template, _ANSWERS[kind])
    column = _IN_A_ROW.get(template)
    return f"{place.rpartition('-')[0]}-{column}" if column and "-" in place else place
