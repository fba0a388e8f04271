"""Questions as a teacher types them: read, with every problem in the teacher's language."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.content.models import Course
from courses.exchange.formats import QUIZ, READERS
from courses.markup.page import MarkupRefused
from courses.quizzes.actions.authoring import Places, QuestionRefused
from courses.quizzes.cards.making import draft_card
from courses.quizzes.cards.views import QuestionCard
from courses.quizzes.form.conversion import FieldProblem, read_fields
from courses.quizzes.form.rows import Fields
from courses.quizzes.messages import Problem
from courses.quizzes.models import Question
from courses.quizzes.question import QuestionText, QuizFile, QuizText
from courses.quizzes.rendering import render_question
from courses.quizzes.text.reading import read_quiz
from courses.teach.question_words import field_words

MAX_LETTERS = 300_000  # some five hundred questions
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class ProblemView:
    """A problem in words; line and column count from 1.

    `field` is the field of the form that mends it, `where` its name in words, `url` the page that
    mends it otherwise.
    """

    line: int
    column: int
    message: str
    mend: str
    field: str = ""
    where: str = ""
    url: str = ""


@dataclass(frozen=True)
class QuestionsRead:
    """What a text holds, and the text. It may be saved when there is no error."""

    questions: tuple[QuestionText, ...]
    errors: tuple[ProblemView, ...]
    warnings: tuple[ProblemView, ...]
    text: str = ""
    quizzes: tuple[QuizText, ...] = ()

    @property
    def only(self) -> QuestionText | None:
        """The question, when there is exactly one and nothing is wrong."""
        return self.questions[0] if len(self.questions) == 1 and not self.errors else None


def read_questions(course: Course, text: str, *, single: bool = False) -> QuestionsRead:
    """Reads a text for a course; with `single`, anything but one question is an error."""
    if len(text) > MAX_LETTERS:
        return QuestionsRead((), (_too_long(),), (), text)
    file = read_quiz(text.replace("\0", "\ufffd"))  # no database stores a NUL
    errors = [_view(problem) for problem in file.errors]
    named = _Named(course)
    errors += [error for question in file.questions for error in named.misplaced(question)]
    if single and not errors and len(file.questions) != 1:
        errors.append(_not_one(len(file.questions)))
    errors += named.missing(file)
    warnings = [_view(problem) for problem in file.warnings]
    warnings += [warning for question in file.questions for warning in named.unknown(question)]
    return QuestionsRead(file.questions, tuple(errors), tuple(warnings), text, file.quizzes)


def read_import(course: Course, text: str, format_: str) -> QuestionsRead:
    """Reads a file of questions for a course; lines count in the file."""
    if format_ == QUIZ:
        return read_questions(course, text)
    read = READERS[format_](text.replace("\0", "\ufffd"))
    errors = [_view(problem) for problem in read.errors]
    named = _Named(course)
    errors += [error for question in read.questions for error in named.misplaced(question)]
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


def read_form(course: Course, fields: Fields) -> QuestionsRead:
    """Reads the fields of a form for a course; each problem names its field."""
    read = read_fields(fields)
    errors = [_field_view(found) for found in read.errors]
    warnings = [_field_view(found) for found in read.warnings]
    if read.question is None:
        return QuestionsRead((), tuple(errors), tuple(warnings), read.text)
    named = _Named(course)
    errors += [_at("place", problem) for problem in named.misplaced(read.question)]
    warnings += [_at("notion", problem) for problem in named.unknown(read.question)]
    return QuestionsRead((read.question,), tuple(errors), tuple(warnings), read.text)


class _Named:
    """What the questions of one text name, looked up in the course in a fixed number of queries."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._places = Places(course)

    def missing(self, file: QuizFile) -> list[ProblemView]:
        """An error for each question that a quiz asks for and neither file nor course has."""
        wrong = [error for quiz in file.quizzes for error in self.misplaced(quiz)]
        asked = {e.question: quiz for quiz in file.quizzes for e in quiz.entries if e.question}
        written = {question.id for question in file.questions}
        bank = Question.objects.current().filter(course=self._course, slug__in=asked.keys())
        known = written | set(bank.values_list("slug", flat=True)) if asked else written
        return wrong + [
            ProblemView(
                quiz.line,
                1,
                _("There is no question “%(id)s”, which the quiz asks for.") % {"id": name},
                _("Write it in this file, or take its line out of the quiz."),
            )
            for name, quiz in asked.items()
            if name not in known
        ]

    def misplaced(self, question: QuestionText | QuizText) -> list[ProblemView]:
        try:
            self._places.find(question)
        except QuestionRefused as refused:
            return [ProblemView(question.line, 1, refused.message.text(_), "")]
        return []

    def unknown(self, question: QuestionText) -> list[ProblemView]:
        """A warning for each notion that the course's glossary does not have."""
        return [
            ProblemView(
                question.line,
                1,
                _("The glossary of this course has no notion “%(notion)s”.") % {"notion": notion},
                _("Add it to the glossary, or write the name it has there."),
                url=reverse("notions", args=[self._course.slug]),
            )
            for notion in question.notions
            if notion not in self._notions
        ]

    @cached_property
    def _notions(self) -> set[str]:
        return set(self._course.notions.values_list("slug", flat=True))


def _view(problem: Problem) -> ProblemView:
    return ProblemView(problem.line, problem.column, problem.message.text(_), problem.mend.text(_))


def _field_view(found: FieldProblem) -> ProblemView:
    view = _at(found.field, _view(found.problem))
    return replace(view, mend="") if found.of_the_text else view


def _at(field: str, problem: ProblemView) -> ProblemView:
    return replace(problem, field=field, where=field_words(field))


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
