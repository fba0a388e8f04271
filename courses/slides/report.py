"""A tree as the values that `read_deck --json` prints."""

from collections.abc import Callable, Sequence

from courses.slides.tree import DeckRefused, DeckTree, Drop, LessonNode, Lines, Message, Problem

Json = dict[str, object]
Say = Callable[[Message], str]


def as_json(tree: DeckTree, html_of: Callable[[LessonNode], str], *, say: Say = str) -> Json:
    """What an import would make of a deck. `html_of` serves a lesson, `say` translates.

    Lessons, recap slides, metadata and drops together account for every line of the source.
    """
    return {
        "outcome": "import",
        "error": "",
        "title": tree.title,
        "author": tree.author,
        "warnings": [_problem(p, say) for p in tree.warnings],
        "sections": [
            {
                "title": section.title,
                "slug": section.slug,
                "implicit": section.implicit,
                "lines": _lines(section.lines),
                "lessons": [_lesson(lesson, html_of) for lesson in section.lessons],
            }
            for section in tree.sections
        ],
        "metadata_lines": _lines(tree.metadata_lines),
        "drops": [_drop(d, say) for d in tree.drops],
    }


def refusal_as_json(refused: DeckRefused, *, say: Say = str) -> Json:
    """What is printed for a deck that cannot be imported."""
    warnings: Sequence[Json] = []
    return {
        "outcome": "reject",
        "error": say(refused.message),
        "title": "",
        "author": "",
        "warnings": warnings,
        "sections": [],
    }


def _lesson(lesson: LessonNode, html_of: Callable[[LessonNode], str]) -> Json:
    return {
        "title": lesson.title,
        "slug": lesson.slug,
        "points": lesson.points,
        "nested": lesson.nested,
        "missing_figure": lesson.missing_figure,
        "text": lesson.text,
        "code": list(lesson.code),
        "maths": list(lesson.maths),
        "tables": _lines(lesson.tables),
        "lines": _lines(lesson.lines),
        "html": html_of(lesson),
    }


def _problem(problem: Problem, say: Say) -> Json:
    return {"line": problem.line, "message": say(problem.message)}


def _drop(drop: Drop, say: Say) -> Json:
    reason = say(drop.reason)
    return {"lines": [[drop.first, drop.last]], "text": drop.text, "reason": reason}


def _lines(pairs: Lines) -> list[list[int]]:
    return [list(pair) for pair in pairs]
