"""Which notions a person masters, read from their answers."""

import pytest

from courses.progress.attempt_actions import check_and_record
from courses.progress.mastery import ACQUIRED, TO_REVIEW, UNDER_WAY, UNSEEN
from courses.progress.mastery_queries import ObjectiveMastery, mastery
from courses.progress.review_actions import start_review
from courses.quizzes.actions.authoring import archive_question
from courses.quizzes.models import Attempt, Mark, Quiz, Response
from tests.make import NOW, make_lesson, make_mark, make_student
from tests.progress.reviews import DAY, check, make_course_with_notions, make_notions
from tests.quizzes.answering import ask

pytestmark = pytest.mark.django_db


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


def states(course, user) -> dict[str, str]:
    found = mastery(course, user, NOW)
    return {each.notion.slug: each.mastery.state for each in found.notions}


def test_only_notions_that_questions_are_about(course, awa) -> None:
    assert states(course, awa) == {"poignee": UNSEEN, "segment": UNSEEN}


def test_two_days_of_right_answers(course, asked, awa) -> None:
    check(awa, asked["p1"], "true")
    assert states(course, awa) == {"poignee": UNDER_WAY, "segment": UNSEEN}
    check(awa, asked["p2"], "syn", NOW + DAY)
    assert states(course, awa) == {"poignee": ACQUIRED, "segment": UNDER_WAY}
    [poignee, segment] = mastery(course, awa, NOW).notions
    assert [proof.stem for proof in poignee.proofs] == [
        "La poignée de main a trois segments.",
        "Quel segment ouvre la connexion\u202f?",
    ]
    assert [lesson.slug for lesson in segment.lessons] == ["la-connexion-tcp"]


def test_objectives_count_the_notions_of_their_questions(course, asked, awa) -> None:
    check(awa, asked["p1"], "true")
    check(awa, asked["p2"], "syn", NOW + DAY)
    course.objectives.filter(code="R1.1").update(text="Ouvrir une connexion.")
    assert mastery(course, awa, NOW).objectives == (
        ObjectiveMastery("R1.1", "Ouvrir une connexion.", 1, 2),
        ObjectiveMastery("R1.2", "", 0, 1),
    )


def test_groups_begin_with_what_asks_for_work(course, asked, awa) -> None:
    check(awa, asked["p1"], "false")
    groups = mastery(course, awa, NOW).groups
    assert [(state, [n.notion.slug for n in notions]) for state, notions in groups] == [
        (UNDER_WAY, ["poignee"]),
        (UNSEEN, ["segment"]),
    ]


def test_a_missed_review_takes_it_back(course, asked, awa) -> None:
    check(awa, asked["s1"], "false")
    attempt = start_review(user=awa, course=course, kind=Attempt.Kind.REVIEW, now=NOW + DAY)
    [response] = attempt.responses.all()
    check_and_record(
        attempt=attempt,
        question_id=response.question_id,
        answer="rien",
        operation=None,
        now=NOW + DAY,
    )
    assert states(course, awa) == {"poignee": TO_REVIEW, "segment": TO_REVIEW}


def test_the_mark_that_stands_decides(course, asked, awa) -> None:
    check(awa, asked["s1"], "false")
    make_mark(
        Response.objects.get(question=asked["s1"]),
        origin=Mark.Origin.TEACHER,
        points=1,
        out_of=1,
        created_at=NOW,
    )
    found = {each.notion.slug: each for each in mastery(course, awa, NOW).notions}
    assert len(found["segment"].proofs) == 1


def test_neither_previews_nor_others_nor_results_that_wait(course, asked, awa) -> None:
    check(awa, asked["s1"], "true", kind=Attempt.Kind.PREVIEW)
    check(make_student("binta"), asked["s1"], "true")
    assert states(course, awa)["segment"] == UNSEEN
    moussa = make_student("moussa")
    check(moussa, asked["s1"], "true")
    Quiz.objects.update(waits_for_closing=True)
    assert states(course, moussa)["segment"] == UNSEEN


def test_a_question_in_the_bin_keeps_its_answers_but_asks_nothing(course, asked, awa) -> None:
    check(awa, asked["s1"], "true")
    check(awa, asked["p1"], "true")
    for slug in ("p1", "s1"):
        archive_question(question=asked[slug], now=NOW)
    check(awa, asked["p2"], "syn", NOW + DAY)
    assert states(course, awa) == {"poignee": ACQUIRED, "segment": ACQUIRED}
    archive_question(question=asked["p2"], now=NOW)
    assert mastery(course, awa, NOW).notions == ()


@pytest.mark.parametrize("many", [1, 30])
def test_queries_do_not_grow(awa, many, django_assert_num_queries) -> None:
    lesson = make_lesson()
    make_notions(lesson.course, *(f"n{number}" for number in range(many)))
    text = "\n".join(
        f"### vrai-faux q{number}\nleçon: {lesson.slug} · notion: n{number} · objectif: O{number}\n"
        f"Vrai {number} ?\n= vrai\n"
        for number in range(many)
    )
    for question in ask(lesson.course, text).values():
        if question.quiz_items.filter(quiz__kind=Quiz.Kind.CHECK).exists():
            check(awa, question, "true")
    with django_assert_num_queries(4):
        assert len(mastery(lesson.course, awa, NOW).notions) == many
