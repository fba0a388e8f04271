"""Which students of a course to contact, and why, in a number of queries that never grows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Min, OuterRef, QuerySet, Subquery

from courses.accounts.models import User
from courses.cohorts.models import Membership
from courses.cohorts.schedule import PersonDates
from courses.cohorts.schedule_queries import dates_of_people
from courses.content.models import Course
from courses.progress.contact_answers import ClassAnswers, Notions
from courses.progress.models import LessonProgress
from courses.progress.nameless import CourseQuizzes
from courses.progress.signals import (
    EXAM_WITHIN,
    Signal,
    enough,
    failures,
    inactivity,
    unprepared,
)
from courses.quizzes.models import Attempt, Quiz

SHOWN = 3  # signals of one student in a list
Exams = dict[int, list[tuple[str, datetime]]]


@dataclass(frozen=True)
class Contact:
    """A student with the signals that fired, at least one."""

    user: User
    signals: tuple[Signal, ...]

    @property
    def shown(self) -> tuple[Signal, ...]:
        """Those a list has room for; the student's page has them all."""
        return self.signals[:SHOWN]

    @property
    def more(self) -> int:
        return len(self.signals) - len(self.shown)

    @property
    def codes(self) -> set[str]:
        return {signal.code for signal in self.signals}


def contacts(
    course: Course,
    quizzes: CourseQuizzes,
    people: list[Any],
    notions: Notions,
    asked: set[int],
    now: datetime,
) -> list[Contact]:
    """Whom of `people`, who come from `with_dates`, to contact, most reasons first.

    `notions` are those of each question of the course; `asked` the ones that are asked now. In
    one query, four if there is an exam.
    """
    ids = [user.pk for user in people]
    answers = ClassAnswers(quizzes.told, ids, notions)
    exams = _exams(course, quizzes, people, now)
    acquired = answers.acquired(exams, asked, at_most=enough(len(asked)))
    found = []
    for user in people:
        last = max((at for at in (user.last_visit, user.last_begun) if at), default=None)
        signals = [
            *unprepared(exams.get(user.pk, ()), acquired.get(user.pk, 0), len(asked), now),
            *failures(answers.tries.get(user.pk, ())),
            *inactivity(last, user.joined, now),
        ]
        if signals:
            found.append(Contact(user, tuple(signals)))
    return sorted(found, key=lambda each: -len(each.signals))


def with_dates(course: Course, students: QuerySet[User]) -> QuerySet[Any]:
    """The students by name, with `joined` and what they did last in the course, None for nothing.

    That is their `last_visit`, and when they began an attempt, `last_begun`.
    """
    joined = Membership.objects.filter(
        role=Membership.Role.STUDENT,
        left_at=None,
        cohort__archived_at=None,
        cohort__given__course=course,
    )
    visits = LessonProgress.objects.filter(lesson__course=course)
    begun = Attempt.objects.filter(quiz__course=course).exclude(kind=Attempt.Kind.PREVIEW)
    return students.annotate(
        joined=_of_each(joined, Min("joined_at")),
        last_visit=_of_each(visits, Max("visited_at")),
        last_begun=_of_each(begun, Max("started_at")),
    ).order_by("last_name", "first_name", "identifier")


def _of_each(rows: QuerySet[Any], date: Min | Max) -> Subquery:
    """The first or last date of the rows of each user."""
    own = rows.filter(user=OuterRef("pk")).order_by().values("user")
    return Subquery(own.annotate(at=date).values("at"))


def _exams(course: Course, quizzes: CourseQuizzes, people: list[User], now: datetime) -> Exams:
    """The exams that come soon, of those each person has still to hand in, with their date."""
    exams = [
        quiz
        for quiz in (*quizzes.told, *quizzes.nameless)
        if quiz.kind == Quiz.Kind.EXAM and quiz.is_published and quiz.archived_at is None
    ]
    found: Exams = defaultdict(list)
    if not exams:
        return found
    handed_in = set(
        Attempt.objects.filter(quiz__in=exams, user__in=people, state=Attempt.State.SUBMITTED)
        .exclude(kind=Attempt.Kind.PREVIEW)
        .values_list("user", "quiz")
    )
    for dates, ids in dates_of_people(people, course):
        for quiz in exams:
            at = _next(dates.of(quiz.slug), now)
            if at is None or at > now + EXAM_WITHIN:
                continue
            for pk in ids:
                if (pk, quiz.pk) not in handed_in:
                    found[pk].append((quiz.title, at))
    return found


def _next(dates: PersonDates, now: datetime) -> datetime | None:
    moments = [each.moment for each in (dates.opens, dates.due, dates.closes) if each]
    return min((moment for moment in moments if moment >= now), default=None)
