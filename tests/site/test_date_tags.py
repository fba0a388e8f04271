from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from elearning.date_tags import day, day_text, moment, moment_text

EVENING = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)


def test_french():
    assert day_text(EVENING) == "22 novembre 2026"
    assert moment_text(EVENING) == "22 novembre 2026 à 18:05 (Dakar)"


def test_english():
    with translation.override("en"):
        assert day_text(EVENING) == "22 November 2026"
        assert moment_text(EVENING) == "22 November 2026 at 18:05 (Dakar)"


@pytest.mark.parametrize(("language", "text"), [("fr", "1er août 2026"), ("en", "1 August 2026")])
def test_first_of_the_month(language, text):
    with translation.override(language):
        assert day_text(datetime(2026, 8, 1, 12, tzinfo=UTC)) == text


def test_in_the_zone_of_the_reader():
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    with timezone.override(ZoneInfo("Europe/Paris")):
        assert moment_text(late) == "1er janvier 2027 à 00:30 (Paris)"
    with timezone.override(ZoneInfo("America/New_York")):
        assert moment_text(late) == "31 décembre 2026 à 18:30 (New York)"


def test_elements_carry_the_exact_time():
    assert day(EVENING) == ('<time datetime="2026-11-22T18:05:00+00:00">22 novembre 2026</time>')
    assert moment(EVENING) == (
        '<time datetime="2026-11-22T18:05:00+00:00">22 novembre 2026 à 18:05 (Dakar)</time>'
    )


def test_no_date_is_nothing():
    assert day(None) == ""
    assert moment(None) == ""
