"""Which students of a course to contact, and why, in a number of queries that never grows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery

from courses.accounts.models import User
from courses.cohorts.models import Membership
from courses.cohorts.schedule import PersonDates
from courses.cohorts.schedule_queries import dates_of_people
from courses.content.models import Course
from courses.progress.mastery import ACQUIRED, Answer, mastery
from courses.progress.models import LessonProgress
from courses.progress.signals import Signal, Tries, failures, inactivity, unprepared
from courses.quizzes.analysis.queries import standing_marks
from courses.quizzes.models import Attempt, Mark, Quiz

Exams = dict[int, list[tuple[str, datetime]]]


@dataclass(frozen=True)
class Contact:
    """A student with the signals that fired, at least one."""

    user: User
    signals: tuple[Signal, ...]


@dataclass(frozen=True)
class _Work:
    """Of one student: when they last began an attempt, and the exams they handed in."""

    last: datetime
    handed_in: frozenset[int]


def contacts(
    course: Course, students: QuerySet[User], notions: set[int], now: datetime
) -> list[Contact]:
    """Whom to contact, most reasons first; `notions` are those that are asked in the course.

    In three queries, seven if there is an exam.
    """
    people = list(_with_dates(course, students))
    ids = [user.pk for user in people]
    work = _work(course, ids)
    tries = _tries(course, ids)
    exams = _exams(course, people, work, now)
    acquired = _acquired(course, list(exams), notions)
    found = []
    for user in people:
        begun = work[user.pk].last if user.pk in work else None
        last = max((at for at in (user.last_visit, begun) if at), default=None)
        signals = [
            *unprepared(exams.get(user.pk, ()), acquired.get(user.pk, 0), len(notions), now),
            *failures(tries.get(user.pk, ())),
            *inactivity(last, user.joined, now),
        ]
        if signals:
            found.append(Contact(user, tuple(signals)))
    return sorted(found, key=lambda each: -len(each.signals))


def _with_dates(course: Course, students: QuerySet[User]) -> Iterable[Any]:
    visits = LessonProgress.objects.filter(user=OuterRef("pk"), lesson__course=course)
    joined = Membership.objects.filter(
        user=OuterRef("pk"),
        role=Membership.Role.STUDENT,
        left_at=None,
        cohort__archived_at=None,
        cohort__given__course=course,
    )
    return students.annotate(
        last_visit=Subquery(
            visits.order_by().values("user").annotate(at=Max("visited_at")).values("at")
        ),
        joined=Subquery(
            joined.order_by().values("user").annotate(at=Min("joined_at")).values("at")
        ),
    ).order_by("last_name", "first_name", "identifier")


def _work(course: Course, ids: list[int]) -> dict[int, _Work]:
    rows = (
        Attempt.objects.filter(user__in=ids, quiz__course=course)
        .exclude(kind=Attempt.Kind.PREVIEW)
        .order_by()
        .values_list("user", "quiz")
        .annotate(last=Max("started_at"), done=Count("pk", filter=Q(state=Attempt.State.SUBMITTED)))
    )
    last: dict[int, datetime] = {}
    handed_in: defaultdict[int, set[int]] = defaultdict(set)
    for user, quiz, at, count in rows:
        last[user] = max(at, last.get(user, at))
        if count:
            handed_in[user].add(quiz)
    return {user: _Work(at, frozenset(handed_in[user])) for user, at in last.items()}


def _marks(course: Course, ids: list[int]) -> QuerySet[Mark]:
    """The marks that stand of what these people answered about notions, previews apart."""
    attempts = Attempt.objects.filter(user__in=ids, quiz__course=course)
    return standing_marks(attempts.exclude(kind=Attempt.Kind.PREVIEW)).filter(
        response__released_at__isnull=False, response__question__notions__isnull=False
    )


def _tries(course: Course, ids: list[int]) -> dict[int, list[Tries]]:
    """An answer fails that won under half of its points."""
    wrong = Q(out_of__gt=F("points") * 2)  # a division of whole numbers loses its rest
    rows = (
        _marks(course, ids)
        .values_list("response__attempt__user", "response__question__notions__term")
        .annotate(
            wrong=Count("pk", filter=wrong),
            last_wrong=Max("response__released_at", filter=wrong),
            last_right=Max("response__released_at", filter=~wrong),
        )
    )
    found: defaultdict[int, list[Tries]] = defaultdict(list)
    for user, *tries in rows.order_by("response__question__notions__term"):
        found[user].append(Tries(*tries))
    return found


def _exams(course: Course, people: list[User], work: dict[int, _Work], now: datetime) -> Exams:
    """The exams each person has still to hand in, with the date that comes next."""
    quizzes = list(course.quizzes.filter(kind=Quiz.Kind.EXAM, is_published=True, archived_at=None))
    found: Exams = defaultdict(list)
    if not quizzes:
        return found
    for dates, ids in dates_of_people(people, course):
        for quiz in quizzes:
            at = _next(dates.of(quiz.slug), now)
            if at is None:
                continue
            for pk in ids:
                if pk not in work or quiz.pk not in work[pk].handed_in:
                    found[pk].append((quiz.title, at))
    return found


def _next(dates: PersonDates, now: datetime) -> datetime | None:
    moments = [each.moment for each in (dates.opens, dates.due, dates.closes) if each]
    return min((moment for moment in moments if moment >= now), default=None)


def _acquired(course: Course, ids: list[int], notions: set[int]) -> dict[int, int]:
    """How many of the notions each person has acquired, by the rule of `mastery`."""
    if not ids:
        return {}
    rows = _marks(course, ids).values_list(
        "response__attempt__user",
        "response__question__notions",
        "response__question",
        "response__released_at",
        "points",
        "out_of",
        "response__hints_seen",
        "response__revision__bloom",
        "response__attempt__kind",
    )
    answers: defaultdict[tuple[int, int], list[Answer]] = defaultdict(list)
    for user, notion, question, at, points, out_of, hints, bloom, kind in rows:
        if notion in notions and at is not None:
            answers[user, notion].append(
                Answer(question, at, points >= out_of, hints > 0, bloom, kind == "review")
            )
    found: dict[int, int] = defaultdict(int)
    for (user, _), given in answers.items():
        found[user] += mastery(given).state == ACQUIRED
    return found
