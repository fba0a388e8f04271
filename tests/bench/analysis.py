"""How long the analysis of 100,000 answers takes: queries and computation, page by page.

    python tests/bench/analysis.py
    python tests/postgres.py python tests/bench/analysis.py

Makes a course of its own, always the same, in a folder that is thrown away: 2,500 students, one
quiz of 40 questions, one attempt each. Printed: the best and the middle of five runs, and of the
best the seconds this process worked: on SQLite, which works inside it, that is all the work.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from courses.accounts.models import User  # noqa: E402
from courses.quizzes.actions.authoring import publish_question, save_question  # noqa: E402
from courses.quizzes.actions.marks import add_marks  # noqa: E402
from courses.quizzes.analysis.course import course_analysis  # noqa: E402
from courses.quizzes.analysis.queries import facilities  # noqa: E402
from courses.quizzes.analysis.question import question_analysis  # noqa: E402
from courses.quizzes.models import Attempt, Mark, Question, Quiz, Response  # noqa: E402
from courses.quizzes.text.reading import read_quiz  # noqa: E402
from elearning import wsgi  # noqa: E402, F401  as it is served: its way with garbage
from tests.make import NOW, make_section  # noqa: E402

STUDENTS, QUESTIONS, RUNS = 2500, 40, 5
CHOICE = "### choix q{}\nsection: 1\nQuestion {}\n- (x) a\n- ( ) b\n- ( ) c\n- ( ) d\n"
SHORT = "### courte q{}\nsection: 1\nQuestion {}\n= hyperviseur\n"


def make_questions(quiz: Quiz) -> list[Question]:
    """Three choices, then a short answer, ten times."""
    text = "\n".join(
        (SHORT if number % 4 == 3 else CHOICE).format(number, number) for number in range(QUESTIONS)
    )
    made = []
    for each in read_quiz(text).questions:
        question = save_question(course=quiz.course, text=each, author=None, now=NOW).question
        publish_question(question=question, now=NOW)
        made.append(question)
    return made


def make_answers(quiz: Quiz, questions: list[Question]) -> None:
    """Each student is right as often as their skill says; slower ones take longer."""
    chance = random.Random(2026)
    users = User.objects.bulk_create(User(identifier=f"b{n}") for n in range(STUDENTS))
    attempts = Attempt.objects.bulk_create(
        Attempt(
            user=user,
            quiz=quiz,
            number=1,
            state=Attempt.State.SUBMITTED,
            started_at=NOW,
            submitted_at=NOW,
        )
        for user in users
    )
    responses, won = list[Response](), list[bool]()
    for attempt in attempts:
        skill, moment = chance.betavariate(5, 3), NOW
        for position, question in enumerate(questions, 1):
            revision = question.published
            assert revision is not None
            right = chance.random() < skill
            moment += timedelta(seconds=chance.randint(5, 240))
            options = [option["id"] for option in revision.public.get("options", [])]
            wrong = chance.choice(options) if options else f"faux {chance.randint(1, 400)}"
            answer = (options[0] if options else "hyperviseur") if right else wrong
            responses.append(
                Response(
                    attempt=attempt,
                    question=question,
                    revision=revision,
                    position=position,
                    answer=answer,
                    saves=1,
                    saved_at=moment,
                    released_at=moment,
                )
            )
            won.append(right)
    Response.objects.bulk_create(responses, batch_size=2000)
    verdict = {"state": "right", "feedback": [], "right": None, "parts": [], "explanation": ""}
    add_marks(
        [
            Mark(
                response=response,
                origin=Mark.Origin.AUTOMATIC,
                points=Decimal(int(right)),
                out_of=Decimal(1),
                verdict=verdict,
                created_at=NOW,
            )
            for response, right in zip(responses, won, strict=True)
        ]
    )


def timed(name: str, work: Callable[[], object]) -> None:
    runs = []
    for _ in range(RUNS):
        start, worked = time.perf_counter(), time.process_time()
        work()
        runs.append((time.perf_counter() - start, time.process_time() - worked))
    best, worked = min(runs)
    middle = statistics.median(wall for wall, _ in runs)
    print(f"{name:<28} best {best:.3f} s ({worked:.3f} s of work), middle {middle:.3f} s")


def main() -> None:
    call_command("migrate", verbosity=0)
    section = make_section()
    course = section.chapter.course
    quiz = Quiz.objects.create(
        course=course, kind=Quiz.Kind.SECTION, section=section, title="Banc", slug="banc"
    )
    questions = make_questions(quiz)
    make_answers(quiz, questions)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{connection.vendor}: {Response.objects.count():,} answers")
    timed("a course, all its questions", lambda: course_analysis(course))
    timed("one quiz", lambda: course_analysis(course, quiz))
    timed("one choice", lambda: question_analysis(questions[0]))
    timed("one short answer", lambda: question_analysis(questions[3]))
    timed("what the bank filters by", lambda: facilities(course, ()))


if __name__ == "__main__":
    main()
