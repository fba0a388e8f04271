"""The formats questions come in and go out by, under the names the command and the pages use."""

from collections.abc import Mapping, Sequence

from courses.exchange.aiken import read_aiken, write_aiken
from courses.exchange.decoding import decoded
from courses.exchange.gift_reader import read_gift
from courses.exchange.gift_writer import write_gift
from courses.exchange.moodle_reader import read_moodle_xml
from courses.exchange.moodle_writer import write_moodle_xml
from courses.exchange.question_file import Exported, FileRefused, Imported, Reader, Writer
from courses.quizzes.messages import Message, Problem, gettext_noop
from courses.quizzes.question import QuestionText
from courses.quizzes.text.reading import read_quiz
from courses.quizzes.text.writing import write_question

QUIZ, GIFT, AIKEN, MOODLE = "quiz.md", "gift", "aiken", "moodle-xml"


def read_own(text: str) -> Imported:
    """The questions of a file of this site's own format; its quizzes are told as left behind."""
    file = read_quiz(text)
    left = tuple(
        Problem(
            quiz.line,
            1,
            Message(
                gettext_noop("The quiz “{id}” is no question: it is left out."), {"id": quiz.id}
            ),
            Message(gettext_noop("Import this file on the page of the bank, which keeps it.")),
        )
        for quiz in file.quizzes
    )
    warnings = sorted((*file.warnings, *left), key=lambda each: (each.line, each.column))
    return Imported(file.questions, file.errors, tuple(warnings))


def write_own(questions: Sequence[QuestionText]) -> Exported:
    """The questions in this site's own format, which says everything."""
    return Exported("\n".join(write_question(each) for each in questions), ())


READERS: Mapping[str, Reader] = {
    QUIZ: read_own,
    GIFT: read_gift,
    AIKEN: read_aiken,
    MOODLE: read_moodle_xml,
}
WRITERS: Mapping[str, Writer] = {
    QUIZ: write_own,
    GIFT: write_gift,
    MOODLE: write_moodle_xml,
    AIKEN: write_aiken,
}
SUFFIXES: Mapping[str, str] = {
    ".quiz.md": QUIZ,
    ".md": QUIZ,
    ".gift": GIFT,
    ".gift.txt": GIFT,
    ".aiken": AIKEN,
    ".aiken.txt": AIKEN,
    ".xml": MOODLE,
}
EXTENSIONS: Mapping[str, str] = {
    QUIZ: ".quiz.md",
    GIFT: ".gift",
    MOODLE: ".xml",
    AIKEN: ".aiken.txt",
}


def format_of(name: str, text: str = "") -> str | None:
    """The format of a file by the end of its name; a bare `.txt`, by what it says."""
    found = next((SUFFIXES[end] for end in SUFFIXES if name.lower().endswith(end)), None)
    return found or (guessed(text) if name.lower().endswith(".txt") else None)


def guessed(text: str) -> str | None:
    """The format that `text` looks like, None if it looks like none."""
    lines = [line.strip() for line in text.splitlines()[:2000]]
    if text.lstrip("\ufeff \n").startswith(("<?xml", "<quiz")):
        return MOODLE
    if any(line.startswith("### ") for line in lines):
        return QUIZ
    if any(line.startswith("ANSWER:") for line in lines):
        return AIKEN
    return GIFT if any("{" in line or line.startswith("::") for line in lines) else None


def read_bytes(source: bytes, format_: str) -> Imported:
    """The questions of a file; one that is too large or no text is rejected, with its reason."""
    try:
        text = decoded(source, xml=format_ == MOODLE)
    except FileRefused as refused:
        return Imported((), (refused.problem,), ())
    return READERS[format_](text)
