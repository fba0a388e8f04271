"""Every check and every test: what `python3 run.py test` and `run.py check` run.

    python tests/suite.py test [...]    all of it; the rest of the line goes to pytest
    python tests/suite.py check [...]   what needs no database and no browser

The exit status is 0 when all passed; where CI is set, a test that was skipped fails the run.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
MANAGE = [PYTHON, "manage.py"]
IN_PARALLEL = 3  # browsers wait more than they work: three share two cores well
NO_TESTS = 5  # pytest's status when it found nothing to run
# A browser or a clock among other tests may be late; one that fails alone has found a fault.
AGAIN_AT_MOST = 5


@dataclass(frozen=True)
class Step:
    """A command that passes or fails."""

    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)
    within: list[str] = field(default_factory=list)  # the command that starts what this one needs


class Outcome(NamedTuple):
    """What became of a test; where it may be late, a failure among others proves nothing yet."""

    test: str
    outcome: str
    may_be_late: bool


def checks() -> list[Step]:
    """The longest first, so that the others run beside it."""
    tool = Path(PYTHON).parent
    return [
        Step("types", [PYTHON, "-m", "mypy"]),
        Step("imports", [str(tool / "lint-imports"), "--no-cache"]),
        Step("rules of style", [PYTHON, "-m", "ruff", "check", "."]),
        Step("format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
        Step("site", [*MANAGE, "check"]),
        Step(
            "site in service",
            [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
            {"SITE_URL": "https://courses.example"},
        ),
        Step("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    ]


def pytest(*arguments: str) -> list[str]:
    return [PYTHON, "-m", "pytest", "-n", str(IN_PARALLEL), *arguments]


def run_checks(steps: Iterable[Step]) -> Counter[str]:
    """Runs `steps` side by side; prints a line for each, and the output of those that fail."""
    with ThreadPoolExecutor(IN_PARALLEL) as pool:
        return sum(pool.map(run_check, steps), Counter())


def run_check(step: Step) -> Counter[str]:
    start = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env={**os.environ, **step.env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    seconds = f"{time.monotonic() - start:.1f} s"
    if done.returncode:
        print(f"FAILED  {step.name} ({seconds})\n{done.stdout}", flush=True)
        return Counter(failed=1)
    print(f"ok      {step.name} ({seconds})", flush=True)
    return Counter(passed=1)


def run_tests(step: Step) -> Counter[str]:
    """Runs pytest and counts its tests as passed, failed, skipped, and passed only when alone."""
    print(f"\n{step.name}", flush=True)
    status, ran = run_pytest(step, step.command)
    outcomes = {each.test: each.outcome for each in ran}
    failed = [each for each in ran if each.outcome == "failed"]
    if 0 < len(failed) <= AGAIN_AT_MOST and all(each.may_be_late for each in failed):
        names = [each.test for each in failed]
        print("\nOnce more, alone: " + ", ".join(names), flush=True)
        status, again = run_pytest(step, [PYTHON, "-m", "pytest", *names])
        late = {"passed": "late"}
        outcomes |= {each.test: late.get(each.outcome, each.outcome) for each in again}
    counts = Counter(outcomes.values())
    if status not in (0, NO_TESTS) and not counts["failed"]:
        counts["failed"] = 1
    return counts


def run_pytest(step: Step, command: list[str]) -> tuple[int, list[Outcome]]:
    """The exit status of `command`, run as `step` says, and what became of each test."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "outcomes.json")
        command = [*step.within, *command, f"--outcomes={report}"]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **step.env})
        rows = json.loads(report.read_bytes()) if report.exists() else []
        return done.returncode, [Outcome(*row) for row in rows]


def tests(arguments: list[str]) -> list[Step]:
    """Those that touch the database on PostgreSQL, then all of them on SQLite."""
    command = pytest("--only", "database", *arguments)
    named = os.environ.get("TEST_DATABASE_URL")
    own = [] if named else [PYTHON, "tests/postgres.py"]
    return [
        Step("Tests on PostgreSQL", command, {"DATABASE_URL": named} if named else {}, own),
        Step("Tests on SQLite and in Chromium", pytest(*arguments)),
    ]


def main(kind: str, *arguments: str) -> int:
    os.environ.pop("DATABASE_URL", None)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="elearning-checks-") as folder:
        os.environ["DATA_DIR"] = folder
        if kind == "check":
            few = {"HYPOTHESIS_PROFILE": "quick"}
            pure = Step("pure tests", pytest("--only", "pure", "-m", "not slow", *arguments), few)
            counts = run_checks([*checks(), pure])
        else:
            counts = run_checks(checks())
            for step in tests(list(arguments)):
                ran = run_tests(step)
                # Arguments may choose tests of one kind; without any, none is a mistake.
                counts += ran if ran or arguments else Counter(failed=1)
    refused = counts["failed"] or (os.environ.get("CI") and counts["skipped"])
    print(f"\n{time.monotonic() - start:.0f} s; a check counts as one test")
    if counts["late"]:
        print(f"{counts['late']} passed only when run alone: look at why")
    passed = counts["passed"] + counts["late"]
    print(f"{passed} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
