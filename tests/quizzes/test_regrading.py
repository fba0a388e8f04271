"""Corrections of a key: seen before they are applied, applied once, taken back."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.accounts.models import User
from courses.quizzes.actions.answers import check_response
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.actions.closing import submit_attempt
from courses.quizzes.actions.marking import Decision, give_mark
from courses.quizzes.actions.regrading import (
    NothingToUndo,
    PlanChanged,
    apply_regrade,
    undo_regrade,
)
from courses.quizzes.cards.queries import attempt_cards
from courses.quizzes.marks.drift import key_marks
from courses.quizzes.marks.regrading import past_regrades, regrade_plan
from courses.quizzes.models import Attempt, Mark, Question, Quiz, Regrade, Response
from tests.make import NOW, make_student, make_teacher
from tests.quizzes.marking import correct_key, hand_in, make_marked_quiz, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz():
    return make_marked_quiz()


@pytest.fixture
def fatou() -> User:
    return make_teacher()


def answer_of(attempt: Attempt, slug: str = "vf") -> Response:
    return attempt.responses.get(question__slug=slug)


def points_of(response: Response) -> list[Decimal]:
    """Of its marks, the newest first."""
    return [mark.points for mark in response.marks.all()]


def regrade(question: Question, author: User, **more: Any) -> Regrade | None:
    said = {"digest": regrade_plan(question).digest, "signed": (), "reason": "Clé fausse."}
    return apply_regrade(question=question, author=author, now=NOW, **{**said, **more})


def override(response: Response, author: User, points: str) -> Mark:
    return give_mark(
        response_id=response.pk,
        decision=Decision(Decimal(points), reason="Oral."),
        author=author,
        known=response.marks.all()[0].pk,
        now=NOW,
    )


def test_a_plan_says_who_goes_from_what_to_what_and_writes_nothing(quiz) -> None:
    wrong = hand_in(quiz, make_student("a", last_name="A"), says="false")
    right = hand_in(quiz, make_student("b", last_name="B"), says="true")
    hand_in(quiz, make_student("c"), says="false", kind=Attempt.Kind.PREVIEW)
    plan = regrade_plan(correct_key(quiz))
    rows = [
        (row.response.attempt, row.standing.points, row.new and row.new.points, row.change)
        for row in plan.rows
    ]
    assert rows == [(wrong, 0, 1, "up"), (right, 1, 0, "down")]
    assert Mark.objects.exclude(origin=Mark.Origin.AUTOMATIC).count() == 0


def test_a_correction_is_applied_once(quiz, fatou) -> None:
    attempt = hand_in(quiz, make_student(), says="false")
    question = correct_key(quiz)
    done = regrade(question, fatou)
    assert done is not None
    mark = answer_of(attempt).marks.all()[0]
    assert (mark.points, mark.regrade, mark.revision, mark.author, mark.reason) == (
        1,
        done,
        question.published,
        fatou,
        "Clé fausse.",
    )
    assert regrade(question, fatou) is None
    assert Regrade.objects.count() == 1
    change = attempt_cards(attempt.pk)[1].change
    assert change is not None
    assert (change.by, change.reason) == ("correction", "Clé fausse.")


def test_only_what_was_shown_is_applied(quiz, fatou) -> None:
    hand_in(quiz, make_student("a"), says="false")
    late = hand_in(quiz, make_student("b"), says="false", submit=False)
    question = correct_key(quiz)
    shown = regrade_plan(question)
    assert shown.under_way == 1
    submit_attempt(attempt=late, now=NOW)
    with pytest.raises(PlanChanged) as changed:
        regrade(question, fatou, digest=shown.digest)
    assert changed.value.plan.counts["up"] == 2
    assert Regrade.objects.count() == 0


def test_a_signed_mark_stays_unless_ticked(quiz, fatou) -> None:
    response = answer_of(hand_in(quiz, make_student(), says="false"))
    override(response, fatou, "0.5")
    question = correct_key(quiz)
    assert regrade(question, fatou) is None
    assert points_of(response) == [Decimal("0.5"), 0]
    regrade(question, fatou, signed={response.pk})
    assert points_of(response) == [1, Decimal("0.5"), 0]


def test_an_answer_that_no_longer_exists_is_left_and_named(quiz, fatou) -> None:
    text = "### choix c\nCombien ?\n- (x) Trois\n- ( ) {other}\n- ( ) Quatre\n"
    question = publish(quiz.course, text.format(other="Deux"))
    quiz.items.create(question=question, position=3)
    assert question.published is not None
    ids = {each["text"]: each["id"] for each in question.published.public["options"]}
    attempt = hand_in(quiz, make_student(), c=ids["Deux"])
    plan = regrade_plan(publish(quiz.course, text.format(other="Cinq")))
    assert [row.response.attempt for row in plan.cannot] == [attempt]
    assert (plan.changed, plan.counts["cannot"]) == ([], 1)


def test_other_words_for_the_same_points_are_told(quiz, fatou) -> None:
    attempt = hand_in(quiz, make_student(), says="true")
    text = "### vrai-faux vf\nTCP garantit l'ordre.\n= vrai\n> Explication : il numérote.\n"
    question = publish(quiz.course, text)
    assert regrade_plan(question).counts["told"] == 1
    regrade(question, fatou)
    card = attempt_cards(attempt.pk)[1]
    assert (card.won, card.explanation) == (1, "<p>il numérote.</p>")


def test_hints_still_cost_what_they_cost(quiz, fatou) -> None:
    text = (
        "### vrai-faux indice\npoints: 2\nUDP numérote.\n= {right}\n"
        "> Indice (coût: 0,5) : relisez.\n"
    )
    question = publish(quiz.course, text.format(right="vrai"))
    quiz.items.create(question=question, position=3)
    attempt = hand_in(quiz, make_student(), indice="false", submit=False)
    attempt.responses.filter(question=question).update(hints_seen=1)
    submit_attempt(attempt=attempt, now=NOW)
    regrade(publish(quiz.course, text.format(right="faux").replace("0,5", "1")), fatou)
    mark = answer_of(attempt, "indice").marks.all()[0]
    assert (mark.points, mark.out_of) == (Decimal("1.5"), 2)


def test_further_tries_still_cost_what_they_cost(quiz, fatou) -> None:
    quiz.feedback, quiz.try_cost = Quiz.Feedback.INTERACTIVE, Decimal("0.25")
    quiz.save()
    attempt = start_attempt(user=make_student(), quiz=quiz, kind=Attempt.Kind.PRACTICE, now=NOW)
    question = quiz.items.get(question__slug="vf").question
    for answer in ("false", "true"):
        check_response(
            attempt=attempt, question_id=question.pk, answer=answer, operation=None, now=NOW
        )
    submit_attempt(attempt=attempt, now=NOW)
    response = answer_of(attempt)
    assert points_of(response) == [Decimal("0.75")]
    Quiz.objects.update(try_cost=Decimal("0.5"))
    regrade(correct_key(quiz), fatou)
    regrade(correct_key(quiz, right="vrai"), fatou)
    assert points_of(response) == [Decimal("0.75"), 0, Decimal("0.75")]
    assert [drift for _, drift in key_marks() if drift] == []


def test_undoing_gives_back_what_stood_before(quiz, fatou) -> None:
    response = answer_of(hand_in(quiz, make_student(), says="false"))
    before = response.marks.get()
    done = regrade(correct_key(quiz), fatou)
    assert done is not None
    assert undo_regrade(regrade=done, author=fatou, now=NOW) == 1
    mark = response.marks.all()[0]
    assert (mark.points, mark.verdict, mark.revision) == (0, before.verdict, before.revision)
    done.refresh_from_db()
    assert (done.undone_at, done.undone_by) == (NOW, fatou)
    with pytest.raises(NothingToUndo):
        undo_regrade(regrade=done, author=fatou, now=NOW)
    assert points_of(response) == [0, 1, 0]


def test_undoing_leaves_and_names_what_was_marked_since(quiz, fatou) -> None:
    kept = answer_of(hand_in(quiz, make_student("a"), says="false"))
    back = answer_of(hand_in(quiz, make_student("b"), says="false"))
    question = correct_key(quiz)
    done = regrade(question, fatou)
    assert done is not None
    override(kept, fatou, "0.5")
    past = past_regrades(question)[0]
    assert (past.count, [mark.response for mark in past.stuck], past.can_undo) == (2, [kept], True)
    undo_regrade(regrade=done, author=fatou, now=NOW)
    assert (points_of(kept)[0], points_of(back)[0]) == (Decimal("0.5"), 0)


OPERATIONS = st.one_of(
    st.tuples(st.just("override"), st.integers(0, 2), st.sampled_from(["0", "0.25", "1"])),
    st.tuples(st.just("regrade"), st.sampled_from(["vrai", "faux"]), st.just("")),
    st.tuples(st.just("undo"), st.integers(0, 3), st.just("")),
)


@settings(max_examples=max(5, settings.default.max_examples // 5))
@given(st.lists(OPERATIONS, min_size=1, max_size=8))
def test_in_any_order_the_newest_stands_and_every_mark_can_be_computed(operations) -> None:
    with transaction.atomic():
        _play(operations)
        transaction.set_rollback(True)


def _play(operations: list[Any]) -> None:
    """Runs the operations beside a model: by answer, its marks as (points, key, regrade)."""
    quiz, fatou = make_marked_quiz(), make_teacher()
    says = ["true", "false", "false"]
    answers = [
        answer_of(hand_in(quiz, make_student(f"e{number}"), says=word))
        for number, word in enumerate(says)
    ]

    def worth(answer: int, key: str) -> Decimal:
        return Decimal((says[answer] == "true") == (key == "vrai"))

    model: list[list[tuple[Decimal, str | None, int | None]]] = [
        [(worth(answer, "vrai"), "vrai", None)] for answer in range(3)
    ]
    for name, what, points in operations:
        if name == "override":
            mark = override(answers[what], fatou, points)
            if model[what][-1][:2] != (mark.points, None):
                model[what].append((mark.points, None, None))
        elif name == "regrade":
            done = regrade(correct_key(quiz, right=what), fatou)
            for answer, marks in enumerate(model):
                if marks[-1][1] not in (None, what):
                    assert done is not None
                    marks.append((worth(answer, what), what, done.pk))
        else:
            undone = Regrade.objects.order_by("pk")[what : what + 1].first()
            if undone is not None and undone.undone_at is None:
                _undo(undone, fatou, model)
        assert [points_of(answer)[::-1] for answer in answers] == [
            [mark[0] for mark in marks] for marks in model
        ]
    assert [drift for _, drift in key_marks() if drift] == []


def _undo(regrade: Regrade, author: User, model: list[list[Any]]) -> None:
    stands = [marks for marks in model if marks[-1][2] == regrade.pk]
    if not stands:
        with pytest.raises(NothingToUndo):
            undo_regrade(regrade=regrade, author=author, now=NOW)
        return
    assert undo_regrade(regrade=regrade, author=author, now=NOW) == len(stands)
    for marks in stands:
        points, key, _ = marks[-2]
        marks.append((points, key, None))
