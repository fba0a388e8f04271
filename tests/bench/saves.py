"""Saves answers over HTTP, as attempts do, and says how many a second are durable.

    python tests/bench/saves.py [--connections 16] [--seconds 10]

A site of its own in a temporary folder, with one open attempt of 20 questions for each of 64
students, is served as `run.py` serves it. Each connection saves answers of students in turn; an
answer counts when the site has acknowledged it, which it does after the commit has reached the
disk (SQLite: WAL, synchronous=FULL). At the end every acknowledged answer is looked for in the
database: one that is missing ends the run with an error.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
PORT, STUDENTS, QUESTIONS = 8499, 64, 20
TOKEN = "a" * 32


def make_site() -> list[tuple[str, int, list[int]]]:
    """Makes the rows; returns each student's session, attempt and questions."""
    import django

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.core.management import call_command

    from courses.accounts.sessions import SessionStore
    from courses.cohorts.models import Cohort, CohortCourse
    from courses.quizzes.actions.attempts import start_attempt
    from courses.quizzes.models import Quiz, QuizItem
    from tests.make import NOW, make_lesson, make_member, make_student
    from tests.quizzes.answering import ask

    call_command("migrate", verbosity=0)
    course = make_lesson().course
    cohort = Cohort.objects.create(name="Banc", slug="banc", created_at=NOW)
    CohortCourse.objects.create(cohort=cohort, course=course, given_at=NOW)
    text = "\n".join(
        f"### choix q{n}\nsection: 1\nLaquelle ?\n- (x) A{n}\n- ( ) B{n}\n- ( ) C{n}\n"
        for n in range(QUESTIONS)
    )
    quiz = Quiz.objects.create(course=course, kind=Quiz.Kind.EXAM, title="Banc", slug="examen")
    for position, question in enumerate(ask(course, text).values()):
        QuizItem.objects.create(quiz=quiz, question=question, position=position)
    made = []
    for number in range(STUDENTS):
        student = make_student(f"{number}")
        make_member(student, cohort)
        attempt = start_attempt(user=student, quiz=quiz, kind="graded", now=NOW)
        session = SessionStore()
        session[SESSION_KEY] = str(student.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = student.get_session_auth_hash()
        session.create()
        questions = list(attempt.responses.values_list("question_id", flat=True))
        made.append((session.session_key, attempt.pk, questions))
    return made


def options() -> dict[int, list[str]]:
    from courses.quizzes.models import Question

    questions = Question.objects.select_related("published")
    return {each.pk: [o["id"] for o in each.published.public["options"]] for each in questions}


def letter(session: str, attempt: int, question: int, answer: str) -> bytes:
    body = (f"q{question}-answer={answer}&operation={uuid4()}&csrfmiddlewaretoken={TOKEN}").encode()
    return (
        f"POST /tentatives/{attempt}/reponses/{question}/ HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\n"
        f"Cookie: session={session}; csrf={TOKEN}\r\nX-Fragment: 1\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body


async def save(
    letters: list[tuple[int, int, str, bytes]], end: float, kept: dict, times: list
) -> None:
    """Sends one letter after the other until `end`; notes what was acknowledged, and how soon."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    for place in count():
        if time.perf_counter() > end:
            break
        attempt, question, answer, bytes_ = letters[place % len(letters)]
        start = time.perf_counter()
        writer.write(bytes_)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(head.split("content-length:")[1].split()[0])
        body = await reader.readexactly(length)
        if head.split()[1] != "200":
            raise ValueError(f"the site answered {head.split()[1]}: {body[:200]!r}")
        times.append(time.perf_counter() - start)
        kept[attempt, question] = answer
    writer.close()


async def load(parts: list[list], seconds: float) -> tuple[dict, list[float]]:
    kept: dict = {}
    times: list[float] = []
    end = time.perf_counter() + seconds
    await asyncio.gather(*(save(part, end, kept, times) for part in parts))
    return kept, sorted(times)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="elearning-bench-") as folder:
        os.environ.update(DATA_DIR=folder, DJANGO_SETTINGS_MODULE="elearning.settings")
        students, ids = make_site(), {}
        ids = options()
        letters = [
            (
                attempt,
                question,
                ids[question][turn],
                letter(session, attempt, question, ids[question][turn]),
            )
            for turn in range(2)
            for session, attempt, questions in students
            for question in questions
        ]
        parts = [letters[place :: asked.connections] for place in range(asked.connections)]
        run(parts, asked.seconds)


def run(parts: list[list], seconds: float) -> None:
    import run as site

    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    server += ["--port", str(PORT), "--http", "1", "--no-ws", "--log-level", "warning"]
    process = subprocess.Popen([*server, *site.SERVER, "elearning.wsgi:application"], cwd=ROOT)
    try:
        wait()
        asyncio.run(load(parts, 1))  # warms the site up
        kept, times = asyncio.run(load(parts, seconds))
        lost = [key for key, answer in kept.items() if stored(*key) != answer]
    finally:
        process.terminate()
        process.wait()
    half, most = times[len(times) // 2] * 1000, times[len(times) * 99 // 100] * 1000
    rate = len(times) / seconds
    print(f"{rate:.0f} durable saves/s, half within {half:.1f} ms, 99 % within {most:.1f} ms")
    print(f"{len(times)} acknowledged, {len(lost)} of them lost")
    sys.exit(1 if lost else 0)


def wait() -> None:
    import socket

    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                return
        time.sleep(0.1)
    sys.exit("the site did not start")


def stored(attempt: int, question: int) -> str:
    from courses.quizzes.models import Response

    return Response.objects.values_list("answer", flat=True).get(attempt=attempt, question=question)


if __name__ == "__main__":
    main()
