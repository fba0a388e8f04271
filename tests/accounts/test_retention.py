"""What is kept no longer than the settings say."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.utils import timezone
from environ import Env

from courses.accounts.audit import Change, record_changes
from courses.accounts.models import AuditEvent, OneTimeCode, Session
from courses.accounts.retention import Removed, remove_what_is_past
from elearning.environment import days
from tests.make import NOW, make_student

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def tell(action: str, at: datetime) -> None:
    record_changes(by=None, action=action, scope="cohort:1", changes=[Change("x")], now=at)


@pytest.mark.django_db
def test_what_is_past_goes_and_the_rest_stays(settings: Any) -> None:
    settings.KEEP_CODES_DAYS, settings.KEEP_CODE_LOG_DAYS = 10, 20
    awa = make_student()
    for key, end in (("past", NOW - SECOND), ("present", NOW)):
        Session.objects.create(session_key=key, session_data="", expire_date=end)
    for digest, end in (("past", NOW - 10 * DAY - SECOND), ("present", NOW - 10 * DAY)):
        OneTimeCode.objects.create(user=awa, digest=digest, created_at=end, expires_at=end)
    tell("code", NOW - 20 * DAY - SECOND)
    tell("code", NOW - 20 * DAY)
    tell("mark", NOW - 1000 * DAY)
    assert remove_what_is_past(now=NOW) == Removed(sessions=1, codes=1, events=1)
    assert [session.session_key for session in Session.objects.all()] == ["present"]
    assert [code.digest for code in OneTimeCode.objects.all()] == ["present"]
    assert sorted(event.action for event in AuditEvent.objects.all()) == ["code", "mark"]
    assert remove_what_is_past(now=NOW) == Removed(0, 0, 0)


@pytest.mark.django_db
def test_the_command_says_what_it_removed(capsys: Any) -> None:
    ended = timezone.now() - DAY
    Session.objects.create(session_key="past", session_data="", expire_date=ended)
    call_command("tidy")
    assert capsys.readouterr().out == (
        "Removed: 1 ended sessions, 0 old one-time codes, 0 log lines about codes.\n"
    )


@pytest.mark.parametrize("number", ["0", "-3"])
def test_less_than_a_day_is_refused(monkeypatch: Any, number: str) -> None:
    monkeypatch.setenv("KEEP_CODES_DAYS", number)
    with pytest.raises(ImproperlyConfigured):
        days(Env(), "KEEP_CODES_DAYS", 90)


def test_the_usual_number_of_days_can_be_changed(monkeypatch: Any) -> None:
    monkeypatch.delenv("KEEP_CODES_DAYS", raising=False)
    assert days(Env(), "KEEP_CODES_DAYS", 90) == 90
    monkeypatch.setenv("KEEP_CODES_DAYS", "7")
    assert days(Env(), "KEEP_CODES_DAYS", 90) == 7
