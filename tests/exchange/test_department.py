"""The department: always the same, and what answering and handing in would have written."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from courses.accounts.models import AuditEvent, User
from courses.cohorts.models import Cohort, Programme
from courses.exchange.department.making import DepartmentExists, make_department
from courses.progress.models import LessonProgress, ReviewCard
from courses.quizzes.marks.drift import key_marks
from courses.quizzes.marks.receipts import is_intact
from courses.quizzes.models import Attempt, Mark, Response
from tests.make import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def made(students: int = 3, answers: int = 400, seed: int = 1):
    return make_department(students=students, answers=answers, seed=seed, now=NOW)


def test_it_is_what_actions_would_have_written():
    found = made()
    assert Response.objects.count() == found.answers
    assert 390 < found.answers <= 400
    assert [drift for _, drift in key_marks() if drift] == []
    attempts = Attempt.objects.prefetch_related("responses")
    assert all(is_intact(each, each.responses.all()) for each in attempts)
    assert Response.objects.filter(released_at=None).count() == 0
    # Open answers are marked by their teacher, who takes four days, and the log tells each mark.
    waiting = Response.objects.filter(points=None)
    assert not waiting.filter(released_at__lte=NOW - timedelta(days=4)).exists()
    by_person = Mark.objects.filter(origin=Mark.Origin.TEACHER).count()
    assert AuditEvent.objects.filter(action=AuditEvent.Action.MARK).count() == by_person > 0
    # Who answered the check of a lesson has done it, and what they answered is to be reviewed.
    checked = Attempt.objects.filter(quiz__kind="check", user__pk__gt=0)
    done = LessonProgress.objects.exclude(completed_at=None).values_list("user", "lesson")
    assert set(checked.values_list("user", "quiz__lesson")) <= set(done)
    assert ReviewCard.objects.count() > 50


def test_cohorts_fill_until_there_are_enough_answers():
    found = made(students=2, answers=700)
    names = list(Cohort.objects.order_by("pk").values_list("name", flat=True))
    assert names[:2] == ["DIC – GLSI, 2026-2027", "DIC – SRT, 2026-2027"]
    assert (found.cohorts, found.students) == (len(names), 2 * len(names))
    assert set(Programme.objects.values_list("name", flat=True)) <= {"DIC", "Master Professionnel"}


def rows() -> list[tuple[object, ...]]:
    fields = ("attempt__user__identifier", "question__slug", "answer", "saved_at", "hints_seen")
    return list(Response.objects.order_by("pk").values_list(*fields))


def test_it_is_made_once_and_always_the_same():
    # So few that no numbers are drawn: they depend on ids, which PostgreSQL counts on.
    with transaction.atomic():
        made(answers=14)
        before = rows()
        transaction.set_rollback(True)
    made(answers=14)
    assert rows() == before
    with pytest.raises(DepartmentExists):
        made(answers=20)
    with pytest.raises(CommandError, match="contient déjà le département"):
        call_command("make_department", responses=20)
    assert User.objects.filter(is_manager=True).count() == 1


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"students": 0}, "--students doit être compris entre 1 et 5000."),
        ({"responses": -1}, "--responses doit être compris entre 1 et 100000000."),
        ({"now": "demain"}, "--now doit être un instant avec son fuseau"),
        ({"now": "2026-11-23T08:00:00"}, "--now doit être un instant avec son fuseau"),
    ],
)
def test_numbers_that_make_no_department_are_refused(given, refusal):
    with pytest.raises(CommandError, match=refusal):
        call_command("make_department", **given, stdout=StringIO())
    assert not User.objects.exists()
