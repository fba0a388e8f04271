"""The demonstration's quizzes: an exam to come, and attempts that wait for marking."""

import random
from datetime import datetime, timedelta
from decimal import Decimal

from courses.accounts.models import User
from courses.cohorts.schedule_actions import WallDates, set_accommodation, set_dates
from courses.cohorts.wall_time import wall
from courses.content.models import Course
from courses.exchange.demonstration_answers import believable_answer
from courses.progress.attempt_actions import submit_and_record
from courses.quizzes.actions.answers import save_response
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.models import Attempt, Quiz

TIME_ZONE = "Africa/Dakar"
EXAM_IN = timedelta(days=10)
EXAM_LASTS = timedelta(hours=2)
MORE_TIME = Decimal("1.33")


def set_exam_dates(*, course: Course, teacher: User, now: datetime) -> None:
    """The exam that ships is sat in ten days."""
    exam = course.quizzes.get(kind=Quiz.Kind.EXAM)
    opens = (now + EXAM_IN).replace(hour=9, minute=0)
    dates = WallDates(
        opens=wall(opens, TIME_ZONE),
        closes=wall(opens + EXAM_LASTS, TIME_ZONE),
        time_zone=TIME_ZONE,
    )
    set_dates(course=course, quiz=exam.slug, dates=dates, by=teacher, now=now)


def grant_more_time(*, student: User, teacher: User, now: datetime) -> None:
    """A third more time in every quiz."""
    set_accommodation(user=student, time_factor=MORE_TIME, extra_attempts=0, by=teacher, now=now)


def take_section_quizzes(
    *, course: Course, student: User, chance: random.Random, now: datetime
) -> None:
    """The student has handed in the quizzes of one or two sections, some days ago."""
    quizzes = list(course.quizzes.filter(kind=Quiz.Kind.SECTION).order_by("pk"))
    for quiz in chance.sample(quizzes, chance.choice([1, 2])):
        _take(student, quiz, now - timedelta(days=chance.uniform(1, 9)), chance)


def _take(student: User, quiz: Quiz, at: datetime, chance: random.Random) -> None:
    attempt = start_attempt(user=student, quiz=quiz, kind=Attempt.Kind.PRACTICE, now=at)
    for response in attempt.responses.select_related("revision__answer_key"):
        at += timedelta(seconds=chance.randint(20, 150))
        save_response(
            attempt=attempt,
            question_id=response.question_id,
            answer=believable_answer(response.revision, response.values, chance),
            operation=None,
            now=at,
        )
    submit_and_record(attempt=attempt, now=at)
