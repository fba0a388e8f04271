"""What an answer changes about its notions: once each, whatever is sent twice."""

import pytest

from courses.cohorts.models import Schedule
from courses.progress.attempt_actions import check_and_record, submit_and_record
from courses.progress.check_actions import hint_in_check
from courses.progress.mastery_queries import mastery
from courses.progress.models import ReviewCard
from courses.progress.released import record_released
from courses.progress.review_actions import record_answers, record_told_answers, start_review
from courses.progress.spacing import spaced
from courses.quizzes.actions.attempts import NothingToAsk, start_attempt
from courses.quizzes.models import Attempt, Mark, Quiz, QuizItem, Response
from tests.make import NOW, make_mark, make_student
from tests.progress.reviews import DAY, check, make_course_with_notions
from tests.quizzes.answering import answer_all, ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return make_course_with_notions()


@pytest.fixture
def lesson(made):
    return made[0]


@pytest.fixture
def asked(made):
    return made[1]


@pytest.fixture
def awa():
    return make_student()


def cards() -> dict[str, tuple[object, object, bool]]:
    return {
        card.notion.slug: (card.due_at, card.reviewed_at, card.state["missed"])
        for card in ReviewCard.objects.select_related("notion")
    }


def due(*outcomes: str, step=DAY):
    card, at = None, NOW
    for outcome in outcomes:
        card, when = spaced(card, outcome, at)
        at += step
    return when


def test_each_notion_of_a_question_is_scheduled(awa, asked) -> None:
    check(awa, asked["p2"], "syn")
    assert cards() == {
        "poignee": (due("right"), NOW, False),
        "segment": (due("right"), NOW, False),
    }


@pytest.mark.parametrize(
    ("answer", "hint", "outcome"),
    [("true", False, "right"), ("true", True, "hard"), ("false", False, "wrong")],
)
def test_a_hint_makes_it_hard(awa, lesson, asked, answer, hint, outcome) -> None:
    question = asked["p1"].pk
    if hint:
        hint_in_check(user=awa, lesson=lesson, question_id=question, kind="practice", now=NOW)
    check(awa, asked["p1"], answer)
    assert cards() == {"poignee": (due(outcome), NOW, outcome == "wrong")}


def test_a_second_try_makes_it_hard(awa, asked) -> None:
    check(awa, asked["p2"], "synchronisatoin")
    assert cards() == {}
    check(awa, asked["p2"], "synchronisation")
    assert cards()["segment"] == (due("hard"), NOW, False)


def test_an_answer_sent_twice_counts_once(awa, asked) -> None:
    check(awa, asked["p1"], "false")
    check(awa, asked["p1"], "true", NOW + DAY)
    for attempt in Attempt.objects.all():
        record_answers(attempt=attempt)
    assert cards() == {"poignee": (due("wrong"), NOW, True)}


def test_two_answers_of_one_moment_both_count(awa, asked) -> None:
    check(awa, asked["s1"], "false")
    check(awa, asked["p2"], "syn")
    expected = spaced(spaced(None, "wrong", NOW)[0], "right", NOW)[1]
    assert cards()["segment"] == (expected, NOW, False)


def test_the_next_answer_goes_on_from_the_last(awa, asked) -> None:
    check(awa, asked["s1"], "true")
    check(awa, asked["p2"], "syn", NOW + DAY)
    assert cards()["segment"] == (due("right", "right"), NOW + DAY, False)


def test_a_preview_schedules_nothing(awa, asked) -> None:
    check(awa, asked["p1"], "true", kind=Attempt.Kind.PREVIEW)
    assert cards() == {}


def test_handing_in_schedules_what_is_marked(awa, asked, lesson) -> None:
    quiz = Quiz.objects.get(lesson=lesson)
    attempt = start_attempt(user=awa, quiz=quiz, kind=Attempt.Kind.PRACTICE, now=NOW)
    Response.objects.filter(attempt=attempt, question=asked["s1"]).update(answer="true")
    submit_and_record(attempt=attempt, now=NOW)
    submit_and_record(attempt=attempt, now=NOW + DAY)
    assert Attempt.objects.get().state == Attempt.State.SUBMITTED
    # s1 is right, p2 and p1 are left blank: both notions were missed.
    assert {slug: missed for slug, (_due, _at, missed) in cards().items()} == {
        "poignee": True,
        "segment": False,
    }


def test_a_quiz_that_keeps_its_results_tells_nothing(awa, asked, lesson) -> None:
    quiz = Quiz.objects.get(lesson=lesson)
    Quiz.objects.update(waits_for_closing=True)
    record_answers(attempt=answer_all(awa, quiz, {asked["s1"]: "true"}))
    assert cards() == {}


