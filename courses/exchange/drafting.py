"""A question on its way in from another format: what it lost, and its form here."""

import re
from collections.abc import Iterable, Sized
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from courses.exchange.question_file import Imported
from courses.exchange.tags import read_tags
from courses.quizzes.messages import Message, Problem, Problems, gettext_noop
from courses.quizzes.question import Hint, QuestionText
from courses.quizzes.text.layout import tidy
from courses.quizzes.text.lines import read_lines, split_blocks
from courses.quizzes.text.question_blocks import is_question_heading, read_question
from courses.quizzes.text.writing import write_question
from courses.slides.slugs import slugify

MOST_QUESTIONS = 2000
MOST_ERRORS = 100
MOST_SIGNS = 60_000
MOST_ANSWERS = 200
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_TAG = re.compile(r"<[^<>]*>")
_MENDING = gettext_noop("Check the question once it is imported.")


@dataclass
class Incoming:
    """One question being read from line `line`; losses and errors go to `problems`."""

    line: int
    problems: Problems
    column: int = 1
    name: str = ""  # its id if it can be one, else the id is made from it
    stem: str = ""
    kind: str = ""
    body: Any = None
    points: Decimal = Decimal(1)
    fixed_order: bool = False
    hints: list[str] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def wrong(self, template: str, mend: str, /, line: int = 0, **params: str | int) -> None:
        """Note an error; the question is not kept."""
        column = 1 if line else self.column
        self.problems.error(line or self.line, column, template, mend, **params)

    def lost(self, template: str, mend: str = _MENDING, /, line: int = 0, **params: Any) -> None:
        """Note what the question leaves behind."""
        column = 1 if line else self.column
        self.problems.warn(line or self.line, column, template, mend, **params)

    def has_too_many(self, answers: Sized) -> bool:
        """Whether there are more answers than any question here takes; notes it."""
        if len(answers) > MOST_ANSWERS:
            self.wrong(
                gettext_noop("This question has more than {most} answers."),
                gettext_noop("Cut the question in two."),
                most=MOST_ANSWERS,
            )
        return len(answers) > MOST_ANSWERS

    def explain(self, feedback: str, line: int = 0) -> None:
        """Keep the feedback of a right answer, which has none here, in the explanation."""
        if feedback and feedback not in self.explanation:
            self.explanation.append(feedback)
            self.lost(
                gettext_noop("A right answer of this kind has no feedback of its own."),
                gettext_noop("It now stands in the explanation."),
                line,
            )


class Arrivals:
    """Gathers the questions of a file, gives each an id of its own, and settles their texts."""

    def __init__(self) -> None:
        self.problems = Problems()
        self._questions: list[QuestionText] = []
        self._ids: set[str] = set()
        self._next: dict[str, int] = {}
        self._begun = self._signs = 0

    def begin(self, line: int, text: str = "") -> bool:
        """Whether the question at `line`, made of `text`, is read: no file takes forever."""
        self._begun += 1
        self._signs += sum(map(text.count, "=~#<&"))
        message, mend, most = "", gettext_noop("Cut it into several files."), 0
        if len(self.problems.errors) >= MOST_ERRORS:
            message = gettext_noop("After {most} errors the rest of the file is not read.")
            mend, most = gettext_noop("Mend these first; is the format the right one?"), MOST_ERRORS
        elif self._begun > MOST_QUESTIONS:
            message = gettext_noop("This file has more than {most} questions.")
            most = MOST_QUESTIONS
        elif self._signs > MOST_SIGNS:
            message = gettext_noop("This file has more than {most} answers and tags.")
            most = MOST_SIGNS
        if message:
            self.problems.error(line, 1, message, mend, most=most)
        return not message

    def add(self, incoming: Incoming, *, sound: bool = True) -> None:
        """Take a question in, unless it is not `sound` or cannot stand here."""
        if not sound or incoming.body is None:
            return
        if not incoming.stem.strip():
            incoming.wrong(
                gettext_noop("This question has no stem."),
                gettext_noop("Write what is asked before its answers."),
            )
            return
        settled = _settled(self._question(incoming), incoming)
        if settled:
            self._questions.append(settled)

    def done(self) -> Imported:
        """Everything gathered; a file without a question says so."""
        if not self._questions and not self.problems.errors:
            self.problems.error(
                1,
                1,
                gettext_noop("No question of this file can be imported."),
                gettext_noop("Check that the file is of the format chosen."),
            )
        self.problems.sort()
        errors, warnings = tuple(self.problems.errors), tuple(self.problems.warnings)
        return Imported(tuple(self._questions), errors, warnings)

    def _question(self, incoming: Incoming) -> QuestionText:
        tagged = read_tags(incoming.tags)
        if tagged.unknown:
            incoming.lost(
                gettext_noop("Tags without a meaning here are left out: {tags}."),
                gettext_noop("lesson:…, objective:…, bloom:… and notion:… would be kept."),
                tags=", ".join(tagged.unknown)[:200],
            )
        return QuestionText(
            id=self._id(incoming),
            kind=incoming.kind,
            stem=incoming.stem,
            body=incoming.body,
            points=incoming.points,
            fixed_order=incoming.fixed_order,
            hints=tuple(Hint(tidy(text)) for text in incoming.hints if tidy(text)),
            explanation=tidy("\n\n".join(incoming.explanation)),
            line=incoming.line,
            **tagged.fields,
        )

    def _id(self, incoming: Incoming) -> str:
        name = incoming.name
        wanted = (
            name
            if _ID.fullmatch(name)
            else slugify(name or _TAG.sub(" ", incoming.stem[:200])[:80], "question")
        )
        found = wanted
        while found in self._ids:
            self._next[wanted] = self._next.get(wanted, 1) + 1
            suffix = f"-{self._next[wanted]}"
            found = wanted[: 80 - len(suffix)] + suffix
        self._ids.add(found)
        return found


def _settled(question: QuestionText, incoming: Incoming) -> QuestionText | None:
    """The question as its own text is read again: what is stored is what was shown."""
    problems, text = Problems(), write_question(question)
    blocks = split_blocks(read_lines(text, problems), is_question_heading, problems)[1:]
    read = read_question(blocks[0], problems) if len(blocks) == 1 else None
    _pass_on(problems.errors, incoming.problems.errors, incoming)
    if read is None and not problems.errors:
        incoming.wrong(
            gettext_noop("This question cannot be written as text here."),
            gettext_noop("Shorten or simplify it."),
        )
    return replace(read, line=incoming.line) if read and not problems.errors else None


def _pass_on(found: Iterable[Problem], into: list[Problem], incoming: Incoming) -> None:
    """Problems of the text made here, said of the line the question came from."""
    for problem in found:
        message = problem.message
        if "line" in message.params:
            message = Message(gettext_noop("Two texts of this question are the same."))
        into.append(replace(problem, line=incoming.line, column=incoming.column, message=message))
