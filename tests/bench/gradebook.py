"""How long the gradebook of 200 students and 50 items takes: its queries, and its whole page.

    python tests/bench/gradebook.py
    python tests/postgres.py python tests/bench/gradebook.py

Makes a course of its own, always the same, in a folder that is thrown away: 50 quizzes of 5
questions, one attempt each of every student, a mark in twenty corrected. Printed: the number of
queries, the best and the middle of seven runs, and how long the processor worked for the best: what
a run takes on a machine that does nothing else, where the database is in the same process.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from courses.accounts.models import User  # noqa: E402
from courses.cohorts.access import taught_students  # noqa: E402
from courses.content.models import Course  # noqa: E402
from courses.progress.gradebook_queries import course_gradebook  # noqa: E402
from courses.progress.models import Gradebook, GradeItem  # noqa: E402
from courses.quizzes.actions.marks import add_marks  # noqa: E402
from courses.quizzes.models import Attempt, Mark, Question, Quiz, Response  # noqa: E402
from elearning import wsgi  # noqa: E402, F401  as it is served: its way with garbage
from tests.make import (  # noqa: E402
    NOW,
    make_chapter,
    make_check,
    make_cohort,
    make_course,
    make_lesson,
    make_member,
    make_section,
    make_student,
    make_teacher,
)

STUDENTS, ITEMS, QUESTIONS, RUNS = 200, 50, 5, 7
VERDICT = {"state": "right", "feedback": [], "right": None, "parts": [], "explanation": ""}


def make_world() -> tuple[Course, User]:
    course = make_course()
    teacher = make_teacher(course=course)
    cohort = make_cohort(course=course)
    questions = make_check(make_lesson(make_section(make_chapter(course))), QUESTIONS)
    students = [make_student(f"e{number}") for number in range(STUDENTS)]
    for student in students:
        make_member(student, cohort)
    settings = Gradebook.objects.create(course=course, dropped_exams=1, dropped_quizzes=2)
    quizzes = []
    for number in range(ITEMS):
        kind = Quiz.Kind.EXAM if number % 5 == 0 else Quiz.Kind.PRACTICE
        quiz = Quiz.objects.create(course=course, kind=kind, title=f"Q{number}", slug=f"q{number}")
        GradeItem.objects.create(
            gradebook=settings,
            quiz=quiz,
            category="exams" if number % 5 == 0 else "quizzes",
            weight=Decimal(1 + number % 3),
        )
        quizzes.append(quiz)
    make_answers(students, quizzes, questions)
    return course, teacher


def make_answers(students: list[User], quizzes: list[Quiz], questions: list[Question]) -> None:
    chance = random.Random(2026)
    attempts = Attempt.objects.bulk_create(
        Attempt(
            user=student,
            quiz=quiz,
            number=1,
            state=Attempt.State.SUBMITTED,
            started_at=NOW,
            submitted_at=NOW,
        )
        for student in students
        for quiz in quizzes
    )
    responses = Response.objects.bulk_create(
        (
            Response(
                attempt=attempt, question=question, revision=question.published, position=place
            )
            for attempt in attempts
            for place, question in enumerate(questions, 1)
        ),
        batch_size=2000,
    )
    marks = [mark(response, Mark.Origin.AUTOMATIC, chance) for response in responses]
    marks += [mark(one, Mark.Origin.TEACHER, chance) for one in responses[::20]]
    add_marks(marks[: len(responses)])
    add_marks(marks[len(responses) :])


def mark(response: Response, origin: str, chance: random.Random) -> Mark:
    return Mark(
        response=response,
        origin=origin,
        points=Decimal(chance.randint(0, 4)) / 4,
        out_of=Decimal(1),
        verdict=VERDICT,
        created_at=NOW,
    )


def timed(name: str, work: Callable[[], object]) -> None:
    work()
    with CaptureQueriesContext(connection) as queries:
        work()
    count = len(queries)
    runs, busy = [], []
    for _ in range(RUNS):
        start, used = time.perf_counter(), time.process_time()
        work()
        runs.append(1000 * (time.perf_counter() - start))
        busy.append(1000 * (time.process_time() - used))
    print(
        f"{name:<32} {count:>3} queries {min(runs):>7.0f} ms best"
        f" {statistics.median(runs):>7.0f} ms middle {min(busy):>7.0f} ms of the processor"
    )


def main() -> None:
    setup_test_environment()
    call_command("migrate", verbosity=0)
    course, teacher = make_world()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(teacher)
    address = reverse("gradebook", args=[course.slug])
    print(
        f"{connection.vendor}: {STUDENTS} students, {ITEMS} items, {Mark.objects.count():,} marks"
    )
    students = list(taught_students(teacher, course))
    timed("computed", lambda: course_gradebook(course, students, NOW))
    timed("page, by name", lambda: client.get(address))
    timed("page, by total", lambda: client.get(address, {"tri": "-total"}))
    timed("CSV", lambda: client.get(address, {"format": "csv"}))
    timed("XLSX", lambda: client.get(address, {"format": "xlsx"}))


if __name__ == "__main__":
    main()
