"""The demonstration: the course that ships, three people to sign in as, and a cohort.

Everything is made through the same actions as in a browser. Names are invented; what the
students have read and answered is drawn from a fixed seed, so that it is the same everywhere.
"""

import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from courses.accounts.models import User
from courses.cohorts.actions import enrol_student, give_courses
from courses.cohorts.cohort_actions import Description, create_cohort
from courses.cohorts.models import Cohort
from courses.content.models import Course, Lesson
from courses.exchange.demonstration_answers import believable_answer
from courses.exchange.demonstration_gradebook import make_gradebook
from courses.exchange.demonstration_quizzes import (
    grant_more_time,
    set_exam_dates,
    take_section_quizzes,
)
from courses.exchange.folder.archive import read_directory
from courses.exchange.folder.importing import import_folder
from courses.exchange.folder.reading import read_folder
from courses.progress.actions import finish_lesson, record_visit
from courses.progress.check_actions import answer_check, check_attempt
from courses.quizzes.cards.queries import check_cards
from courses.quizzes.models import Attempt

MATERIAL = Path(settings.BASE_DIR, "courses", "material", "virtualisation")
FAR = 9  # lessons after which a student has tried quizzes too
COHORT = Description(
    name="DIC 2 – GLSI, 2026-2027",
    time_zone="Africa/Dakar",
    programme="DIC",
    option="GLSI",
    year="2026-2027",
)
STUDENTS = [
    ("20240112", "Awa", "Diop"),
    ("20240118", "Mamadou", "Ndiaye"),
    ("20240123", "Khady", "Fall"),
    ("20240131", "Cheikh", "Gueye"),
    ("20240145", "Aminata", "Sow"),
    ("20240152", "Ibrahima", "Sarr"),
    ("20240160", "Ndeye", "Faye"),
    ("20240177", "Ousseynou", "Mbaye"),
    ("20240183", "Marième", "Cissé"),
    ("20240190", "Pape", "Seck"),
    ("20240204", "Sokhna", "Thiam"),
    ("20240211", "Alioune", "Kane"),
]


@dataclass(frozen=True)
class SignIn:
    """How to enter as one of the demonstration's people."""

    role: str
    identifier: str
    password: str


def make_demonstration(now: datetime) -> list[SignIn]:
    """Makes everything that is missing; the passwords are returned only when they are made."""
    if User.objects.filter(identifier=STUDENTS[0][0]).exists():
        return []
    teacher, teacher_sign_in = _person("fatou.diagne", "Fatou", "Diagne", is_teacher=True)
    manager, manager_sign_in = _person("moussa.camara", "Moussa", "Camara", is_manager=True)
    course = load_course(teacher, now)
    cohort = create_cohort(description=COHORT, by=manager, now=now)
    give_courses(cohort=cohort, courses=[course], now=now, by=manager)
    student_sign_in = _students(cohort, course, now)
    grant_more_time(student=User.objects.get(identifier=STUDENTS[1][0]), teacher=teacher, now=now)
    make_gradebook(course=course, teacher=teacher, now=now)
    return [
        SignIn("student", *student_sign_in),
        SignIn("teacher", *teacher_sign_in),
        SignIn("administrator", *manager_sign_in),
    ]


def _person(
    identifier: str, first_name: str, last_name: str, **roles: bool
) -> tuple[User, tuple[str, str]]:
    password = secrets.token_urlsafe(9)
    person = User.objects.create_user(
        identifier, password, first_name=first_name, last_name=last_name, **roles
    )
    return person, (identifier, password)


def load_course(teacher: User, now: datetime) -> Course:
    """The course that ships, with all of its questions, published."""
    folder = read_folder(read_directory(MATERIAL))
    course = import_folder(folder=folder, course=None, user=teacher, now=now)
    set_exam_dates(course=course, teacher=teacher, now=now)
    return course


def _students(cohort: Cohort, course: Course, now: datetime) -> tuple[str, str]:
    """Enrols the class; the first student, whose sign-in is returned, is half-way."""
    lessons = list(
        Lesson.objects.published()
        .filter(course=course)
        .in_reading_order()
        .select_related("published", "course", "section__chapter")
    )
    chance = random.Random(2026)  # noqa: S311 - a believable class, not a secret
    sign_in = ("", "")
    for rank, (identifier, first_name, last_name) in enumerate(STUDENTS):
        if rank == 0:
            student, sign_in = _person(identifier, first_name, last_name)
        else:
            student = User.objects.create_user(
                identifier, first_name=first_name, last_name=last_name
            )
        enrol_student(cohort=cohort, user=student, now=now - timedelta(days=21))
        read = 7 if rank == 0 else chance.choice([0, 2, 4, 6, 9, 12, 15, 18, len(lessons)])
        for lesson, at in zip(lessons[:read], _evenings(chance, now, read), strict=True):
            _read(student, lesson, at, chance, stops=lesson is lessons[read - 1])
        if read >= FAR:
            take_section_quizzes(course=course, student=student, chance=chance, now=now)
    return sign_in


def _evenings(chance: random.Random, now: datetime, count: int) -> Iterator[datetime]:
    """`count` moments of reading over the last three weeks, in order."""
    ages = sorted((chance.uniform(0.2, 20) for _ in range(count)), reverse=True)
    return (now - timedelta(days=age) for age in ages)


def _read(
    student: User, lesson: Lesson, at: datetime, chance: random.Random, *, stops: bool
) -> None:
    """Opens a lesson and, unless the student stops there, answers its check or finishes it."""
    record_visit(user=student, lesson=lesson, place="", now=at)
    if stops or lesson.published is None or lesson.published.is_empty:
        return
    if not check_cards(lesson=lesson, user=student):
        finish_lesson(user=student, lesson=lesson, now=at)
        return
    attempt = check_attempt(user=student, lesson=lesson, kind=Attempt.Kind.PRACTICE, now=at)
    for response in attempt.responses.select_related("revision__answer_key"):
        answer = believable_answer(response.revision, response.values, chance)
        answer_check(
            user=student,
            lesson=lesson,
            question_id=response.question_id,
            answer=answer,
            operation=None,
            kind=Attempt.Kind.PRACTICE,
            now=at,
        )
