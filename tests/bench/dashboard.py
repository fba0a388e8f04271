"""What a teacher's pages of a cohort cost as the site grows: 10 000, 100 000, a million answers.

    python tests/bench/dashboard.py
    python tests/postgres.py python tests/bench/dashboard.py [SIZE…]

Makes a department (`manage.py make_department`) for each size in a database that is thrown away;
the cohort looked at always has 300 students. Printed: the number of queries, and the best and the
middle of seven runs, of each page whole; the time of the processor leaves out a PostgreSQL server.
"""

import os
import statistics
import sys
import time
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
from django.utils import timezone  # noqa: E402

from courses.accounts.models import User  # noqa: E402
from courses.exchange.department.making import TEACHER, make_department  # noqa: E402
from courses.quizzes.models import Response  # noqa: E402
from elearning import wsgi  # noqa: E402, F401  as it is served: its way with garbage

STUDENTS, RUNS = 300, 7
SIZES = (10_000, 100_000, 1_000_000)
PAGES = ("morning", "teach_progress", "gradebook")


def measure(client: Client, name: str, address: str, cohort: str) -> None:
    def read() -> int:
        response = client.get(address, {"cohorte": cohort})
        assert response.status_code == 200
        return len(response.content)

    size = read()
    with CaptureQueriesContext(connection) as queries:
        read()
    count = len(queries)
    runs, processor = [], []
    for _ in range(RUNS):
        start, worked = time.perf_counter(), time.process_time()
        read()
        runs.append(1000 * (time.perf_counter() - start))
        processor.append(1000 * (time.process_time() - worked))
    print(
        f"{name:<16} {count:>3} queries {min(runs):>7.0f} ms best"
        f" {statistics.median(runs):>7.0f} ms middle {min(processor):>7.0f} ms of processor here"
        f" {size / 1000:>7.0f} kB",
        flush=True,
    )


def main(sizes: list[int]) -> None:
    setup_test_environment()
    call_command("migrate", verbosity=0)
    for size in sizes:
        call_command("flush", interactive=False, verbosity=0)
        start = time.perf_counter()
        made = make_department(students=STUDENTS, answers=size, seed=2026, now=timezone.now())
        print(
            f"\n{connection.vendor}: {Response.objects.count():,} answers of {made.students:,}"
            f" students, made in {time.perf_counter() - start:.0f} s",
            flush=True,
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        client = Client()
        client.force_login(User.objects.get(identifier=TEACHER))
        for name in PAGES:
            measure(client, name, reverse(name, args=[made.course.slug]), made.cohort.slug)


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(SIZES))
