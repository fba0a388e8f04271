"""Notes are decided about once, and what students read says which lines are in doubt."""

import pytest

from courses.accounts.models import User
from courses.content.actions.lessons import add_revision, publish_lesson
from courses.content.actions.review_notes import (
    NoteClosed,
    QuoteGone,
    accept_note,
    dismiss_note,
    reopen_note,
    save_notes,
)
from courses.content.models import Lesson, LessonRevision, ReviewNote
from courses.content.note_text import NoteEntry
from tests.make import NOW, make_chapter, make_course, make_lesson, make_section, make_teacher

pytestmark = pytest.mark.django_db
SIGN = '<span class="doubt">formulation en cours de vérification</span>'
SOURCE = "- un point\n    - 2000 serveurs par baie\n- un autre"
QUOTE = "- 2000 serveurs par baie"


@pytest.fixture
def lesson() -> Lesson:
    lesson = make_lesson(make_section(make_chapter(make_course(language="fr"))))
    add_revision(
        lesson=lesson, title="Avantages", source=SOURCE, author=None, now=NOW, origin="import"
    )
    publish_lesson(lesson=lesson, now=NOW)
    return lesson


@pytest.fixture
def teacher(lesson: Lesson) -> User:
    return make_teacher(course=lesson.course)


def note_of(lesson: Lesson, kind: str = "error", quote: str = QUOTE) -> ReviewNote:
    entry = NoteEntry(kind=kind, lesson=lesson.slug, text="En tout.", quote=quote, first_line=84)
    assert save_notes(course=lesson.course, entries=[entry], now=NOW) == []
    publish_lesson(lesson=lesson, now=NOW)
    return ReviewNote.objects.get(lesson=lesson)


def read(lesson: Lesson) -> str:
    return LessonRevision.objects.get(lesson__pk=lesson.pk, pk=published(lesson)).html


def published(lesson: Lesson) -> int:
    return Lesson.objects.values_list("published", flat=True).get(pk=lesson.pk)


def test_students_see_a_sign_beside_the_very_line(lesson: Lesson) -> None:
    note_of(lesson)
    assert f"2000 serveurs par baie {SIGN}</li>" in read(lesson)
    text = LessonRevision.objects.get(pk=published(lesson)).text
    assert text == "un point\n2000 serveurs par baie\nun autre"


@pytest.mark.parametrize("kind", ["imprecise", "dated", "contradiction", "gap", "repetition"])
def test_only_an_error_has_a_sign(lesson: Lesson, kind: str) -> None:
    note_of(lesson, kind)
    assert "doubt" not in read(lesson)


def test_a_dismissed_note_has_no_sign_and_a_reopened_one_has(lesson: Lesson, teacher: User) -> None:
    note = note_of(lesson)
    dismiss_note(note=note, by=teacher, now=NOW)
    assert "doubt" not in read(lesson)
    note.refresh_from_db()
    assert (note.status, note.decided_by, note.decided_at) == ("dismissed", teacher, NOW)
    reopen_note(note=note)
    assert SIGN in read(lesson)


def test_an_accepted_wording_is_a_new_version_and_its_sign_stays_until_students_have_it(
    lesson: Lesson, teacher: User
) -> None:
    note = note_of(lesson)
    before = published(lesson)
    accepted = accept_note(note=note, by=teacher, now=NOW, wording="- 2000 serveurs en tout")
    assert accepted.revision is not None
    assert accepted.revision.source == SOURCE.replace("par baie", "en tout")
    assert (accepted.revision.origin, accepted.revision.author) == ("note", teacher)
    assert published(lesson) == before
    assert SIGN in read(lesson)
    publish_lesson(lesson=lesson, now=NOW)
    assert "2000 serveurs en tout</li>" in read(lesson)


def test_a_wording_for_a_line_that_is_gone_writes_nothing(lesson: Lesson, teacher: User) -> None:
    note = note_of(lesson)
    add_revision(
        lesson=lesson, title="Avantages", source="- tout autre", author=None, now=NOW, origin="edit"
    )
    count = LessonRevision.objects.count()
    with pytest.raises(QuoteGone):
        accept_note(note=note, by=teacher, now=NOW, wording="- 2000 serveurs en tout")
    note.refresh_from_db()
    assert (note.status, LessonRevision.objects.count()) == ("open", count)
    accept_note(note=note, by=teacher, now=NOW)
    note.refresh_from_db()
    assert (note.status, LessonRevision.objects.count()) == ("accepted", count)


def test_a_note_is_decided_once(lesson: Lesson, teacher: User) -> None:
    note = note_of(lesson)
    dismiss_note(note=note, by=teacher, now=NOW)
    count = LessonRevision.objects.count()
    with pytest.raises(NoteClosed):
        accept_note(note=note, by=teacher, now=NOW, wording="- autre chose")
    assert LessonRevision.objects.count() == count
    with pytest.raises(NoteClosed):
        dismiss_note(note=note, by=teacher, now=NOW)


def test_a_file_read_again_keeps_what_was_decided(lesson: Lesson, teacher: User) -> None:
    entry = NoteEntry(kind="error", lesson=lesson.slug, text="En tout.", quote=QUOTE, wording="- a")
    save_notes(course=lesson.course, entries=[entry], now=NOW)
    dismiss_note(note=ReviewNote.objects.get(), by=teacher, now=NOW)
    lost = NoteEntry(kind="error", lesson="nulle-part", text="x")
    assert save_notes(course=lesson.course, entries=[entry, lost], now=NOW) == [lost]
    note = ReviewNote.objects.get()
    assert (note.status, note.wording) == ("dismissed", "- a")


def test_a_note_about_the_whole_lesson_has_its_sign_over_it(lesson: Lesson) -> None:
    note_of(lesson, quote="")
    assert read(lesson).startswith(f"<p>{SIGN}</p>\n<ul>")