def test_once_it_is_told_to_everybody_it_counts_once(awa, asked, lesson) -> None:
    quiz = Quiz.objects.get(lesson=lesson)
    Quiz.objects.update(waits_for_closing=True)
    attempt = answer_all(awa, quiz, {asked["s1"]: "true", asked["p1"]: "false"})
    closes = {"course": lesson.course, "quiz": quiz.slug, "set_at": NOW}
    Schedule.objects.create(**closes, closes="2026-11-23T10:00")
    Schedule.objects.create(**closes, closes="2026-11-24T10:00", user=make_student("binta"))
    assert record_released(now=NOW + DAY) == 0
    assert cards() == {}
    assert mastery(lesson.course, awa, NOW + DAY).counts["unseen"] == 2
    later = NOW + 2 * DAY
    assert record_released(now=later) == 1
    found = cards()
    assert {slug: missed for slug, (_due, _at, missed) in found.items()} == {
        "poignee": True,
        "segment": False,
    }
    assert {at for _due, at, _missed in found.values()} == {attempt.submitted_at}
    assert mastery(lesson.course, awa, later).counts["unseen"] == 0
    assert (record_released(now=later), cards()) == (0, found)


OPEN = """### ouverte o1
notion: poignee
Pourquoi trois segments ?
~ 1 : nomme la perte
"""


def test_what_a_person_marks_moves_no_card(awa, asked, lesson) -> None:
    quiz = Quiz.objects.create(
        course=lesson.course, kind="exam", title="E", slug="e", waits_for_closing=True
    )
    question = ask(lesson.course, OPEN)["o1"]
    QuizItem.objects.create(quiz=quiz, question=question, position=1)
    attempt = answer_all(awa, quiz, {question: "Un segment se perd."})
    wrong = {"points": 0, "origin": Mark.Origin.TEACHER, "verdict": {"state": "wrong"}}
    make_mark(attempt.responses.get(), **wrong)
    Schedule.objects.create(
        course=lesson.course, quiz=quiz.slug, closes="2026-11-23T10:00", set_at=NOW
    )
    assert record_released(now=NOW + DAY) == 0
    record_told_answers(attempt=attempt)
    assert cards() == {}


def test_what_closed_long_ago_or_was_a_preview_is_not_looked_for(awa, asked, lesson) -> None:
    quiz = Quiz.objects.get(lesson=lesson)
    Quiz.objects.update(waits_for_closing=True)
    answer_all(awa, quiz, {asked["s1"]: "true"})
    Schedule.objects.create(
        course=lesson.course, quiz=quiz.slug, closes="2026-11-23T10:00", set_at=NOW
    )
    assert record_released(now=NOW + 9 * DAY) == 0
    Attempt.objects.update(kind=Attempt.Kind.PREVIEW)
    assert record_released(now=NOW + DAY) == 0


def test_a_review_asks_what_is_due_and_schedules_it_again(awa, asked, lesson) -> None:
    check(awa, asked["s1"], "false")
    attempt = start_review(user=awa, course=lesson.course, kind=Attempt.Kind.REVIEW, now=NOW + DAY)
    # segment was missed: the question about it that was not asked yet.
    assert [each.question for each in attempt.responses.all()] == [asked["p2"]]
    again = start_review(user=awa, course=lesson.course, kind=Attempt.Kind.REVIEW, now=NOW + DAY)
    assert again == attempt
    check_and_record(
        attempt=attempt,
        question_id=asked["p2"].pk,
        answer="syn",
        operation=None,
        now=NOW + DAY,
    )
    assert cards()["segment"] == (due("wrong", "right"), NOW + DAY, False)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.quiz.kind) == (Attempt.State.SUBMITTED, Quiz.Kind.REVIEW)


def test_one_review_quiz_a_course(awa, asked, lesson) -> None:
    for days in (1, 40):
        check(make_student(f"etu-{days}"), asked["s1"], "false")
    for user in Response.objects.values_list("attempt__user", flat=True).distinct():
        start_review(
            user=type(awa).objects.get(pk=user),
            course=lesson.course,
            kind=Attempt.Kind.REVIEW,
            now=NOW + 2 * DAY,
        )
    [quiz] = Quiz.objects.filter(kind=Quiz.Kind.REVIEW)
    assert (quiz.title, quiz.slug) == ("Révision", "revision")


def test_nothing_due_is_nothing_to_ask(awa, lesson, asked) -> None:
    check(awa, asked["s1"], "false")
    with pytest.raises(NothingToAsk):
        start_review(user=awa, course=lesson.course, kind=Attempt.Kind.REVIEW, now=NOW)
