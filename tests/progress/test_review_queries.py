"""What is due, how much of it a day, and by which questions."""

from datetime import timedelta

import pytest

from courses.cohorts.models import Schedule
from courses.content.models import Course, Lesson
from courses.progress.attempt_actions import check_and_record
from courses.progress.reserved import reserved_questions
from courses.progress.review_actions import record_answers, start_review
from courses.progress.review_queries import (
    DAILY,
    courses_to_review,
    questions_to_review,
    review_day,
    reviewable_questions,
)
from courses.quizzes.actions.authoring import archive_question
from courses.quizzes.models import Attempt, Question, Quiz, QuizItem
from tests.make import NOW, make_chapter, make_course, make_lesson, make_section, make_student
from tests.progress.reviews import DAY, check, make_course_with_notions, make_notions
from tests.quizzes.answering import answer_all, ask

pytestmark = pytest.mark.django_db
LATER = NOW + 30 * DAY


@pytest.fixture
def made():
    return make_course_with_notions()


@pytest.fixture
def course(made):
    return made[0].course


@pytest.fixture
def asked(made):
    return made[1]


@pytest.fixture
def awa():
    return make_student()


def due(course, user, now) -> list[tuple[str, bool, int]]:
    day = review_day(course=course, user=user, now=now)
    return [(each.notion.slug, each.missed, each.days) for each in day.due]


def slugs(course, user, now=LATER) -> list[str]:
    return [q.slug for q in questions_to_review(course=course, user=user, now=now)]


def test_what_is_due_and_why_the_missed_first(course, asked, awa) -> None:
    check(awa, asked["p1"], "true", NOW - DAY)
    check(awa, asked["s1"], "false")
    assert due(course, awa, NOW) == []
    assert due(course, awa, LATER) == [("segment", True, 30), ("poignee", False, 31)]


def test_the_next_day_of_what_is_not_due(course, asked, awa) -> None:
    check(awa, asked["s1"], "false")
    day = review_day(course=course, user=awa, now=NOW)
    assert (day.due, day.waiting, day.next_at) == ((), 0, NOW + DAY)


def test_a_question_not_met_before_and_one_for_two_notions(course, asked, awa) -> None:
    check(awa, asked["p1"], "true")
    check(awa, asked["s1"], "false")
    # p2 is new and about both.
    assert slugs(course, awa) == ["p2"]


def test_otherwise_the_one_answered_longest_ago(course, asked, awa) -> None:
    check(awa, asked["p2"], "syn")
    check(awa, asked["s1"], "true", NOW + DAY)
    check(awa, asked["p1"], "true", NOW + 2 * DAY)
    assert slugs(course, awa) == ["p2"]


def test_what_a_review_never_asks(course, asked, awa) -> None:
    assert set(reviewable_questions(())) == set(asked.values())
    assert set(reviewable_questions([asked["p2"].pk])) == {asked["p1"], asked["s1"]}
    archive_question(question=asked["p1"], now=NOW)
    assert set(reviewable_questions([asked["p2"].pk])) == {asked["s1"]}
    Lesson.objects.update(published=None)
    assert set(reviewable_questions(())) == set()


def make_exam(course, **item) -> Quiz:
    kind = Quiz.Kind.EXAM
    exam = Quiz.objects.create(course=course, kind=kind, title="E", slug="e", is_published=False)
    QuizItem.objects.create(quiz=exam, position=1, **item)
    return exam


def close(exam, closes: str, **who) -> None:
    Schedule.objects.create(course=exam.course, quiz=exam.slug, closes=closes, set_at=NOW, **who)


def reserved(course, user, now=NOW) -> set[str]:
    found = reserved_questions(user, [course], now)
    return set(Question.objects.filter(pk__in=found).values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ([["objective", "R1.1"]], {"p1", "p2"}),
        ([["objective", "R1.1"], ["bloom", "understand"]], {"p2"}),
        ([["notion", "segment"]], {"p2", "s1"}),
        ([["section", "1"]], {"p1", "p2", "s1"}),
        ([["objective", "R9.9"]], set()),
        ([], {"p1", "p2", "s1"}),
    ],
)
def test_what_an_exam_may_draw_is_kept_for_it(course, asked, awa, filters, kept) -> None:
    make_exam(course, filters=filters, count=1)
    assert reserved(course, awa) == kept
    check(awa, asked["p1"], "false")
    check(awa, asked["s1"], "false")
    assert set(slugs(course, awa)) & kept == set()
    is_due = {slug for slug, *_rest in due(course, awa, LATER)}
    everything = {"poignee": {"p1", "p2"}, "segment": {"p2", "s1"}}
    assert is_due == {notion for notion, slugs_ in everything.items() if slugs_ - kept}
    listed = courses_to_review(Course.objects.all(), awa, LATER)
    assert [each.count for each in listed] == ([len(is_due)] if is_due else [])


