"""Marks that a person gives: signed, added, never written over without asking."""

from decimal import Decimal

import pytest

from courses.quizzes.actions.marking import (
    Decision,
    MarkedMeanwhile,
    NotHandedIn,
    OutOfRange,
    give_mark,
)
from courses.quizzes.cards.queries import attempt_cards
from courses.quizzes.models import Mark, Response
from tests.make import NOW, make_student, make_teacher
from tests.quizzes.marking import hand_in, make_marked_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt():
    return hand_in(make_marked_quiz(), make_student(), says="false")


@pytest.fixture
def essay(attempt) -> Response:
    return attempt.responses.get(question__slug="ouverte")


@pytest.fixture
def fatou():
    return make_teacher()


def give(response: Response, author, points, *criteria, known: Mark | None = None, **said) -> Mark:
    standing = known or response.marks.first()
    decision = Decision(Decimal(points), [Decimal(each) for each in criteria], **said)
    return give_mark(
        response_id=response.pk, decision=decision, author=author, known=standing.pk, now=NOW
    )


@pytest.mark.parametrize(("points", "state"), [("3", "right"), ("1.5", "partly"), ("0", "wrong")])
def test_the_state_follows_from_the_points(essay, fatou, points, state) -> None:
    mark = give(essay, fatou, points)
    assert (mark.verdict["state"], mark.out_of, mark.revision) == (state, 3, None)
    assert mark.verdict["explanation"] == essay.marks.last().verdict["explanation"]


def test_the_student_reads_the_mark_its_criteria_and_the_comment(attempt, essay, fatou) -> None:
    give(essay, fatou, "1.5", "1", "0.5", comment="Un exemple de plus.")
    card = attempt_cards(attempt.pk)[0]
    assert (card.won, card.state, card.comment) == (Decimal("1.5"), "partly", "Un exemple de plus.")
    assert [(each.won, each.points) for each in card.criteria] == [(1, 2), (Decimal("0.5"), 1)]


def test_the_student_reads_why_a_mark_was_changed(attempt, fatou) -> None:
    response = attempt.responses.get(question__slug="vf")
    give(response, fatou, "1", reason="Énoncé ambigu.")
    card = attempt_cards(attempt.pk)[1]
    assert card.change is not None
    assert (card.change.by, card.change.at, card.change.reason) == (
        "teacher",
        NOW,
        "Énoncé ambigu.",
    )


def test_the_same_decision_again_adds_nothing(essay, fatou) -> None:
    first = essay.marks.get()
    marks = {give(essay, fatou, "1.5", "1", "0.5", comment="Oui.", known=first) for _ in range(2)}
    assert len(marks) == 1
    assert essay.marks.count() == 2


def test_another_decision_is_refused_until_its_author_has_seen_the_mark(essay, fatou) -> None:
    first = essay.marks.get()
    given = give(essay, fatou, "1", known=first)
    with pytest.raises(MarkedMeanwhile) as meanwhile:
        give(essay, make_teacher("moussa"), "2", known=first)
    assert meanwhile.value.standing == given
    assert give(essay, fatou, "2", known=given).points == 2
    assert [mark.points for mark in essay.marks.all()] == [2, 1, 0]


@pytest.mark.parametrize(
    ("points", "criteria"),
    [
        ("-0.5", ()),
        ("3.5", ()),
        ("3", ("1", "1")),
        ("3", ("0", "3")),
        ("1", ("2", "-1")),
        ("2", ("2",)),
    ],
)
def test_points_outside_of_their_range_are_refused(essay, fatou, points, criteria) -> None:
    with pytest.raises(OutOfRange):
        give(essay, fatou, points, *criteria)
    assert essay.marks.count() == 1


def test_an_answer_under_way_has_no_mark_to_give(fatou) -> None:
    attempt = hand_in(make_marked_quiz(), make_student(), submit=False)
    with pytest.raises(NotHandedIn):
        give_mark(
            response_id=attempt.responses.all()[0].pk,
            decision=Decision(Decimal(1)),
            author=fatou,
            known=0,
            now=NOW,
        )


def test_no_answer_stays_no_answer(fatou) -> None:
    blank = hand_in(make_marked_quiz(), make_student(), essay="").responses.all()[0]
    assert give(blank, fatou, "0", reason="Rien.").verdict["state"] == "blank"
    assert give(blank, fatou, "1", reason="Oral.").verdict["state"] == "partly"
