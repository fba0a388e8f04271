"""Questions read, as the values `read_quiz --json` prints."""

from collections.abc import Callable, Mapping
from typing import Any

from courses.exchange.question_file import Imported
from courses.quizzes.formulas import write_decimal
from courses.quizzes.kinds.gaps import Gap
from courses.quizzes.kinds.numbers import write_expected
from courses.quizzes.messages import Message, Problem
from courses.quizzes.question import QuestionText

Json = dict[str, Any]
Say = Callable[[Message], str]


def as_json(read: Imported, *, say: Say) -> Json:
    """The outcome of an import, its problems in the language of `say`, and its questions."""
    return {
        "outcome": read.outcome,
        "errors": [_problem(each, say) for each in read.errors],
        "warnings": [_problem(each, say) for each in read.warnings],
        "questions": [question_json(each) for each in read.questions],
    }


def question_json(question: QuestionText) -> Json:
    """One question: its options in the order of the author, and what is right."""
    options, key = _PARTS[question.kind](question.body)
    points = question.points
    return {
        "id": question.id,
        "kind": question.kind,
        "stem": question.stem,
        "options": options,
        "key": key,
        "points": int(points) if points == int(points) else float(points),
        "tags": {
            "lesson": question.lesson,
            "objective": question.objective,
            "bloom": question.bloom,
            "notions": list(question.notions),
        },
    }


def _problem(problem: Problem, say: Say) -> Json:
    return {
        "line": problem.line,
        "column": problem.column,
        "message": say(problem.message),
        "mend": say(problem.mend),
    }


def _options(body: Any) -> tuple[list[str], list[int]]:
    texts = [option.text for option in body.options]
    return texts, [place for place, option in enumerate(body.options) if option.right]


def _pairs(body: Any) -> tuple[dict[str, list[str]], list[list[int]]]:
    rights = body.rights()
    options = {"left": [pair.left for pair in body.pairs], "right": rights}
    return options, [[n, rights.index(pair.right)] for n, pair in enumerate(body.pairs)]


def _gap(gap: Gap) -> list[str]:
    return [write_expected(gap.number)] if gap.number else list(gap.texts)


_PARTS: Mapping[str, Callable[[Any], tuple[Any, list[Any]]]] = {
    "choice": _options,
    "multiple": _options,
    "true-false": lambda body: ([], ["true" if body.true else "false"]),
    "numeric": lambda body: ([], [write_expected(each) for each in body.accepted]),
    "short": lambda body: ([], list(body.accepted)),
    "output": lambda body: ([], list(body.accepted)),
    "hotspot": lambda body: ([], list(body.accepted)),
    "matching": _pairs,
    "ordering": lambda body: (list(body.items), list(range(len(body.items)))),
    "cloze": lambda body: ([], [_gap(gap) for gap in body.gaps]),
    "open": lambda body: (
        [],
        [f"{write_decimal(each.points)} : {each.text}" for each in body.criteria],
    ),
}
