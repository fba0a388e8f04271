"""The department: cohorts of two programmes and four options, year after year, and their work.

The first cohort is this year's DIC in GLSI, in the midst of its course. The others are its
neighbours, then those of the years before, until there are as many answers as were asked for.
"""

import random
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from typing import Any

from django.db import transaction

from courses.accounts.models import User
from courses.cohorts.actions import give_courses
from courses.cohorts.cohort_actions import Description, archive_cohort, create_cohort
from courses.cohorts.models import Cohort
from courses.cohorts.schedule_actions import WallDates, set_dates
from courses.cohorts.wall_time import wall
from courses.content.models import Course
from courses.exchange.demonstration import load_course
from courses.exchange.demonstration_gradebook import count_quizzes
from courses.exchange.department.marking import Marker
from courses.exchange.department.people import make_students
from courses.exchange.department.work import GOES_ON, LASTS, Work
from courses.quizzes.models import Quiz

PROGRAMMES = ("DIC", "Master Professionnel")
OPTIONS = ("GLSI", "SRT", "SSI", "IABD")
TIME_ZONE = "Africa/Dakar"
YEAR = timedelta(days=365)
# When this year's exam comes: soon to a class that is through with the course.
EXAM_IN = {True: timedelta(days=5), False: timedelta(days=40)}
EXAM_LASTS = timedelta(hours=2)
TEACHER, MANAGER = "seynabou.sarr", "abdoulaye.gueye"

Tell = Callable[[str], object]


class DepartmentExists(Exception):
    """It was made already."""


@dataclass(frozen=True)
class Made:
    """What there is now; the passwords are those of a teacher and of an administrator."""

    course: Course
    cohort: Cohort
    cohorts: int
    students: int
    answers: int
    passwords: tuple[tuple[str, str], ...]


def make_department(
    *, students: int, answers: int, seed: int, now: datetime, tell: Tell = lambda line: None
) -> Made:
    """`students` in each cohort, and cohorts until there are `answers`, or just under.

    In an empty database the same numbers, seed and moment make the same rows, but for passwords.
    `tell` hears of each cohort. Raises DepartmentExists.
    """
    if User.objects.filter(identifier=TEACHER).exists():
        raise DepartmentExists
    chance = random.Random(seed)  # noqa: S311 - believable people, not a secret
    with transaction.atomic():
        teacher = _staff(TEACHER, "Seynabou", "Sarr", is_teacher=True)
        manager = _staff(MANAGER, "Abdoulaye", "Gueye", is_manager=True)
        course = load_course(teacher, now)
        count_quizzes(course=course, teacher=teacher, now=now)
    work = Work(course, Marker(teacher, now, chance), chance)
    made: list[Cohort] = []
    for years_ago, description in _cohorts(now):
        with transaction.atomic():
            cohort = create_cohort(description=description, by=manager, now=now - YEAR * years_ago)
            opened = now - GOES_ON - YEAR * years_ago
            give_courses(cohort=cohort, courses=[course], now=opened, by=manager)
            year = int(description.year[:4])
            place = len(made) % (len(PROGRAMMES) * len(OPTIONS))
            people = make_students(cohort, students, year, place * students, opened, chance)
            plan = work.plan(people, opened, years_ago, answers)
            exam_at = opened + LASTS if years_ago else now + EXAM_IN[plan.is_whole]
            _set_dates(course, cohort, opened, exam_at, teacher, now)
            work.do(people, plan)
            if years_ago:
                archive_cohort(cohort=cohort, by=manager, now=opened + YEAR)
        made.append(cohort)
        tell(f"{cohort.name}: {students} students, {work.answers} answers so far")
        if not plan.is_whole or work.answers >= answers:
            break
    return Made(
        course,
        made[0],
        len(made),
        students * len(made),
        work.answers,
        tuple((person.identifier, _new_password(person)) for person in (teacher, manager)),
    )


def _staff(identifier: str, first_name: str, last_name: str, **roles: Any) -> User:
    return User.objects.create_user(identifier, first_name=first_name, last_name=last_name, **roles)


def _new_password(person: User) -> str:
    password = secrets.token_urlsafe(9)
    person.set_password(password)
    person.save(update_fields=["password"])
    return password


def _cohorts(now: datetime) -> Iterator[tuple[int, Description]]:
    """How many years ago, and what the cohort is called: without end."""
    years_ago = 0
    while True:
        began = (now - GOES_ON - YEAR * years_ago).year
        year = f"{began}-{began + 1}"
        for programme, option in product(PROGRAMMES, OPTIONS):
            name = f"{programme} – {option}, {year}"
            yield years_ago, Description(name, TIME_ZONE, programme, option, year)
        years_ago += 1


def _set_dates(
    course: Course, cohort: Cohort, opened: datetime, exam_at: datetime, by: User, now: datetime
) -> None:
    """The course of the cohort, and its exam."""
    of_course = WallDates(
        opens=wall(opened, TIME_ZONE),
        closes=wall(opened + YEAR * 2, TIME_ZONE),
        time_zone=TIME_ZONE,
    )
    set_dates(course=course, quiz="", dates=of_course, by=by, now=now, cohort=cohort)
    of_exam = WallDates(
        opens=wall(exam_at, TIME_ZONE),
        closes=wall(exam_at + EXAM_LASTS, TIME_ZONE),
        time_zone=TIME_ZONE,
    )
    for exam in course.quizzes.filter(kind=Quiz.Kind.EXAM):
        set_dates(course=course, quiz=exam.slug, dates=of_exam, by=by, now=now, cohort=cohort)
