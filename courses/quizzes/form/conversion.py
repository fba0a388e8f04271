"""A question as the flat fields of a form, and those fields as a text of the question format.

`text_format.read_quiz(from_fields(to_fields(question)))` gives an equal question. Fields that make
no question still make a text, whose problems lead back to the field each comes from.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from courses.quizzes.form.problems import field_of
from courses.quizzes.form.rows import Fields, first, is_blank, row_fields, rows_of
from courses.quizzes.form.shapes import SHAPES, line
from courses.quizzes.formulas import write_decimal
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.messages import Problem, Problems, gettext_noop
from courses.quizzes.question import QuestionText, QuizFile
from courses.quizzes.text import words
from courses.quizzes.text.attributes import RANGE
from courses.quizzes.text.question_blocks import layout_of
from courses.quizzes.text.reading import read_quiz
from courses.quizzes.text.writing import (
    entry_lines,
    hint_word,
    note_lines,
    stem_lines,
    write_question,
)

FIRST_KIND = "choice"


@dataclass(frozen=True)
class FieldProblem:
    """A problem, and the name of the field it comes from.

    `of_the_text`: it is mended by a line of text that is missing, where a form has a field.
    """

    field: str
    problem: Problem
    of_the_text: bool = False


@dataclass(frozen=True)
class FieldsRead:
    """What fields say: a text, the question if nothing is wrong, and all that is."""

    text: str
    question: QuestionText | None
    errors: tuple[FieldProblem, ...]
    warnings: tuple[FieldProblem, ...]


def to_fields(question: QuestionText) -> dict[str, list[str]]:
    """The fields of a question: lists of values by name."""
    kind = KINDS[question.kind]
    said = question.points != kind.points(question.body)
    anchor = f"#{question.anchor}" if question.anchor else ""
    place = f"lesson:{question.lesson}{anchor}" if question.lesson else ""
    if question.section is not None:
        place = f"section:{question.section}"
    hints = [
        {"text": hint.text, "cost": write_decimal(hint.cost) if hint.cost else ""}
        for hint in question.hints
    ]
    ranges = [
        {
            "name": each.name,
            "low": write_decimal(each.low),
            "high": write_decimal(each.high),
            "step": write_decimal(each.step),
        }
        for each in question.ranges
    ]
    return {
        "kind": [question.kind],
        "id": [question.id],
        "place": [place],
        "objective": [question.objective or ""],
        "bloom": [question.bloom or ""],
        "points": [write_decimal(question.points) if said else ""],
        "notion": list(question.notions),
        "fixed": ["1"] if question.fixed_order else [],
        "figure": [question.figure or ""],
        "stem": [kind.stem(question.stem, question.body)],
        "explanation": [question.explanation],
        **row_fields("hint", hints),
        **row_fields("range", ranges),
        **SHAPES[question.kind].fields(question.body),
    }


def from_fields(fields: Fields) -> str:
    """The text of the question that `fields` make, canonical if nothing is wrong with it."""
    return read_fields(fields).text


def read_fields(fields: Fields) -> FieldsRead:
    """The question that `fields` make, or everything wrong with them. Never fails."""
    written = _write(clean(fields))
    file = read_quiz(written.text())
    found = _problems(file.errors + tuple(written.problems.errors), written)
    question = _only(file) if not found else None
    text = write_question(question) if question else written.text()
    question = replace(question, source=text.strip("\n")) if question else None
    return FieldsRead(text, question, found, _problems(file.warnings, written))


def clean(fields: Fields) -> dict[str, list[str]]:
    """`fields` with one sign for the end of a line, and nothing that no database stores."""
    return {
        name: [
            value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
            for value in values
        ]
        for name, values in fields.items()
    }


def kind_of(fields: Fields) -> str:
    """The kind that `fields` name, or the first if they name none."""
    kind = first(fields, "kind")
    return kind if kind in SHAPES else FIRST_KIND


@dataclass
class _Written:
    """Lines, and the name of the field each comes from."""

    kind: str
    lines: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)

    def add(self, name: str, lines: Sequence[str]) -> None:
        self.lines += lines
        self.places += [name] * len(lines)

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def _only(file: QuizFile) -> QuestionText | None:
    return file.questions[0] if len(file.questions) == 1 else None


def _problems(problems: Sequence[Problem], written: _Written) -> tuple[FieldProblem, ...]:
    found = []
    for problem in problems:
        place = written.places[min(problem.line, len(written.places)) - 1]
        name = field_of(problem, place, written.kind)
        found.append(FieldProblem(name, problem, place == "id" and name != "id"))
    return tuple(found)


def _write(fields: Fields) -> _Written:
    name = kind_of(fields)
    kind, shape, written = KINDS[name], SHAPES[name], _Written(name)
    layout = layout_of(kind)
    written.add("id", [f"### {kind.french} {line(first(fields, 'id'))}".rstrip()])
    for place, text in _attributes(fields):
        written.add(place, [text])
    _add_ranges(written, fields)
    written.add("stem", stem_lines(first(fields, "stem"), layout))
    for place, entry in shape.entries(fields):
        written.add(place, entry_lines(entry, layout))
    _add_notes(written, fields)
    return written


def _attributes(fields: Fields) -> Iterator[tuple[str, str]]:
    """Each attribute on a line of its own, so that a problem leads to its field."""
    home, _, where = line(first(fields, "place")).partition(":")
    level = first(fields, "bloom")
    values = {
        "place": where,
        "objective": line(first(fields, "objective")),
        "bloom": words.BLOOM[level][0] if level in words.BLOOM else line(level),
        "points": line(first(fields, "points")),
        "notion": ", ".join(line(each) for each in fields.get("notion", ()) if line(each)),
        "fixed": words.FIXED[0] if first(fields, "fixed") else "",
        "figure": line(first(fields, "figure")),
    }
    names = {"place": home, "notion": "notions", "fixed": "order"}
    for place, value in values.items():
        name = names.get(place, place)
        if value and name in words.ATTRIBUTES:
            yield place, f"{words.ATTRIBUTES[name][0]}: {value}"


def _add_ranges(written: _Written, fields: Fields) -> None:
    for number, row in enumerate(rows_of(fields, "range")):
        if is_blank(row):
            continue
        name, low, high, step = (line(row[each]) for each in ("name", "low", "high", "step"))
        text = f"{name} ∈ {low}..{high}" + (f" pas {step}" if step else "")
        written.add(f"range-{number}-name", [text])
        if not RANGE.fullmatch(text):  # the format would take it for the stem
            written.problems.error(
                len(written.lines),
                1,
                gettext_noop("This range cannot be read."),
                gettext_noop("Write “x ∈ 2..9”, or “x ∈ 10..50 pas 5”, the smaller number first."),
            )


def _add_notes(written: _Written, fields: Fields) -> None:
    if written.kind == "true-false":
        for place, name in (("iftrue", "true"), ("iffalse", "false")):
            if text := first(fields, place).strip("\n"):
                written.add(place, note_lines(words.NOTES[name][0], text))
    for number, row in enumerate(rows_of(fields, "hint")):
        if not is_blank(row):
            cost = line(row["cost"]).replace("(", "").replace(")", "")
            written.add(f"hint-{number}-text", note_lines(hint_word(cost), row["text"]))
    if text := first(fields, "explanation"):
        written.add("explanation", note_lines(words.NOTES["explanation"][0], text))
