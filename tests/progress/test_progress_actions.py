from datetime import timedelta

import pytest

from courses.content.models import Lesson
from courses.progress.actions import (
    CheckIsUnanswered,
    LessonIsEmpty,
    complete_if_check_answered,
    finish_lesson,
    record_visit,
)
from courses.progress.models import LessonProgress
from courses.quizzes.actions.answers import check_response, save_response
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.models import Attempt, Question
from tests.make import NOW, make_check, make_lesson, make_student

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def lesson():
    return make_lesson()


@pytest.fixture
def awa():
    return make_student()


def row(lesson) -> tuple:
    return LessonProgress.objects.values_list("place", "visited_at", "completed_at").get(
        lesson=lesson
    )


def answer(awa, lesson: Lesson, question: Question, kind: str = Attempt.Kind.PRACTICE) -> None:
    attempt = start_attempt(user=awa, quiz=lesson.check_quiz, kind=kind, now=NOW)
    check_response(
        attempt=attempt, question_id=question.pk, answer="false", operation=None, now=NOW
    )


def test_a_visit_is_one_statement_and_the_last_one_stands(
    lesson, awa, django_assert_max_num_queries
):
    with django_assert_max_num_queries(1):
        record_visit(user=awa, lesson=lesson, place="t-un", now=NOW)
    with django_assert_max_num_queries(1):
        record_visit(user=awa, lesson=lesson, place="t-deux", now=LATER)
    assert row(lesson) == ("t-deux", LATER, None)


def test_a_visit_keeps_the_completion(lesson, awa):
    finish_lesson(user=awa, lesson=lesson, now=NOW)
    record_visit(user=awa, lesson=lesson, place="t-un", now=LATER)
    assert row(lesson) == ("t-un", LATER, NOW)


def test_finishing_again_keeps_the_first_date_and_the_place(lesson, awa):
    record_visit(user=awa, lesson=lesson, place="t-un", now=NOW)
    finish_lesson(user=awa, lesson=lesson, now=NOW)
    finish_lesson(user=awa, lesson=lesson, now=LATER)
    assert row(lesson) == ("t-un", LATER, NOW)


def test_an_empty_lesson_cannot_be_finished(awa):
    lesson = make_lesson(is_empty=True)
    with pytest.raises(LessonIsEmpty):
        finish_lesson(user=awa, lesson=lesson, now=NOW)
    assert LessonProgress.objects.count() == 0


def test_a_lesson_with_a_check_is_finished_by_answering_it(lesson, awa):
    first, second = make_check(lesson, 2)
    with pytest.raises(CheckIsUnanswered) as refusal:
        finish_lesson(user=awa, lesson=lesson, now=NOW)
    assert refusal.value.left == 2
    answer(awa, lesson, first)
    assert not complete_if_check_answered(user=awa, lesson=lesson, now=NOW)
    answer(awa, lesson, second)
    assert complete_if_check_answered(user=awa, lesson=lesson, now=LATER)
    assert row(lesson) == ("", LATER, LATER)
    finish_lesson(user=awa, lesson=lesson, now=LATER)


def test_an_answer_that_is_only_saved_does_not_count(lesson, awa):
    [question] = make_check(lesson, 1)
    attempt = start_attempt(user=awa, quiz=lesson.check_quiz, kind=Attempt.Kind.PRACTICE, now=NOW)
    save_response(attempt=attempt, question_id=question.pk, answer="true", operation=None, now=NOW)
    assert not complete_if_check_answered(user=awa, lesson=lesson, now=NOW)


def test_a_preview_does_not_count(lesson, awa):
    [question] = make_check(lesson, 1)
    answer(awa, lesson, question, Attempt.Kind.PREVIEW)
    assert not complete_if_check_answered(user=awa, lesson=lesson, now=NOW)


def test_answers_of_others_do_not_count(lesson, awa):
    [question] = make_check(lesson, 1)
    answer(make_student("binta"), lesson, question)
    assert not complete_if_check_answered(user=awa, lesson=lesson, now=NOW)


def test_without_a_check_nothing_completes_by_itself(lesson, awa):
    assert not complete_if_check_answered(user=awa, lesson=lesson, now=NOW)
    assert LessonProgress.objects.count() == 0


def test_a_question_withdrawn_is_not_waited_for(lesson, awa):
    first, second = make_check(lesson, 2)
    answer(awa, lesson, first)
    Question.objects.filter(pk=second.pk).update(archived_at=NOW)
    assert complete_if_check_answered(user=awa, lesson=lesson, now=NOW)
