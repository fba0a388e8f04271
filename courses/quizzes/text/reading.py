"""Reads questions written as text (`.quiz.md`).

Every error is gathered in one pass, with its line, its column and a way to mend it.
"""

from bisect import bisect_left

from courses.quizzes.messages import Problems, gettext_noop
from courses.quizzes.question import QuestionText, QuizFile, QuizText
from courses.quizzes.text.item_writing import review
from courses.quizzes.text.lines import HEADING, Block, read_lines, split_blocks
from courses.quizzes.text.question_blocks import is_question_heading, read_question
from courses.quizzes.text.quiz_blocks import read_quiz_block

LONGEST_FILE = 2_000_000


def read_quiz(text: str, *, name: str = "") -> QuizFile:
    """The questions and quizzes of `text`, and everything wrong with it.

    `name` is the title of a file that has none. Never fails, whatever the text.
    """
    reader = _FileReader()
    if len(text) > LONGEST_FILE:
        reader.problems.error(
            1,
            1,
            gettext_noop("This file is longer than {most} characters."),
            gettext_noop("Cut it into several files."),
            most=LONGEST_FILE,
        )
    else:
        lines = read_lines(text, reader.problems)
        for block in split_blocks(lines, is_question_heading, reader.problems):
            reader.take(block)
    return reader.done(name)


class _FileReader:
    """Takes the blocks of a file one by one."""

    def __init__(self) -> None:
        self.problems = Problems()
        self._title = ""
        self._questions: list[tuple[Block, QuestionText]] = []
        self._quizzes: list[tuple[Block, QuizText]] = []
        self._lines: dict[tuple[int, str], int] = {}

    def take(self, block: Block) -> None:
        """Read one block."""
        if block.level == 3:
            question = read_question(block, self.problems)
            if question and self._is_new(block, question.id):
                self._questions.append((block, question))
        elif block.level == 2:
            quiz = read_quiz_block(block, self.problems)
            if quiz and self._is_new(block, quiz.id):
                self._quizzes.append((block, quiz))
        else:
            self._take_title(block)

    def done(self, name: str) -> QuizFile:
        """What was read, without the questions and quizzes in which an error stands."""
        wrong = sorted(problem.line for problem in self.problems.errors)
        questions = tuple(each for block, each in self._questions if _is_sound(block, wrong))
        quizzes = tuple(each for block, each in self._quizzes if _is_sound(block, wrong))
        for question in questions:
            review(question, self.problems)
        self.problems.sort()
        errors, warnings = tuple(self.problems.errors), tuple(self.problems.warnings)
        return QuizFile(self._title or name, questions, quizzes, errors, warnings)

    def _take_title(self, block: Block) -> None:
        found = HEADING.match(block.head.text)
        if found and (self._title or self._lines):
            self.problems.error(
                block.head.number,
                1,
                gettext_noop("A title stands here, but the file has begun."),
                gettext_noop("Keep one “# title”, on the first line."),
            )
        elif found:
            self._title = (found[2] or "").strip()
        if stray := next((line for line in block.lines if line.text), None):
            self.problems.error(
                stray.number,
                1,
                gettext_noop("This text belongs to no question."),
                gettext_noop("Start a question above it with “### choix my-id”, or delete it."),
            )

    def _is_new(self, block: Block, id_: str) -> bool:
        known = self._lines.setdefault((block.level, id_), block.head.number)
        if known != block.head.number:
            self.problems.error(
                block.head.number,
                block.head.text.rfind(id_) + 1,
                gettext_noop("The id “{id}” is already that of line {line}."),
                gettext_noop("Give this one an id of its own."),
                id=id_,
                line=known,
            )
        return known == block.head.number


def _is_sound(block: Block, wrong: list[int]) -> bool:
    last = block.lines[-1].number if block.lines else block.head.number
    place = bisect_left(wrong, block.head.number)
    return place == len(wrong) or wrong[place] > last