def test_once_the_exam_is_over_for_a_person_they_meet_its_questions_again(
    course, asked, awa
) -> None:
    exam = make_exam(course, question=asked["s1"])
    assert reserved(course, awa) == {"s1"}
    close(exam, "2026-12-01T10:00")
    assert reserved(course, awa, NOW) == {"s1"}
    assert reserved(course, awa, LATER) == set()
    binta = make_student("binta")
    close(exam, "2027-12-01T10:00", user=binta)
    assert (reserved(course, awa, LATER), reserved(course, binta, LATER)) == (set(), {"s1"})
    # Where results wait for the last person, so do the questions.
    Quiz.objects.filter(pk=exam.pk).update(waits_for_closing=True)
    assert reserved(course, awa, LATER) == {"s1"}
    Quiz.objects.filter(pk=exam.pk).update(archived_at=NOW)
    assert reserved(course, binta, LATER) == set()


def test_nothing_is_due_that_cannot_be_asked(course, asked, awa) -> None:
    check(awa, asked["s1"], "false")
    QuizItem.objects.all().delete()
    assert due(course, awa, LATER) == []
    assert courses_to_review(Course.objects.all(), awa, LATER) == []


def many_notions(course: Course, count: int) -> dict[str, Question]:
    make_notions(course, *(f"n{number:02}" for number in range(count)))
    text = "\n".join(
        f"### vrai-faux q{number:02}\nsection: 1 · notion: n{number:02}\nVrai {number} ?\n= vrai\n"
        for number in range(count)
    )
    return ask(course, text)


@pytest.fixture
def many(awa):
    """Twenty notions missed on the same day."""
    lesson = make_lesson(make_section(make_chapter(make_course("Beaucoup", "beaucoup"))))
    asked = many_notions(lesson.course, 20)
    attempt = answer_all(
        awa, Quiz.objects.get(course=lesson.course), dict.fromkeys(asked.values(), "false")
    )
    record_answers(attempt=attempt)
    return lesson.course


def test_at_most_fifteen_a_day(many, awa) -> None:
    day = review_day(course=many, user=awa, now=NOW + 2 * DAY)
    assert (len(day.due), day.waiting, day.done) == (DAILY, 5, 0)
    assert [each.count for each in courses_to_review(Course.objects.all(), awa, NOW + 2 * DAY)] == [
        DAILY
    ]
    now = NOW + 2 * DAY
    attempt = start_review(user=awa, course=many, kind=Attempt.Kind.REVIEW, now=now)
    for response in list(attempt.responses.all()):
        check_and_record(
            attempt=attempt,
            question_id=response.question_id,
            answer="true",
            operation=None,
            now=now,
        )
    day = review_day(course=many, user=awa, now=now + timedelta(minutes=5))
    assert (len(day.due), day.waiting, day.done, day.running) == (0, 5, DAILY, None)
    assert courses_to_review(Course.objects.all(), awa, now) == []
    tomorrow = review_day(course=many, user=awa, now=now + DAY)
    assert (len(tomorrow.due), tomorrow.waiting, tomorrow.done) == (5, 0, 0)


def test_queries_do_not_grow(many, course, asked, awa, django_assert_num_queries) -> None:
    check(awa, asked["s1"], "false")
    for each in (course, many):
        with django_assert_num_queries(4):
            review_day(course=each, user=awa, now=LATER)
        with django_assert_num_queries(5):
            questions_to_review(course=each, user=awa, now=LATER)
        make_exam(each, filters=[["objective", "R9.9"]], count=1)
        with django_assert_num_queries(7):
            review_day(course=each, user=awa, now=LATER)
    with django_assert_num_queries(5):  # nothing is kept by these exams
        found = courses_to_review(Course.objects.all(), awa, LATER)
    assert {each.course: each.count for each in found} == {course: 1, many: DAILY}
