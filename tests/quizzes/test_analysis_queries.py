"""Which answers are counted, and what they add up to."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import Q

from courses.quizzes.analysis.queries import (
    answer_rows,
    facilities,
    revisions_read_alike,
    seconds_taken,
)
from courses.quizzes.analysis.statistics import Facility
from courses.quizzes.models import Attempt, Mark, Quiz, Response
from tests.make import NOW, make_mark, make_section, make_student
from tests.quizzes.answering import answer_all, ask, class_of

pytestmark = pytest.mark.django_db

TEXT = """
### vrai-faux a
section: 1
Le premier ?
= vrai

### courte b
section: 1
Le second ?
= deux

### courte c
section: 1 · points: 2
Le troisième ?
= trois
"""


@pytest.fixture
def course():
    return make_section().chapter.course


@pytest.fixture
def asked(course):
    return ask(course, TEXT)


@pytest.fixture
def quiz(asked):
    return Quiz.objects.get()


@pytest.fixture
def answers(asked):
    """Half of the points of the last two."""
    return {asked["a"]: "true", asked["b"]: "non", asked["c"]: "trois"}


def shares(course) -> dict[int, Facility]:
    return facilities(course, ())


def test_first_attempts_only(course, asked, quiz, answers) -> None:
    awa = make_student()
    answer_all(awa, quiz, answers)
    answer_all(awa, quiz, {asked["b"]: "deux"}, now=NOW + timedelta(days=1))
    assert shares(course) == {
        asked["a"].pk: Facility(1, 1.0),
        asked["b"].pk: Facility(1, 0.0),
        asked["c"].pk: Facility(1, 1.0),
    }


def test_neither_previews_nor_reviews_nor_what_is_under_way(course, quiz, answers) -> None:
    for kind in (Attempt.Kind.PREVIEW, Attempt.Kind.REVIEW):
        answer_all(make_student(kind), quiz, answers, kind=kind)
    attempt = answer_all(make_student("ouverte"), quiz, answers)
    Attempt.objects.filter(pk=attempt.pk).update(state=Attempt.State.OPEN)
    assert shares(course) == {}


def test_a_practice_after_a_preview_is_the_first(course, asked, quiz, answers) -> None:
    awa = make_student()
    answer_all(awa, quiz, {}, kind=Attempt.Kind.PREVIEW)
    answer_all(awa, quiz, answers)
    assert shares(course)[asked["a"].pk] == Facility(1, 1.0)


def test_the_newest_mark_stands(course, asked, quiz, answers) -> None:
    answer_all(make_student(), quiz, answers)
    make_mark(
        Response.objects.get(question=asked["b"]),
        origin=Mark.Origin.TEACHER,
        points=Decimal("0.5"),
    )
    assert shares(course)[asked["b"].pk] == Facility(1, 0.5)


def test_an_answer_that_waits_for_a_person_is_not_counted(course, asked, quiz, answers) -> None:
    answer_all(make_student(), quiz, answers)
    response = Response.objects.get(question=asked["a"])
    Mark.objects.filter(response=response).delete()
    make_mark(response, points=0, verdict={"state": "manual"})
    assert asked["a"].pk not in shares(course)
    make_mark(response, origin=Mark.Origin.TEACHER)
    assert shares(course)[asked["a"].pk] == Facility(1, 1.0)


def test_answers_to_another_text_are_left_out(course, asked, quiz, answers) -> None:
    answer_all(make_student(), quiz, answers)
    seen = asked["a"].published
    ask(course, TEXT.replace("= vrai", "= faux"))  # the key alone
    assert seen.pk in revisions_read_alike(course.pk)
    assert shares(course)[asked["a"].pk] == Facility(1, 1.0)
    ask(course, TEXT.replace("Le premier ?", "Le tout premier ?"))
    assert seen.pk not in revisions_read_alike(course.pk)
    assert asked["a"].pk not in shares(course)


def test_the_rest_is_the_share_of_the_other_points(course, asked, quiz, answers) -> None:
    answer_all(make_student(), quiz, answers)
    [row] = answer_rows(Q(quiz=quiz), question=asked["a"].pk)
    assert (row.sums.answers, row.sums.paired) == (1, 1)
    assert row.sums.rest == pytest.approx(2 / 3)  # 2 points of 3, b missed
    assert row.sums.products == pytest.approx(2 / 3)


def test_answers_are_told_apart_on_demand(quiz, answers) -> None:
    for student in class_of(2):
        answer_all(student, quiz, answers)

    def said(which: str) -> list[tuple[object, int]]:
        rows = sorted(answer_rows(Q(quiz=quiz), answers=which), key=lambda row: row.question)
        return [(row.answer, row.sums.answers) for row in rows]

    assert said("none") == [(None, 2), (None, 2), (None, 2)]
    assert said("ticked") == [("true", 2), (None, 2), (None, 2)]
    assert said("all") == [("true", 2), ("non", 2), ("trois", 2)]


def test_seconds_since_the_answer_saved_before(course, asked, quiz, answers) -> None:
    awa, binta = class_of(2)
    answer_all(awa, quiz, answers, seconds=30)
    answer_all(binta, quiz, answers, seconds=45)
    read_alike = revisions_read_alike(course.pk)
    expected = {question.pk: {30: 1, 45: 1} for question in answers}
    assert seconds_taken(Q(quiz=quiz), read_alike) == expected
    assert seconds_taken(Q(quiz=quiz), read_alike, asked["c"].pk) == {asked["c"].pk: {30: 1, 45: 1}}
    assert seconds_taken(Q(quiz=quiz), set()) == {}


def test_two_queries_for_any_number_of_answers(
    course, quiz, answers, django_assert_num_queries
) -> None:
    for student in class_of(3):
        answer_all(student, quiz, answers)
    with django_assert_num_queries(2):
        facilities(course, ())
