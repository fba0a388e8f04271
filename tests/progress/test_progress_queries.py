from datetime import timedelta

import pytest

from courses.content.models import Course, Lesson
from courses.progress.actions import finish_lesson, record_visit
from courses.progress.queries import (
    chapter_progress,
    course_progress,
    courses_progress,
    last_read,
    lesson_place,
)
from courses.progress.shares import BEFORE, BEGUN, DONE, EMPTY, percent
from tests.make import NOW, make_chapter, make_course, make_lesson, make_section, make_student

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    """Two chapters: three lessons and an empty one in two sections, then one lesson."""
    course = make_course()
    chapter = make_chapter(course)
    bases, suite = make_section(chapter), make_section(chapter, "La suite", "la-suite")
    for section, slug in [(bases, "un"), (bases, "deux"), (suite, "trois")]:
        make_lesson(section, slug.title(), slug)
    make_lesson(suite, "Vide", "vide", is_empty=True)
    other = make_chapter(course, "Chapitre 2", "chapitre-2")
    make_lesson(make_section(other), "Quatre", "quatre")
    return course


@pytest.fixture
def awa():
    return make_student()


def lesson(slug: str) -> Lesson:
    return Lesson.objects.select_related("section__chapter", "published").get(slug=slug)


def test_shares_explain_themselves(course, awa):
    finish_lesson(user=awa, lesson=lesson("un"), now=NOW)
    record_visit(user=awa, lesson=lesson("deux"), place="", now=NOW)
    share = course_progress(course, awa)
    assert (share.done, share.counted, share.waiting, share.percent) == (1, 4, 1, 25)
    assert [step.slug for step in share.left] == ["deux", "trois", "quatre"]
    assert [step.state for step in share.steps] == [DONE, BEGUN, BEFORE, EMPTY, BEFORE]
    first, second = share.chapters
    assert (first.done, first.counted, first.waiting, first.percent) == (1, 3, 1, 33)
    assert (second.done, second.counted, second.waiting, second.percent) == (0, 1, 0, 0)
    assert [(one.title, one.done, one.counted, one.waiting) for one in first.sections] == [
        ("Les bases", 1, 2, 0),
        ("La suite", 0, 1, 1),
    ]


def test_one_goes_on_with_what_was_begun_then_with_what_comes_first(course, awa):
    def next_one() -> str | None:
        step = course_progress(course, awa).next_step
        return step and step.slug

    assert next_one() == "un"
    record_visit(user=awa, lesson=lesson("trois"), place="", now=NOW)
    assert next_one() == "trois"
    finish_lesson(user=awa, lesson=lesson("trois"), now=NOW)
    assert next_one() == "un"
    for slug in ("un", "deux", "quatre"):
        finish_lesson(user=awa, lesson=lesson(slug), now=NOW)
    assert next_one() is None


def test_a_share_says_what_it_counts(course, awa):
    chapter, other = course_progress(course, awa).chapters
    assert chapter.words == ("0 leçon terminée sur 3\u00a0; 1 leçon à compléter n’est pas comptée")
    assert other.words == "0 leçon terminée sur 1"
    for slug in ("un", "deux"):
        finish_lesson(user=awa, lesson=lesson(slug), now=NOW)
    make_lesson(lesson("un").section, "Vide aussi", "vide-aussi", is_empty=True)
    assert course_progress(course, awa).chapters[0].words == (
        "2 leçons terminées sur 3\u00a0; 2 leçons à compléter ne sont pas comptées"
    )


def test_strip_goes_by_section_in_a_chapter_and_by_chapter_in_a_course(course, awa):
    finish_lesson(user=awa, lesson=lesson("un"), now=NOW)
    share = course_progress(course, awa)
    assert share.strip == [[DONE, BEFORE, BEFORE, EMPTY], [BEFORE]]
    assert share.chapters[0].strip == [[DONE, BEFORE], [BEFORE, EMPTY]]


def test_complete_when_nothing_counted_is_left(course, awa):
    for slug in ("un", "deux", "trois", "quatre"):
        assert not course_progress(course, awa).is_complete
        finish_lesson(user=awa, lesson=lesson(slug), now=NOW)
    assert course_progress(course, awa).is_complete


