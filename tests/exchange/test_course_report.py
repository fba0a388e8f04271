"""The report of the course that ships; README's table is that report."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from courses.content.actions.lessons import add_revision, publish_lesson
from courses.content.actions.review_notes import accept_note
from courses.content.models import Course, ReviewNote
from courses.exchange.course_report import course_report
from courses.exchange.management.commands.course_report import BEGIN, END, replaced
from tests.make import NOW

pytestmark = pytest.mark.django_db
README = Path(settings.BASE_DIR, "README.md")
FIELDS = [
    "section",
    "lesson",
    "points",
    "lines_lost",
    "figures",
    "missing_figures",
    "explorables",
    "questions",
    "kinds",
    "bloom",
    "open_notes",
]


@pytest.fixture
def course(shipped_course: Course) -> Course:
    return shipped_course


def test_the_course_that_ships_has_lost_no_line(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("course_report", course.slug, "--json")
    report = json.loads(capsys.readouterr().out)
    assert [list(each) for each in report] == [FIELDS] * len(report)
    assert [each["lesson"] for each in report if each["lines_lost"]] == []
    assert sum(each["points"] for each in report) == 111  # 80 points and 31 nested ones
    assert [each["lesson"] for each in report if each["questions"] < 2] == []
    assert sum(each["open_notes"] for each in report) == ReviewNote.objects.count()
    # The table in README: `manage.py course_report virtualisation --write README.md` mends it.
    call_command("course_report", course.slug)
    table = capsys.readouterr().out
    assert README.read_text("utf-8").split(BEGIN)[1].split(END)[0].strip() == table.strip()


def test_a_line_that_a_teacher_takes_out_is_lost_and_one_an_accepted_note_replaces_is_not(
    course: Course,
) -> None:
    lesson = course.lessons.get(slug="avantages-de-la-virtualisation")
    published = lesson.published
    assert published is not None
    shorter = published.source.replace("- etc.\n", "")
    add_revision(
        lesson=lesson, title=lesson.title, source=shorter, author=None, now=NOW, origin="edit"
    )
    note = ReviewNote.objects.get(lesson=lesson, first_line=84)
    teacher = course.teachers.get()
    accept_note(note=note, by=teacher, now=NOW, wording=note.wording)
    publish_lesson(lesson=lesson, now=NOW)
    assert [r.lines_lost for r in course_report(course) if r.lesson == lesson.slug] == [1]


def test_a_table_needs_its_place() -> None:
    assert replaced(f"a\n{BEGIN}\nold\n{END}\nb", "new\n") == f"a\n{BEGIN}\nnew\n{END}\nb"
    with pytest.raises(CommandError):
        replaced("a", "new\n")
