"""What a teacher wants to know of a class in the morning: to take up again, to mark, to contact.

Everything is read of the given students alone: the cost grows with them, not with the site.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.safestring import SafeString

from courses.accounts.models import User
from courses.content.models import Course, Lesson, Notion
from courses.progress.contact_queries import Contact, contacts
from courses.quizzes.analysis.course import (
    AnalysedQuestion,
    by_question,
    measure,
    option_html,
    rights,
)
from courses.quizzes.analysis.queries import AnswerRow, answer_rows, revisions_read_alike
from courses.quizzes.analysis.statistics import TICKED_KINDS, Sums, facility, option_uses
from courses.quizzes.marks.anonymous import to_mark
from courses.quizzes.models import Question, QuestionRevision
from courses.quizzes.text.stems import stem_text

NOTIONS = 3  # to take up again
FEWEST_ANSWERS = 5  # under so many first answers, nothing is said of a notion


@dataclass(frozen=True)
class WrongChoice:
    """The wrong option that most people chose, to which question, and how many did."""

    stem: str
    option: SafeString
    count: int


@dataclass(frozen=True)
class ToTakeUp:
    """A notion with the share of points (`percent`) that `answers` first answers won."""

    notion: Notion
    percent: int
    answers: int
    wrong: WrongChoice | None
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True)
class ToMark:
    """The answers to one question of one quiz that wait; `oldest` was handed in first."""

    question: int
    stem: str
    quiz: str
    quiz_title: str
    count: int
    oldest: datetime


@dataclass(frozen=True)
class Morning:
    notions: tuple[ToTakeUp, ...]
    contacts: list[Contact]
    to_mark: tuple[ToMark, ...]
    doubtful: tuple[AnalysedQuestion, ...]


@dataclass(frozen=True)
class _Asked:
    """A question with what is read today, and the first answers given to that text."""

    question: Question
    revision: QuestionRevision
    rows: list[AnswerRow]

    @property
    def sums(self) -> Sums:
        return sum((row.sums for row in self.rows), Sums())

    @property
    def key(self) -> Any:
        ticked = self.revision.kind in TICKED_KINDS
        return self.revision.answer_key.key if ticked else None


def morning(course: Course, students: QuerySet[User], now: datetime) -> Morning:
    """The four blocks of the page, in at most twelve queries."""
    asked = _asked(course, students)
    current = [each for each in asked.values() if each.question.archived_at is None]
    about: defaultdict[Notion, list[_Asked]] = defaultdict(list)
    for each in current:
        for notion in each.question.notions.all() if each.question.published_id else ():
            about[notion].append(each)
    return Morning(
        notions=_to_take_up(about),
        contacts=contacts(
            course,
            students,
            {pk: each.question.notions.all() for pk, each in asked.items()},
            {notion.pk for notion in about},
            now,
        ),
        to_mark=_to_mark(course, students, asked),
        doubtful=tuple(row for each in current if (row := _analysed(each)).measures.doubts),
    )


def _asked(course: Course, students: QuerySet[User]) -> dict[int, _Asked]:
    read_alike = revisions_read_alike(course.pk)
    first = Q(quiz__course=course, user__in=students.order_by().values("pk"))
    rows = by_question(row for row in answer_rows(first, answers="ticked"))
    questions = (
        Question.objects.filter(course=course, newest__isnull=False)
        .select_related("published__answer_key", "newest__answer_key", "lesson")
        .prefetch_related("notions")
    )
    found = {}
    for question in questions:
        revision = question.published or question.newest
        assert revision is not None
        alike = [row for row in rows[question.pk] if row.revision in read_alike]
        found[question.pk] = _Asked(question, revision, alike)
    return found


def _to_take_up(about: dict[Notion, list[_Asked]]) -> tuple[ToTakeUp, ...]:
    found = []
    for notion, asked in about.items():
        sums = sum((each.sums for each in asked), Sums())
        share = facility(sums)
        if share is None or sums.answers < FEWEST_ANSWERS or share == 1:
            continue
        lessons = {
            each.question.lesson.pk: each.question.lesson for each in asked if each.question.lesson
        }
        found.append(
            ToTakeUp(
                notion, round(100 * share), sums.answers, _wrong(asked), tuple(lessons.values())
            )
        )
    return tuple(sorted(found, key=lambda each: (each.percent, each.notion.slug))[:NOTIONS])


def _wrong(asked: list[_Asked]) -> WrongChoice | None:
    most, most_asked = None, None
    for each in asked:
        answers = ((row.answer, row.sums) for row in each.rows)
        for use in option_uses(rights(each.key), answers) if each.key else ():
            if not use.right and use.chosen > (most.chosen if most else 0):
                most, most_asked = use, each
    if most is None or most_asked is None:
        return None
    option = option_html(most_asked.revision, most.id)
    return WrongChoice(stem_text(most_asked.revision), option, most.chosen)


def _analysed(each: _Asked) -> AnalysedQuestion:
    alike = {row.revision for row in each.rows}
    measures = measure(each.revision, each.key, each.rows, alike, Counter())
    return AnalysedQuestion(each.question, each.revision.kind, stem_text(each.revision), measures)


def _to_mark(
    course: Course, students: QuerySet[User], asked: dict[int, _Asked]
) -> tuple[ToMark, ...]:
    quiz = "response__attempt__quiz__"
    rows = (
        to_mark(students.order_by())
        .filter(response__question__course=course)
        .values_list("response__question", f"{quiz}slug", f"{quiz}title")
        .annotate(Count("pk"), oldest=Min("response__attempt__submitted_at"))
        .order_by("oldest", "response__question", f"{quiz}slug")
    )
    return tuple(
        ToMark(question, stem_text(asked[question].revision), slug, title, count, oldest)
        for question, slug, title, count, oldest in rows
    )
