"""When an attempt may begin and must end, what it asks, and how often an answer may be given."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from courses.accounts.models import User
from courses.content.models import Course
from courses.quizzes.actions.answers import (
    GRACE,
    AttemptClosed,
    NewerAnswer,
    check_response,
    reveal_hint,
    save_response,
)
from courses.quizzes.actions.attempts import CannotStart, start_attempt
from courses.quizzes.actions.closing import close_late, submit_attempt
from courses.quizzes.marks.receipts import in_groups, is_intact
from courses.quizzes.models import Attempt, Mark, Quiz, QuizItem, Response
from courses.quizzes.terms import NO_TERMS, Terms
from tests.make import NOW, make_lesson, make_student
from tests.quizzes.answering import ask, option

pytestmark = pytest.mark.django_db

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TEXT = "\n".join(
    f"### courte q{number}\nsection: 1 · bloom: comprendre\nQuel mot ?\n= oui\n> Indice : oui\n"
    for number in range(6)
)


@pytest.fixture
def course() -> Course:
    return make_lesson().course


@pytest.fixture
def awa(course: Course) -> User:
    return make_student()


def make_quiz(course: Course, *, items: int = 1, **settings: Any) -> Quiz:
    """An exam of the first `items` questions."""
    questions = ask(course, TEXT)
    given = {"kind": Quiz.Kind.EXAM, "title": "Examen", "slug": "examen", **settings}
    quiz = Quiz.objects.create(course=course, **given)
    for position in range(items):
        QuizItem.objects.create(quiz=quiz, question=questions[f"q{position}"], position=position)
    return quiz


def begin(user: User, quiz: Quiz, terms: Terms = NO_TERMS, now: datetime = NOW) -> Attempt:
    return start_attempt(user=user, quiz=quiz, kind=Attempt.Kind.GRADED, now=now, terms=terms)


def save(attempt: Attempt, answer: str, now: datetime = NOW, **said: Any) -> Response:
    question = attempt.responses.all()[0].question_id
    given = {"operation": uuid4(), **said}
    return save_response(attempt=attempt, question_id=question, answer=answer, now=now, **given)


@pytest.mark.parametrize(
    ("settings", "terms", "obstacle"),
    [
        ({}, Terms(opens_at=NOW + MINUTE), "early"),
        ({}, Terms(closes_at=NOW), "over"),
        ({"is_published": False}, Terms(), "hidden"),
        ({"archived_at": NOW}, Terms(), "hidden"),
        ({"max_attempts": 0}, Terms(), "used"),
    ],
)
def test_nothing_begins_that_the_terms_do_not_allow(
    course: Course, awa: User, settings: dict[str, Any], terms: Terms, obstacle: str
) -> None:
    with pytest.raises(CannotStart) as refusal:
        begin(awa, make_quiz(course, **settings), terms)
    assert refusal.value.obstacle == obstacle
    assert not Attempt.objects.exists()


def test_attempts_are_counted_with_those_a_student_is_granted(course: Course, awa: User) -> None:
    quiz = make_quiz(course, max_attempts=1)
    terms = Terms(extra_attempts=1)
    for _ in range(2):
        submit_attempt(attempt=begin(awa, quiz, terms), now=NOW)
    with pytest.raises(CannotStart):
        begin(awa, quiz, terms)
    preview = start_attempt(user=awa, quiz=quiz, kind=Attempt.Kind.PREVIEW, now=NOW)
    assert preview.number == 3


@pytest.mark.parametrize(
    ("minutes", "terms", "deadline"),
    [
        (None, Terms(), None),
        (30, Terms(), NOW + 30 * MINUTE),
        (30, Terms(time_factor=Decimal("1.5")), NOW + 45 * MINUTE),
        (30, Terms(closes_at=NOW + 10 * MINUTE), NOW + 10 * MINUTE),
        (None, Terms(closes_at=NOW + HOUR), NOW + HOUR),
    ],
)
def test_the_deadline_is_the_earlier_of_time_and_closing(
    course: Course, awa: User, minutes: int | None, terms: Terms, deadline: datetime | None
) -> None:
    assert begin(awa, make_quiz(course, minutes=minutes), terms).deadline == deadline


def test_starting_again_does_not_set_the_clock_back(course: Course, awa: User) -> None:
    quiz = make_quiz(course, minutes=30)
    first = begin(awa, quiz)
    again = begin(awa, quiz, now=NOW + 20 * MINUTE)
    assert (again, again.deadline) == (first, NOW + 30 * MINUTE)


def test_the_last_second_counts_and_a_letter_on_its_way(course: Course, awa: User) -> None:
    attempt = begin(awa, make_quiz(course, minutes=30))
    end = NOW + 30 * MINUTE
    save(attempt, "presque", end)
    save(attempt, "oui", end + GRACE)
    with pytest.raises(AttemptClosed):
        save(attempt, "non", end + GRACE + timedelta(microseconds=1))
    assert attempt.responses.get().answer == "oui"


def test_at_its_end_an_attempt_is_handed_in_once_with_what_it_held(
    course: Course, awa: User
) -> None:
    attempt = begin(awa, make_quiz(course, minutes=30))
    save(attempt, "oui")
    end = NOW + 30 * MINUTE
    assert close_late(attempts=[attempt], now=end) == 0
    late = end + MINUTE
    assert [close_late(attempts=[attempt], now=late) for _ in range(2)] == [1, 0]
    attempt.refresh_from_db()
    assert (attempt.state, attempt.ended_by_time, attempt.submitted_at) == ("submitted", True, end)
    assert [mark.points for mark in Mark.objects.all()] == [1]


def test_questions_are_drawn_without_repeats_and_stay(course: Course, awa: User) -> None:
    quiz = make_quiz(course, items=1)
    QuizItem.objects.create(quiz=quiz, filters=[["section", "1"]], count=2, position=1)
    QuizItem.objects.create(quiz=quiz, filters=[["kind", "short"]], count=2, position=2)
    attempt = begin(awa, quiz)
    asked = [response.question.slug for response in attempt.responses.select_related("question")]
    assert (len(asked), len(set(asked)), asked[0]) == (5, 5, "q0")
    assert begin(awa, quiz) == attempt


def test_everybody_gets_their_own_draw_and_all_of_a_pool_too_small(course: Course) -> None:
    quiz = make_quiz(course, items=0, shuffles_questions=True)
    item = QuizItem.objects.create(quiz=quiz, filters=[["section", "1"]], count=3, position=1)
    draws = {drawn(begin(make_student(f"{number}"), quiz)) for number in range(20)}
    assert len(draws) > 5
    item.count = 50
    item.save()
    assert len(drawn(begin(make_student("last"), quiz))) == 6


def drawn(attempt: Attempt) -> tuple[int, ...]:
    return tuple(attempt.responses.values_list("question_id", flat=True))


def test_an_older_page_never_replaces_a_newer_answer(course: Course, awa: User) -> None:
    attempt = begin(awa, make_quiz(course))
    save(attempt, "phone", base=0)
    with pytest.raises(NewerAnswer) as newer:
        save(attempt, "computer", base=0)
    assert newer.value.response.answer == "phone"
    save(attempt, "computer", base=1)
    assert attempt.responses.get().answer == "computer"


def test_a_page_that_did_not_hear_back_goes_on(course: Course, awa: User) -> None:
    """Its first save arrived, the acknowledgement did not; the second names the first."""
    attempt = begin(awa, make_quiz(course))
    first, second = uuid4(), uuid4()
    save(attempt, "un", base=0, operation=first)
    save(attempt, "deux", base=0, operation=second, sent=[first])
    assert attempt.responses.get().answer == "deux"
    save(attempt, "deux", base=0, operation=second, sent=[first])
    assert attempt.responses.get().saves == 2


def test_saving_is_one_read_and_one_write(
    course: Course, awa: User, django_assert_num_queries: Any
) -> None:
    attempt = begin(awa, make_quiz(course))
    question = attempt.responses.get().question_id
    save(attempt, "non")
    with django_assert_num_queries(2) as queries:
        save_response(
            attempt=attempt, question_id=question, answer="oui", operation=uuid4(), now=NOW, base=1
        )
    written = [each["sql"].split()[0] for each in queries.captured_queries]
    assert written == ["SELECT", "UPDATE"]


def test_interactive_tries_cost_and_end(course: Course, awa: User) -> None:
    quiz = make_quiz(
        course, feedback=Quiz.Feedback.INTERACTIVE, tries=3, try_cost=Decimal("0.25"), items=2
    )
    attempt = begin(awa, quiz)
    one, two = attempt.responses.all()
    for answer in ("non", "non", "oui"):
        answered = give(attempt, one, answer)
    assert (answered.tries, answered.marks.get().points) == (2, Decimal("0.5"))
    for _ in range(3):
        answered = give(attempt, two, "non")
    assert (answered.tries, answered.marks.get().points) == (2, 0)
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.SUBMITTED


def test_handing_in_after_a_try_costs_no_further_one(course: Course, awa: User) -> None:
    multiple = "### multiple m1\nsection: 1\nQue ?\n- [x] A\n- [x] B\n- [ ] C\n"
    question = ask(course, multiple)["m1"]
    quiz = make_quiz(course, items=0, feedback=Quiz.Feedback.INTERACTIVE, try_cost=Decimal("0.25"))
    QuizItem.objects.create(quiz=quiz, question=question, position=0)
    attempt = begin(awa, quiz)
    check_response(
        attempt=attempt,
        question_id=question.pk,
        answer=[option(question, "A")],
        operation=uuid4(),
        now=NOW,
    )
    submit_attempt(attempt=attempt, now=NOW)
    assert Mark.objects.get().points == Decimal("0.5")


def give(attempt: Attempt, response: Response, answer: str) -> Response:
    return check_response(
        attempt=attempt,
        question_id=response.question_id,
        answer=answer,
        operation=uuid4(),
        now=NOW,
    )


def test_a_try_sent_twice_is_one_try(course: Course, awa: User) -> None:
    quiz = make_quiz(course, feedback=Quiz.Feedback.INTERACTIVE)
    attempt = begin(awa, quiz)
    question, operation = attempt.responses.get().question_id, uuid4()
    for _ in range(3):
        response = check_response(
            attempt=attempt, question_id=question, answer="non", operation=operation, now=NOW
        )
    assert (response.tries, response.saves) == (1, 1)


def test_a_quiz_that_tells_later_marks_nothing_at_once(course: Course, awa: User) -> None:
    attempt = begin(awa, make_quiz(course))
    with pytest.raises(AttemptClosed):
        give(attempt, attempt.responses.get(), "oui")
    assert not Mark.objects.exists()


def test_no_hint_after_the_end(course: Course, awa: User) -> None:
    attempt = begin(awa, make_quiz(course, minutes=1))
    question = attempt.responses.get().question_id
    late = NOW + 2 * MINUTE
    assert reveal_hint(attempt=attempt, question_id=question, now=late).hints_seen == 0
    assert reveal_hint(attempt=attempt, question_id=question, now=NOW).hints_seen == 1


def test_a_receipt_is_of_what_was_handed_in(course: Course, awa: User) -> None:
    attempt = begin(awa, make_quiz(course))
    save(attempt, "oui")
    attempt = submit_attempt(attempt=attempt, now=NOW)
    assert len(attempt.receipt) == 64
    assert is_intact(attempt, attempt.responses.all())
    attempt.responses.update(answer="non")
    assert not is_intact(attempt, attempt.responses.all())
    assert in_groups("abcdef01") == "abcd ef01"


def test_two_people_with_the_same_answers_have_two_receipts(course: Course) -> None:
    quiz = make_quiz(course)
    receipts = set()
    for number in range(2):
        attempt = begin(make_student(f"{number}"), quiz)
        save(attempt, "oui")
        receipts.add(submit_attempt(attempt=attempt, now=NOW).receipt)
    assert len(receipts) == 2


def test_numbers_are_drawn_for_each_attempt_and_marked_with_them(course: Course, awa: User) -> None:
    made = ask(
        course, "### numérique n1\nsection: 1\nx ∈ 2..900\nLe double de {x} ?\n= 2 × x ± 0\n"
    )
    quiz = make_quiz(course, items=0)
    QuizItem.objects.create(quiz=quiz, question=made["n1"], position=0)
    seen = set()
    for number in range(5):
        attempt = begin(make_student(f"{number}"), quiz)
        response = attempt.responses.get()
        x = int(response.values["x"])
        seen.add(x)
        save(attempt, f"{2 * x}")
        submit_attempt(attempt=attempt, now=NOW)
        assert Mark.objects.get(response=response).points == 1
    assert len(seen) > 1
