"""What every test shares: the profiles of Hypothesis, the choice of a part of the tests, and the
course that ships."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from courses.content.models import Course
from courses.exchange.demonstration import load_course
from tests.make import NOW, make_teacher

# No deadline: a machine that is busy is not a defect. `print_blob` repeats a failure exactly.
# A costly test asks for a share of these examples, `settings.default.max_examples // 2`.
# "long" is for whoever changes a rule that a property states: HYPOTHESIS_PROFILE=long. It alone
# tries other examples each time: what it finds must never stop a change that has no part in it.
settings.register_profile("long", deadline=None, print_blob=True, max_examples=300)
settings.register_profile("full", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("quick", deadline=None, derandomize=True, max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "full"))

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only",
        choices=["pure", "database", "browser"],
        help="run the tests that touch no database, those that do, or those in a browser",
    )
    parser.addoption(
        "--outcomes",
        metavar="FILE",
        help="write there, as JSON, what became of each test: [name, outcome, may be late]",
    )


def pytest_configure(config: pytest.Config) -> None:
    file = config.getoption("--outcomes")
    if file and not hasattr(config, "workerinput"):  # workers tell their controller
        config.pluginmanager.register(Outcomes(Path(file)))


class Outcomes:
    """What became of each test, whatever process it ran in."""

    LATE = {"browser", "timed"}  # a machine busy with other tests may fail these

    def __init__(self, file: Path) -> None:
        self.file = file
        self.of: dict[str, str] = {}
        self.may_be_late: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if self.of.get(report.nodeid) in (None, "passed"):  # the first fault of a test stays
            self.of[report.nodeid] = report.outcome
        if self.LATE & set(report.keywords):
            self.may_be_late.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        rows = [(test, outcome, test in self.may_be_late) for test, outcome in self.of.items()]
        self.file.write_text(json.dumps(rows), encoding="utf-8")


@pytest.hookimpl(trylast=True)  # after tests/browser/conftest.py has marked its tests
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    part = config.getoption("--only")
    if part:
        chosen = [item for item in items if part_of(item) == part]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen


def part_of(item: pytest.Item) -> str:
    """Whether a test is "pure", needs a "database", or a "browser" with a database."""
    if item.get_closest_marker("browser"):
        return "browser"
    fixtures = set(getattr(item, "fixturenames", ()))
    touches = item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES
    return "database" if touches else "pure"


def pytest_report_header() -> str:
    return f"database: {django_settings.DATABASES['default']['ENGINE']}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says each reason for a skip once, with the number of tests it kept from running."""
    skipped = terminalreporter.stats.get("skipped", [])
    for reason, count in Counter(report.longrepr[2] for report in skipped).items():
        terminalreporter.write_line(f"{count} skipped: {reason.removeprefix('Skipped: ')}")


@pytest.fixture(scope="module")
def _shipped(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """The id of the course that ships, loaded once for the tests of a module that ask for it.

    The transaction of each test lies within this one, so each finds the course as it was loaded.
    """
    block = transaction.atomic()
    with django_db_blocker.unblock():
        block.__enter__()
        course = load_course(make_teacher(), NOW)
    yield course.pk
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        block.__exit__(None, None, None)


@pytest.fixture
def shipped_course(_shipped: int, db: None) -> Course:
    """The course that ships, its teacher being `fatou`; what a test changes is gone after it."""
    return Course.objects.get(pk=_shipped)