def test_of_nothing_there_is_no_share(awa):
    share = course_progress(make_course(), awa)
    assert (share.percent, share.is_complete, share.steps) == (0, False, ())


def test_percent_says_100_only_at_the_end():
    assert [percent(done, 300) for done in (0, 1, 299, 300)] == [0, 0, 99, 100]
    assert percent(0, 0) == 0


def test_progress_of_others_is_theirs(course, awa):
    finish_lesson(user=make_student("binta"), lesson=lesson("un"), now=NOW)
    assert course_progress(course, awa).done == 0


def test_a_chapter_alone(course, awa):
    finish_lesson(user=awa, lesson=lesson("un"), now=NOW)
    share = chapter_progress(lesson("un").section.chapter, awa)
    assert share == course_progress(course, awa).chapters[0]


def test_queries_do_not_grow(course, awa, django_assert_num_queries):
    with django_assert_num_queries(2):
        courses_progress([course], awa)
    for number in range(30):
        section = make_section(make_chapter(course, f"C{number}", f"c{number}"), slug=f"s{number}")
        finish_lesson(user=awa, lesson=make_lesson(section, slug=f"l{number}"), now=NOW)
    courses = list(Course.objects.all())
    with django_assert_num_queries(2):
        assert courses_progress(courses, awa)[0].done == 30


def test_place_of_a_lesson_among_the_others(course, awa, django_assert_num_queries):
    record_visit(user=awa, lesson=lesson("deux"), place="t-suite", now=NOW)
    finish_lesson(user=awa, lesson=lesson("un"), now=NOW)
    two = lesson("deux")
    with django_assert_num_queries(1):
        here = lesson_place(two, awa)
    assert (here.number, len(here.chapter.steps)) == (2, 4)
    assert (here.before.slug, here.step.slug, here.after.slug) == ("un", "deux", "trois")
    assert (here.place, here.visited_at, here.step.state) == ("t-suite", NOW, BEGUN)
    assert here.chapter.steps[0].state == DONE


def test_first_and_last_lesson_of_a_chapter(course, awa):
    assert lesson_place(lesson("un"), awa).before is None
    assert lesson_place(lesson("vide"), awa).after is None
    assert lesson_place(lesson("un"), awa).visited_at is None


def test_last_read_is_the_lesson_opened_last(course, awa):
    courses = Course.objects.all()
    assert last_read(awa, courses) is None
    record_visit(user=awa, lesson=lesson("trois"), place="t-la", now=NOW + timedelta(hours=1))
    record_visit(user=awa, lesson=lesson("un"), place="t-ici", now=NOW)
    resume = last_read(awa, courses)
    assert (resume.lesson.slug, resume.place) == ("trois", "t-la")
    assert resume.visited_at == NOW + timedelta(hours=1)


def test_last_read_leaves_out_what_cannot_be_read_any_more(course, awa):
    record_visit(user=awa, lesson=lesson("un"), place="", now=NOW)
    record_visit(user=awa, lesson=lesson("deux"), place="", now=NOW + timedelta(hours=1))
    Lesson.objects.filter(slug="deux").update(archived_at=NOW)
    assert last_read(awa, Course.objects.all()).lesson.slug == "un"
    assert last_read(awa, Course.objects.none()) is None


def test_questions_all_answered_are_no_place_to_come_back_to(course, awa):
    record_visit(user=awa, lesson=lesson("un"), place="check~0", now=NOW)
    assert lesson_place(lesson("un"), awa).place == "check~0"
    assert last_read(awa, Course.objects.all()).place == "check~0"
    finish_lesson(user=awa, lesson=lesson("un"), now=NOW)
    assert lesson_place(lesson("un"), awa).place == ""
    assert last_read(awa, Course.objects.all()).place == ""
    record_visit(user=awa, lesson=lesson("un"), place="t-un~2", now=NOW)
    assert lesson_place(lesson("un"), awa).place == "t-un~2"
