"""What a teacher wants to know of a class in the morning: to take up again, to mark, to contact.

Everything is read of the given students alone: the cost grows with them, not with the site.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.html import format_html
from django.utils.safestring import SafeString

from courses.accounts.models import User
from courses.content.models import Course, Lesson, Notion
from courses.progress.contact_queries import Contact, contacts, with_dates
from courses.progress.nameless import CourseQuizzes, quizzes_of
from courses.quizzes.analysis.course import (
    AnalysedQuestion,
    by_question,
    measure,
    option_html,
    rights,
)
from courses.quizzes.analysis.mistakes import Mistake, mistakes
from courses.quizzes.analysis.queries import AnswerRow, answer_rows, revisions_read_alike
from courses.quizzes.analysis.statistics import TICKED_KINDS, Sums, facility, option_uses
from courses.quizzes.marks.anonymous import first_handed_in, to_mark
from courses.quizzes.models import Question, QuestionRevision
from courses.quizzes.text.stems import stem_text

NOTIONS = 3  # to take up again
_OF_QUIZ = ("pk", "slug", "title", "marks_anonymously")
FEWEST_ANSWERS = 5  # under so many first answers, nothing is said of a notion


@dataclass(frozen=True)
class WrongAnswer:
    """The wrong answer that most people gave, to which question, and how many did."""

    stem: str
    answer: SafeString
    count: int


@dataclass(frozen=True)
class ToTakeUp:
    """A notion with the share of points (`percent`) that `answers` first answers won."""

    notion: Notion
    percent: int
    answers: int
    lessons: tuple[Lesson, ...]
    asked: Sequence["_Asked"]

    @cached_property
    def wrong(self) -> WrongAnswer | None:
        """The commonest wrong answer to any question about it."""
        found = [wrong for each in self.asked if (wrong := each.wrong())]
        return max(found, key=lambda wrong: wrong.count, default=None)


@dataclass(frozen=True)
class ToMark:
    """The answers to one question of one quiz that wait, since when.

    `oldest` of them was handed in; where they are marked without names (`nameless`), the first of
    the quiz was.
    """

    question: int
    stem: str
    quiz: str
    quiz_title: str
    count: int
    oldest: datetime
    nameless: bool


@dataclass(frozen=True)
class Morning:
    """`has_nameless`: whether a quiz of the course is being marked without names."""

    notions: tuple[ToTakeUp, ...]
    contacts: list[Contact]
    to_mark: tuple[ToMark, ...]
    doubtful: tuple[AnalysedQuestion, ...]
    has_nameless: bool


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
        return self.revision.answer_key.key

    @property
    def is_ticked(self) -> bool:
        return self.revision.kind in TICKED_KINDS

    def wrong(self) -> WrongAnswer | None:
        """The commonest, chosen or typed."""
        answers = [(row.answer, row.sums) for row in self.rows]
        stem = stem_text(self.revision)
        if self.is_ticked:
            uses = [use for use in option_uses(rights(self.key), answers) if not use.right]
            most = max(uses, key=lambda use: use.chosen, default=None)
            if most is None or not most.chosen:
                return None
            return WrongAnswer(stem, option_html(self.revision, most.id), most.chosen)
        given = ((answer, sums.answers) for answer, sums in answers if answer is not None)
        for mistake in mistakes(self.revision.kind, self.revision.public, self.key, given):
            return WrongAnswer(stem, _in_words(mistake, self.revision.kind), mistake.count)
        return None


def morning(course: Course, students: QuerySet[User], now: datetime) -> Morning:
    """The four blocks of the page, in at most thirteen queries.

    The students are read first, and known by their ids from then on: a database that knows how
    many they are finds their answers among all others.
    """
    people = list(with_dates(course, students))
    ids = [user.pk for user in people]
    quizzes = quizzes_of(course)
    asked = _asked(course, quizzes, ids)
    current = [each for each in asked.values() if each.question.archived_at is None]
    notions = {pk: list(each.question.notions.all()) for pk, each in asked.items()}
    about: defaultdict[Notion, list[_Asked]] = defaultdict(list)
    for each in current:
        for notion in notions[each.question.pk] if each.question.published_id else ():
            about[notion].append(each)
    return Morning(
        notions=_to_take_up(about),
        contacts=contacts(
            course,
            quizzes,
            people,
            notions,
            {notion.pk for notion in about},
            now,
        ),
        to_mark=_to_mark(course, ids, asked),
        doubtful=tuple(row for each in current if (row := _analysed(each)).measures.doubts),
        has_nameless=bool(quizzes.nameless),
    )


def _asked(course: Course, quizzes: CourseQuizzes, students: list[int]) -> dict[int, _Asked]:
    read_alike = revisions_read_alike(course.pk)
    first = Q(quiz__in=quizzes.told, user__in=students)
    rows = by_question(row for row in answer_rows(first, answers="all"))
    shown = Coalesce("question__published", "question__newest")
    revisions = (
        QuestionRevision.objects.filter(question__course=course, pk=shown)
        .select_related("answer_key", "question__lesson")
        .prefetch_related("question__notions")
        .order_by("question")
    )
    found = {}
    for revision in revisions:
        question = revision.question
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
            ToTakeUp(notion, round(100 * share), sums.answers, tuple(lessons.values()), asked)
        )
    return tuple(sorted(found, key=lambda each: (each.percent, each.notion.slug))[:NOTIONS])


def _in_words(mistake: Mistake, kind: str) -> SafeString:
    """What was given, with what it was given for; of an order, what was put before what."""
    parts = (mistake.text, mistake.place) if kind == "ordering" else (mistake.place, mistake.text)
    return format_html("{}", " → ".join(part for part in parts if part))


def _analysed(each: _Asked) -> AnalysedQuestion:
    alike = {row.revision for row in each.rows}
    key = each.key if each.is_ticked else None
    measures = measure(each.revision, key, each.rows, alike, Counter())
    return AnalysedQuestion(each.question, each.revision.kind, stem_text(each.revision), measures)


def _to_mark(course: Course, students: list[int], asked: dict[int, _Asked]) -> tuple[ToMark, ...]:
    rows = list(
        to_mark(students)
        .filter(question__course=course)
        .values_list("question", *(f"attempt__quiz__{each}" for each in _OF_QUIZ))
        .annotate(Count("pk"), oldest=Min("attempt__submitted_at"))
    )
    since = first_handed_in({quiz for _, quiz, _, _, hidden, *_ in rows if hidden}, students)
    found = (
        ToMark(
            question,
            stem_text(asked[question].revision),
            slug,
            title,
            count,
            since.get(quiz, oldest),
            hidden,
        )
        for question, quiz, slug, title, hidden, count, oldest in rows
    )
    return tuple(sorted(found, key=lambda each: (each.oldest, each.question, each.quiz)))
