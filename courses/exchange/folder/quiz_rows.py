"""The questions and quizzes of a course's files, written through the actions of the bank."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import NoReturn

from django.utils.translation import gettext as _

from courses.accounts.models import User
from courses.content.messages import translated
from courses.content.models import Course, Lesson, Section
from courses.content.titles import typeset
from courses.exchange.folder.format import (
    CourseFolder,
    FileProblem,
    FolderRefused,
    QuizSettings,
)
from courses.markup.page import MarkupRefused
from courses.quizzes.actions.authoring import QuestionRefused, publish_question, save_question
from courses.quizzes.actions.quiz_items import replace_items
from courses.quizzes.actions.quiz_text import save_quiz_text
from courses.quizzes.actions.quizzes import lesson_check, section_quiz, set_published
from courses.quizzes.models import Question, Quiz, QuizItem
from courses.quizzes.question import QuestionText
from courses.quizzes.text.reading import read_quiz


def save_questions(
    course: Course,
    folder: CourseFolder,
    local: Callable[[str], str],
    user: User,
    now: datetime,
) -> None:
    """Every question, published or as a draft; raises FolderRefused.

    Unless the files say which quiz asks it, a question goes where it belongs by itself.
    """
    for read in folder.questions:
        text = _localised(read, local)
        by_itself = not folder.complete and text.id not in folder.placed_by_hand
        question = _saved(course, text, user, now)
        if question.published_id == question.newest_id:
            continue
        try:
            publish_question(question=question, now=now, in_its_quiz=by_itself)
        except QuestionRefused as refused:
            _refuse("questions", text.line, f"{text.id}: {refused.message.text(_)}")
    for read in folder.drafts:
        _saved(course, _localised(read, local), user, now)


def _localised(text: QuestionText, local: Callable[[str], str]) -> QuestionText:
    source = local(text.source)
    return text if source == text.source else read_quiz(source).questions[0]


def _saved(course: Course, text: QuestionText, user: User, now: datetime) -> Question:
    try:
        return save_question(course=course, text=text, author=user, now=now).question
    except QuestionRefused as refused:
        _refuse("questions", text.line, f"{text.id}: {refused.message.text(_)}")
    except MarkupRefused as refused:
        _refuse("questions", text.line, f"{text.id}: {translated(refused.message)}")


def save_quizzes(course: Course, folder: CourseFolder) -> None:
    """The quizzes written as text, then those with settings. Raises FolderRefused."""
    for text in folder.quiz_texts:
        try:
            quiz = save_quiz_text(course=course, text=text)
        except QuestionRefused as refused:
            _refuse("questions", text.line, f"{text.id}: {refused.message.text(_)}")
        set_published(quiz=quiz, published=True)
    for said in folder.quizzes:
        _save_quiz(course, said)


def _save_quiz(course: Course, said: QuizSettings) -> None:
    quiz = _row(course, said)
    taken = course.quizzes.filter(slug=said.slug).exclude(pk=quiz.pk).exists()
    if not taken:
        quiz.slug = said.slug
    quiz.title = typeset(said.title)
    quiz.is_published = said.published
    for name, value in said.settings.items():
        setattr(quiz, name, Decimal(value) if name == "try_cost" else value)
    quiz.save()
    replace_items(quiz=quiz, items=_items(course, said))


def _row(course: Course, said: QuizSettings) -> Quiz:
    """The quiz that is there already, or a new one."""
    if said.lesson is not None:
        lesson = Lesson.objects.current().filter(course=course, slug=said.lesson).first()
        return lesson_check(lesson) if lesson else _lost(said, said.lesson)
    if said.section is not None:
        sections = Section.objects.filter(chapter__course=course, archived_at=None)
        rows = list(sections.order_by("chapter__position", "position"))
        if not 1 <= said.section <= len(rows):
            _lost(said, str(said.section))
        return section_quiz(rows[said.section - 1])
    quiz = course.quizzes.filter(slug=said.slug, kind=said.kind).first()
    return quiz or Quiz(course=course, kind=said.kind, slug=said.slug)


def _items(course: Course, said: QuizSettings) -> list[QuizItem]:
    questions = {question.slug: question for question in course.questions.filter(archived_at=None)}
    return [
        QuizItem(question=questions.get(name) or _lost(said, name))
        if name is not None
        else QuizItem(filters=[list(pair) for pair in filters], count=count)
        for name, filters, count in said.items
    ]


def _lost(said: QuizSettings, what: str) -> NoReturn:
    raise FolderRefused((FileProblem("quizzes.json", 0, "quiz", f"{said.slug}: {what}"),))


def _refuse(file: str, line: int, about: str) -> NoReturn:
    raise FolderRefused((FileProblem(file, line, "question", about),))
