"""Questions as a teacher types them: read, with every problem in the teacher's language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.content.models import Course, Lesson
from courses.exchange.formats import QUIZ, READERS
from courses.markup.page import MarkupRefused
from courses.quizzes.actions.authoring import QuestionRefused, find_place
from courses.quizzes.card_making import draft_card
from courses.quizzes.cards import QuestionCard
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.messages import Problem
from courses.quizzes.question import QuestionText
from courses.quizzes.rendering import render_question
from courses.quizzes.text_format import read_quiz

MAX_LETTERS = 300_000  # some five hundred questions
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class ProblemView:
    """A problem in words; line and column count from 1."""

    line: int
    column: int
    message: str
    mend: str


@dataclass(frozen=True)
class QuestionsRead:
    """What a text holds. It may be saved when there is no error."""

    questions: tuple[QuestionText, ...]
    errors: tuple[ProblemView, ...]
    warnings: tuple[ProblemView, ...]

    @property
    def only(self) -> QuestionText | None:
        """The question, when there is exactly one and nothing is wrong."""
        return self.questions[0] if len(self.questions) == 1 and not self.errors else None


def read_questions(course: Course, text: str, *, single: bool = False) -> QuestionsRead:
    """Reads a text for a course; with `single`, anything but one question is an error."""
    if len(text) > MAX_LETTERS:
        return QuestionsRead((), (_too_long(),), ())
    file = read_quiz(text.replace("\0", "\ufffd"))  # no database stores a NUL
    errors = [_view(problem) for problem in file.errors]
    errors += [error for question in file.questions for error in _misplaced(course, question)]
    if single and not errors and len(file.questions) != 1:
        errors.append(_not_one(len(file.questions)))
    warnings = tuple(_view(problem) for problem in file.warnings)
    return QuestionsRead(file.questions, tuple(errors), warnings)


def read_import(course: Course, text: str, format_: str) -> QuestionsRead:
    """Reads a file of questions for a course; lines count in the file."""
    if format_ == QUIZ:
        return read_questions(course, text)
    read = READERS[format_](text.replace("\0", "\ufffd"))
    errors = [_view(problem) for problem in read.errors]
    errors += [error for question in read.questions for error in _misplaced(course, question)]
    if len(read.questions) > MOST_AT_ONCE:
        errors.append(_too_many(read.questions[MOST_AT_ONCE].line))
    return QuestionsRead(read.questions, tuple(errors), tuple(map(_view, read.warnings)))


def card_of(course: Course, read: QuestionsRead) -> QuestionCard | None:
    """The question as a student would meet it; None while something is wrong with it."""
    if read.only is None:
        return None
    try:
        return draft_card(read.only, render_question(course, read.only))
    except MarkupRefused:
        return None


def model_text(kind: str, lesson: Lesson | None) -> str:
    """A first text of a kind, to be written over; the lesson is filled in."""
    models = {
        "choice": _(
            "Write the question here.\n"
            "- (x) the right answer\n  > why it is right\n"
            "- ( ) a wrong answer\n  > why it is not"
        ),
        "multiple": _(
            "Write the question here.\n"
            "- [x] a right answer\n- [x] another right answer\n"
            "- [ ] a wrong answer\n  > why it is not"
        ),
        "true-false": _("Write a statement here.\n= vrai\n> si faux : why it is true"),
        "short": _(
            "Write the question here.\n"
            "= the answer | another way to say it\n"
            "≠ a frequent mistake > what to tell who makes it"
        ),
    }
    body = models.get(kind, models["choice"])
    place = f"leçon: {lesson.slug} · " if lesson else ""
    french = KINDS[kind].french if kind in models else "choix"
    return f"### {french} q-1\n{place}objectif: V1.1 · bloom: comprendre\n{body}\n"


def _view(problem: Problem) -> ProblemView:
    return ProblemView(problem.line, problem.column, problem.message.text(_), problem.mend.text(_))


def _misplaced(course: Course, question: QuestionText) -> list[ProblemView]:
    try:
        find_place(course, question)
    except QuestionRefused as refused:
        return [ProblemView(question.line, 1, refused.message.text(_), "")]
    return []


def _too_long() -> ProblemView:
    message = _("This text is longer than %(count)d characters.") % {"count": MAX_LETTERS}
    return ProblemView(1, 1, message, _("Cut it into several files and import them one by one."))


def _too_many(line: int) -> ProblemView:
    message = _("At most %(most)d questions are imported at once.") % {"most": MOST_AT_ONCE}
    return ProblemView(line, 1, message, _("Cut the file here and import the rest afterwards."))


def _not_one(count: int) -> ProblemView:
    message = _("There is no question here.") if not count else _("There are several questions.")
    mend = (
        _("Begin with ### and a kind, for example “### choix my-id”.")
        if not count
        else _("Keep one, or use “Import questions” for many.")
    )
    return ProblemView(1, 1, message, mend)
