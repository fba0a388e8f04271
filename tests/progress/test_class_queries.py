"""The grid of a class: states, counts, orders, and its drawing."""

from datetime import timedelta

import pytest

from courses.cohorts.access import course_students
from courses.progress.actions import finish_lesson, record_visit
from courses.progress.class_grid import ClassGrid, chosen_rows
from courses.progress.class_queries import class_grid
from courses.progress.urgent_queries import urgent
from courses.progress.weave import Weave, places, weave
from courses.quizzes.actions.answers import check_response
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.models import Attempt, Quiz
from tests.make import NOW, make_check, make_cohort, make_lesson, make_member, make_student

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def lesson():
    return make_lesson()


@pytest.fixture
def cohort(lesson):
    return make_cohort(course=lesson.course)


@pytest.fixture
def three(lesson, cohort):
    """One who finished, one who has begun and stayed away, one who never came."""
    people = [
        make_student(f"etu-{name.lower()}", first_name="Awa", last_name=name)
        for name in ("Ba", "Fall", "Sow")
    ]
    for person in people:
        membership = make_member(person, cohort)
        membership.joined_at = NOW - 30 * DAY
        membership.save()
    finish_lesson(user=people[0], lesson=lesson, now=NOW - 20 * DAY)
    record_visit(user=people[1], lesson=lesson, place="", now=NOW - 8 * DAY)
    return people


def grid_of(lesson, now=NOW) -> ClassGrid:
    return class_grid(lesson.course, course_students(lesson.course), now)


def names(grid: ClassGrid) -> list[str]:
    return [row.user.last_name for row in grid.rows]


def test_each_student_has_a_state_a_lesson(lesson, three):
    found = [
        (row.user, row.states, row.percent, row.last_visit, [each.code for each in row.signals])
        for row in grid_of(lesson).rows
    ]
    assert found == [
        (three[0], ("done",), 100, NOW - 20 * DAY, ["inactive"]),
        (three[1], ("begun",), 0, NOW - 8 * DAY, ["inactive"]),
        (three[2], ("before",), 0, None, ["never-started"]),
    ]


def test_who_answers_is_not_absent(lesson, three):
    quiz = Quiz.objects.create(
        course=lesson.course, kind=Quiz.Kind.PRACTICE, title="Essai", slug="essai"
    )
    Attempt.objects.create(user=three[1], quiz=quiz, number=1, started_at=NOW - DAY)
    grid = grid_of(lesson)
    assert [[each.code for each in row.signals] for row in grid.rows] == [
        ["inactive"],
        [],
        ["never-started"],
    ]
    assert grid.absent == urgent([lesson.course], NOW)[0].absent


def test_lessons_count_their_students(lesson, three):
    grid = grid_of(lesson)
    assert [(each.number, each.title, each.done, each.begun) for each in grid.lessons] == [
        (1, lesson.title, 1, 1)
    ]
    assert (grid.finished, grid.not_begun, grid.absent) == (1, 1, 3)


def answer(user, lesson, says: list[str], *, number: int = 1) -> None:
    """An attempt at the lesson's check, each of its questions answered in turn."""
    quiz = Quiz.objects.get(lesson=lesson)
    attempt = start_attempt(user=user, quiz=quiz, kind=Attempt.Kind.PRACTICE, now=NOW)
    for response, said in zip(attempt.responses.all(), says, strict=True):
        check_response(
            attempt=attempt,
            question_id=response.question_id,
            answer=said,
            operation=None,
            now=NOW,
        )


@pytest.mark.parametrize(
    ("goes", "state"),
    [
        ([["true", "true"]], "done"),
        ([["true", "false"]], "done"),  # half is not under half
        ([["false", "false"]], "failed"),
        ([["false", "false"], ["true", "true"]], "done"),  # the best one counts
        ([["true", "true"], ["false", "false"]], "done"),
    ],
)
def test_a_check_that_won_under_half_is_told_apart(lesson, three, goes, state):
    make_check(lesson)
    for says in goes:
        answer(three[0], lesson, says)
    row = grid_of(lesson).rows[0]
    assert (row.states, row.done, row.failed) == ((state,), 1, int(state == "failed"))


def test_who_failed_a_check_is_counted_and_found(lesson, three):
    make_check(lesson)
    answer(three[0], lesson, ["false", "false"])
    grid = grid_of(lesson)
    assert (grid.failed, grid.finished, [each.failed for each in grid.lessons]) == (1, 1, [1])
    assert names(chosen_rows(grid, words="", state="sous-la-moitie", order="")) == ["Ba"]
    assert grid.rows[0].words == (
        "1 leçon terminée sur 1\xa0; 1 vérification sous la moitié des points"
    )


def test_a_check_under_way_or_tried_out_fails_nobody(lesson, three):
    make_check(lesson)
    quiz = Quiz.objects.get(lesson=lesson)
    answer(three[0], lesson, ["false", "false"])
    Attempt.objects.update(kind=Attempt.Kind.PREVIEW)
    start_attempt(user=three[1], quiz=quiz, kind=Attempt.Kind.PRACTICE, now=NOW)
    assert [row.failed for row in grid_of(lesson).rows] == [0, 0, 0]


def test_a_class_without_students_has_its_lessons(lesson, cohort):
    grid = grid_of(lesson)
    assert (grid.rows, [each.done for each in grid.lessons]) == ((), [0])


@pytest.mark.parametrize(
    ("words", "state", "order", "found"),
    [
        ("", "", "", ["Ba", "Fall", "Sow"]),
        ("fa", "", "", ["Fall"]),
        ("AWÀ etu-sow", "", "", ["Sow"]),
        ("", "pas-commence", "", ["Sow"]),
        ("", "absents", "", ["Ba", "Fall", "Sow"]),
        ("", "termine", "", ["Ba"]),
        ("", "autre", "autre", ["Ba", "Fall", "Sow"]),
        ("", "", "-avancement", ["Ba", "Sow", "Fall"]),
        ("", "", "lecture", ["Sow", "Ba", "Fall"]),
    ],
)
def test_who_is_shown_and_in_what_order(lesson, three, words, state, order, found):
    grid = grid_of(lesson)
    assert names(chosen_rows(grid, words=words, state=state, order=order)) == found


def test_a_strip_is_drawn_with_a_path_a_state():
    assert places((2, 1)) == [0, 17, 41]
    assert weave(("done", "begun", "empty", "failed"), (2, 2)) == Weave(
        width=72,
        done="M7 0l7 7-7 7-7-7z",
        failed="M65 1l6 6-6 6-6-6zM62 7h6",
        begun="M17 14l14-14M17 7l7-7M24 14l7-7",
        before="",
        empty="M48 7h0",
    )
    assert weave((), ()).width == 14
