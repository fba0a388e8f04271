import pytest

from courses.content.models import LessonRevision
from courses.content.reading_place import anchor
from courses.content.reading_time import reading_minutes


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (200, 1), (299, 1), (301, 2), (600, 3), (2000, 10)]
)
def test_reading_time(words, minutes):
    assert reading_minutes(words) == minutes


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("t-un~4", "t-un"),
        ("t-un", "t-un"),
        ("t-gone~1", ""),
        ("~4", ""),
        ("", ""),
        ("check~0", "check"),
    ],
)
def test_anchor_of_a_place(place, found):
    revision = LessonRevision(headings=[{"level": 2, "id": "t-un", "text": "Un"}])
    assert anchor(place, revision) == found
    assert anchor("t-un~1", None) == ""
