"""The department: cohorts of two programmes and four options, year after year, and their work.

The first cohort is this year's DIC in GLSI, in the midst of its course. The others are its
neighbours, then those of the years before, until there are as many answers as were asked for.
"""

import random
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from typing import Any

from django.db import transaction

from courses.accounts.models import User
from courses.cohorts.actions import give_courses
from courses.cohorts.cohort_actions import Description, create_cohort
from courses.cohorts.models import Cohort
from courses.cohorts.schedule_actions import WallDates, set_dates
from courses.cohorts.wall_time import wall
from courses.content.models import Course, Lesson
from courses.exchange.demonstration import load_course
from courses.exchange.department.answers import AT_ONCE, Asking, Go, Memories
from courses.exchange.department.people import Student, make_students, who_get_to
from courses.progress.models import LessonProgress
from courses.quizzes.models import Question, Quiz

PROGRAMMES = ("DIC", "Master Professionnel")
OPTIONS = ("GLSI", "SRT", "SSI", "IABD")
TIME_ZONE = "Africa/Dakar"
GOES_ON = timedelta(days=70)  # for so long this year's course has been open
LASTS = timedelta(days=120)
YEAR = timedelta(days=365)
EXAM_IN = timedelta(days=5)
EXAM_LASTS = timedelta(hours=2)
PRACTICES = 3  # attempts at each practice quiz
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


@dataclass(frozen=True)
class _Step:
    """What lies at a share of the course: a lesson with its check, or the `number`th go at a quiz.

    The exam comes last, and only to those whose year is over.
    """

    share: float
    lesson: Lesson | None = None
    asking: Asking | None = None
    number: int = 1
    is_exam: bool = False


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
    work = _Work(course, chance)
    made: list[Cohort] = []
    for years_ago, description in _cohorts(now):
        with transaction.atomic():
            cohort = create_cohort(description=description, by=manager, now=now - YEAR * years_ago)
            opened = now - GOES_ON - YEAR * years_ago
            give_courses(cohort=cohort, courses=[course], now=opened, by=manager)
            _set_dates(course, cohort, opened, years_ago, teacher, now)
            year = int(description.year[:4])
            place = len(made) % (len(PROGRAMMES) * len(OPTIONS))
            people = make_students(cohort, students, year, place * students, opened, chance)
            done = work.do(people, opened, years_ago, answers - work.answers)
        made.append(cohort)
        tell(f"{cohort.name}: {students} students, {work.answers} answers so far")
        if not done:
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
    course: Course, cohort: Cohort, opened: datetime, years_ago: int, by: User, now: datetime
) -> None:
    """The course of the cohort, and its exam: to come for this year, sat by the years before."""
    of_course = WallDates(
        opens=wall(opened, TIME_ZONE),
        closes=wall(opened + YEAR * 2, TIME_ZONE),
        time_zone=TIME_ZONE,
    )
    set_dates(course=course, quiz="", dates=of_course, by=by, now=now, cohort=cohort)
    begins = opened + LASTS if years_ago else now + EXAM_IN
    of_exam = WallDates(
        opens=wall(begins, TIME_ZONE),
        closes=wall(begins + EXAM_LASTS, TIME_ZONE),
        time_zone=TIME_ZONE,
    )
    for exam in course.quizzes.filter(kind=Quiz.Kind.EXAM):
        set_dates(course=course, quiz=exam.slug, dates=of_exam, by=by, now=now, cohort=cohort)


class _Work:
    """What cohorts do in a course, one after the other."""

    def __init__(self, course: Course, chance: random.Random) -> None:
        self.steps = list(_steps(course, chance))
        self.memories = Memories(_notions(course))
        self.answers = 0

    def do(self, people: list[Student], opened: datetime, years_ago: int, most: int) -> bool:
        """The work of a cohort, as far as `most` answers reach: whether all of it was done."""
        lasts = LASTS if years_ago else GOES_ON
        target = self.answers + most
        whole = True
        for step in self.steps:
            if step.is_exam and not years_ago:
                continue
            who = who_get_to(people, step.share)
            begun = [(one, one.moment(step.share, opened, lasts)) for one in who]
            ended = self._take(step, begun, target - self.answers)
            if step.lesson is not None:
                _read(step.lesson, begun, ended)
            whole = len(ended) == len(begun)
            if not whole:
                break
        self.memories.store()
        return whole

    def _take(
        self, step: _Step, begun: list[tuple[Student, datetime]], most: int
    ) -> list[datetime]:
        """When each was through with the step, for those whose answers are still wanted."""
        if step.asking is None:
            return [at for _, at in begun]
        goes = [Go(one.user.pk, step.number, at) for one, at in begun]
        taken = step.asking.take(goes, most)
        for go, responses in zip(goes, taken, strict=False):
            self.memories.hear(go.user_id, responses)
            self.answers += len(responses)
        return [responses[-1].released_at for responses in taken if responses[-1].released_at]


def _steps(course: Course, chance: random.Random) -> Iterator[_Step]:
    """The lessons in reading order, each section's quiz after it, then practice, then the exam."""
    quizzes = list(course.quizzes.filter(is_published=True, archived_at=None))
    asking: defaultdict[Any, list[Asking]] = defaultdict(list)
    for quiz in quizzes:
        asking[quiz.kind, quiz.lesson_id or quiz.section_id].append(Asking(quiz, chance))
    found: list[dict[str, Any]] = []
    lessons = list(Lesson.objects.published().filter(course=course).in_reading_order())
    for lesson, after in zip(lessons, [*lessons[1:], None], strict=True):
        found += [{"lesson": lesson, "asking": next(iter(asking["check", lesson.pk]), None)}]
        if after is None or after.section_id != lesson.section_id:
            found += [{"asking": each} for each in asking["section", lesson.section_id]]
    for number in range(1, PRACTICES + 1):
        found += [{"asking": each, "number": number} for each in asking["practice", None]]
    found += [{"asking": each, "is_exam": True} for each in asking["exam", None]]
    for place, step in enumerate(found):
        yield _Step(share=place / len(found), **step)


def _notions(course: Course) -> dict[int, list[int]]:
    notions: defaultdict[int, list[int]] = defaultdict(list)
    tagged = Question.objects.filter(course=course, notions__isnull=False)
    for question, notion in tagged.values_list("pk", "notions"):
        notions[question].append(notion)
    return dict(notions)


def _read(lesson: Lesson, begun: list[tuple[Student, datetime]], ended: list[datetime]) -> None:
    LessonProgress.objects.bulk_create(
        (
            LessonProgress(user=one.user, lesson=lesson, visited_at=done or at, completed_at=done)
            for (one, at), done in _with_ends(begun, ended)
        ),
        batch_size=AT_ONCE,
    )


def _with_ends(
    begun: list[tuple[Student, datetime]], ended: list[datetime]
) -> Iterator[tuple[tuple[Student, datetime], datetime | None]]:
    """Each with when they were done, None for those who have the lesson open."""
    for place, each in enumerate(begun):
        yield each, ended[place] if place < len(ended) else None
