"""What a student has in each item, what a teacher decides, and what a student is told."""

from datetime import timedelta
from decimal import Decimal

import pytest

from courses.accounts.models import AuditEvent
from courses.cohorts.models import Schedule
from courses.progress.gradebook import LATER, MARKED, MISSING, WAITING
from courses.progress.gradebook_actions import (
    Counted,
    DecidedMeanwhile,
    decide_total,
    save_gradebook,
)
from courses.progress.gradebook_queries import course_gradebook, own_total
from courses.progress.models import Gradebook, GradeItem, GradeOverride
from courses.quizzes.models import Attempt, Mark, Quiz, Response
from tests.make import (
    NOW,
    make_chapter,
    make_check,
    make_cohort,
    make_course,
    make_lesson,
    make_mark,
    make_member,
    make_section,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return make_course()


@pytest.fixture
def cohort(course):
    return make_cohort(course=course)


@pytest.fixture
def awa(cohort):
    return make_member(make_student(), cohort).user


@pytest.fixture
def teacher(course):
    return make_teacher(course=course)


@pytest.fixture
def questions(course):
    return make_check(make_lesson(make_section(make_chapter(course))), 2)


@pytest.fixture
def settings(course):
    return Gradebook.objects.create(course=course, is_published=True)


def make_item(settings, slug="examen", weight="1", kind=Quiz.Kind.EXAM, **fields) -> GradeItem:
    quiz = Quiz.objects.create(
        course=settings.course, kind=kind, title=slug.title(), slug=slug, **fields
    )
    category = "exams" if kind == Quiz.Kind.EXAM else "quizzes"
    return GradeItem.objects.create(
        gradebook=settings, quiz=quiz, category=category, weight=Decimal(weight)
    )


def close(item, at, **who) -> None:
    Schedule.objects.create(
        course=item.quiz.course,
        quiz=item.quiz.slug,
        closes=at.strftime("%Y-%m-%dT%H:%M"),
        time_zone="UTC",
        set_at=NOW,
        **who,
    )


def hand_in(user, item, questions, points, *, number=1, state="right") -> Attempt:
    """An attempt at these questions; `points` won at each."""
    attempt = Attempt.objects.create(
        user=user,
        quiz=item.quiz,
        number=number,
        state=Attempt.State.SUBMITTED,
        started_at=NOW,
        submitted_at=NOW,
    )
    for place, (question, won) in enumerate(zip(questions, points, strict=True), 1):
        response = Response.objects.create(
            attempt=attempt, question=question, revision=question.published, position=place
        )
        make_mark(
            response,
            origin=Mark.Origin.AUTOMATIC,
            points=Decimal(won),
            out_of=1,
            verdict={"state": state},
            created_at=NOW,
        )
    return attempt


def cell_of(course, user):
    return course_gradebook(course, [user], NOW).rows[0].cells[0]


def test_the_attempt_that_counts_is_the_one_of_the_results(settings, awa, questions) -> None:
    item = make_item(settings)
    best = hand_in(awa, item, questions, [1, 1])
    last = hand_in(awa, item, questions, ["0.5", 0], number=2)
    found = cell_of(settings.course, awa)
    assert (found.attempt, found.entry.mark, found.entry.state) == (best.pk, 20, MARKED)
    Quiz.objects.update(counts=Quiz.Counts.LAST)
    found = cell_of(settings.course, awa)
    assert (found.attempt, found.entry.mark) == (last.pk, 5)


def test_the_newest_mark_stands(settings, awa, questions, teacher) -> None:
    attempt = hand_in(awa, make_item(settings), questions, [0, 0])
    for points in ("0.25", "0.5"):
        make_mark(
            attempt.responses.first(),
            origin=Mark.Origin.TEACHER,
            points=Decimal(points),
            out_of=1,
            verdict={"state": "partial"},
            author=teacher,
            created_at=NOW,
        )
    assert cell_of(settings.course, awa).entry.mark == Decimal("5.00")


def test_previews_and_reviews_never_count(settings, awa, questions) -> None:
    hand_in(awa, make_item(settings), questions, [1, 1])
    Attempt.objects.update(kind=Attempt.Kind.PREVIEW)
    assert cell_of(settings.course, awa).entry.state == LATER


def test_what_waits_for_a_mark_is_provisional(settings, awa, questions) -> None:
    hand_in(awa, make_item(settings), questions, [0, 0], state="manual")
    row = course_gradebook(settings.course, [awa], NOW).rows[0]
    assert (row.cells[0].entry.state, row.value, row.is_provisional) == (WAITING, 0, True)


def test_missing_is_zero_only_once_closed_for_that_student(settings, awa, cohort) -> None:
    item = make_item(settings)
    assert cell_of(settings.course, awa).entry.state == LATER
    close(item, NOW - timedelta(days=1))
    found = cell_of(settings.course, awa).entry
    assert (found.state, found.mark) == (MISSING, 0)
    close(item, NOW + timedelta(days=1), user=awa)
    other = make_member(make_student("binta"), cohort).user
    book = course_gradebook(settings.course, [awa, other], NOW)
    assert [row.cells[0].entry.state for row in book.rows] == [LATER, MISSING]


def test_an_attempt_under_way_or_a_hidden_quiz_is_no_absence(settings, awa) -> None:
    item = make_item(settings)
    close(item, NOW - timedelta(days=1))
    Quiz.objects.update(is_published=False)
    assert cell_of(settings.course, awa).entry.state == LATER
    Quiz.objects.update(is_published=True)
    Attempt.objects.create(user=awa, quiz=item.quiz, number=1, started_at=NOW)
    assert cell_of(settings.course, awa).entry.state == LATER


def test_a_quiz_in_the_bin_is_no_column(settings, awa) -> None:
    make_item(settings)
    Quiz.objects.update(archived_at=NOW)
    assert course_gradebook(settings.course, [awa], NOW).rows == []


@pytest.mark.parametrize("students", [1, 30])
def test_queries_do_not_grow(
    students, settings, cohort, questions, django_assert_num_queries
) -> None:
    items = [make_item(settings, f"examen-{number}") for number in range(students)]
    people = [make_member(make_student(f"e{n}"), cohort).user for n in range(students)]
    for person in people:
        hand_in(person, items[0], questions, [1, 0])
    with django_assert_num_queries(5):
        book = course_gradebook(settings.course, people, NOW)
    assert [row.value for row in book.rows] == [Decimal("10.00")] * students
    with django_assert_num_queries(6):
        own_total(settings.course, people[0], NOW)


def decide(course, student, teacher, total, known=0):
    return decide_total(
        course=course,
        student=student,
        total=None if total is None else Decimal(total),
        reason="Oral",
        author=teacher,
        known=known,
        now=NOW,
    )


def test_a_decided_total_is_signed_and_can_be_given_back(settings, awa, questions, teacher) -> None:
    hand_in(awa, make_item(settings), questions, [1, 0])
    first = decide(settings.course, awa, teacher, "14")
    row = course_gradebook(settings.course, [awa], NOW).rows[0]
    assert (row.value, row.computed.value, row.mention) == (14, 10, "good")
    assert (first.before, first.after, first.author, first.reason) == (10, 14, teacher, "Oral")
    assert decide(settings.course, awa, teacher, "14") == first
    with pytest.raises(DecidedMeanwhile):
        decide(settings.course, awa, teacher, "15")
    undone = decide(settings.course, awa, teacher, None, known=first.pk)
    row = course_gradebook(settings.course, [awa], NOW).rows[0]
    assert (row.value, row.is_decided, undone.before) == (10, False, 14)
    assert GradeOverride.objects.count() == 2
    told = AuditEvent.objects.filter(scope=f"course:{settings.course.pk}").order_by("id")
    assert [(each.action, each.before, each.after) for each in told] == [
        ("mark", "10,00 / 20", "14,00 / 20 – Oral"),
        ("mark", "14,00 / 20", "10,00 / 20 – Oral"),
    ]


def test_a_decision_is_never_changed_nor_deleted(settings, awa, teacher) -> None:
    make_item(settings)
    decide(settings.course, awa, teacher, "14")
    with pytest.raises(TypeError):
        GradeOverride.objects.all().delete()
    with pytest.raises(TypeError):
        GradeOverride.objects.update(after=20)


def test_a_student_is_told_nothing_of_what_waits_for_its_closing(
    settings, awa, questions, teacher
) -> None:
    hand_in(awa, make_item(settings, "quiz", kind=Quiz.Kind.PRACTICE), questions, [1, 0])
    exam = make_item(settings, waits_for_closing=True)
    hand_in(awa, exam, questions, [1, 1])
    decide(settings.course, awa, teacher, "19")
    told = own_total(settings.course, awa, NOW)
    assert (told.row.value, list(told.hidden), told.row.override) == (10, ["Examen"], None)
    assert [cell.entry.mark for cell in told.row.cells] == [None, 10]
    close(exam, NOW - timedelta(days=1))
    told = own_total(settings.course, awa, NOW)
    assert (told.row.value, told.row.computed.value, told.hidden) == (19, 15, [])


def test_no_line_tells_whose_answer_was_marked_without_names(
    settings, cohort, awa, questions
) -> None:
    exam = make_item(settings, marks_anonymously=True)
    moussa = make_member(make_student("18"), cohort).user
    for each in (awa, moussa):
        hand_in(each, exam, questions, [0, 0], state="manual")

    def mark(user) -> None:
        for response in Response.objects.filter(attempt__user=user):
            make_mark(
                response,
                origin=Mark.Origin.TEACHER,
                points=1,
                out_of=1,
                verdict={"state": "right"},
                created_at=NOW,
            )

    def told() -> list[tuple[str, Decimal | None]]:
        rows = course_gradebook(settings.course, [awa, moussa], NOW).rows
        return [(row.cells[0].entry.state, row.cells[0].entry.mark) for row in rows]

    assert told() == [(LATER, None), (LATER, None)]
    mark(awa)
    assert told() == [(LATER, None), (LATER, None)]
    mark(moussa)
    assert told() == [(MARKED, 20), (MARKED, 20)]


def test_no_total_before_it_is_published_nor_for_who_is_no_student(settings, awa, teacher) -> None:
    make_item(settings)
    assert own_total(settings.course, teacher, NOW) is None
    assert own_total(settings.course, awa, NOW).row.value is None
    Gradebook.objects.update(is_published=False)
    assert own_total(settings.course, awa, NOW) is None


def test_settings_count_quizzes_of_their_course_only(course, settings, teacher) -> None:
    kept, gone = make_item(settings, "a"), make_item(settings, "b")
    binned = make_item(settings, "c")
    Quiz.objects.filter(pk=binned.quiz_id).update(archived_at=NOW)
    elsewhere = Quiz.objects.create(
        course=make_course("Autre", "autre"), kind=Quiz.Kind.EXAM, title="X", slug="x"
    )
    save_gradebook(
        course=course,
        dropped_exams=1,
        dropped_quizzes=0,
        is_published=False,
        counted=[
            Counted(kept.quiz_id, "quizzes", Decimal("2.5")),
            Counted(elsewhere.pk, "exams", Decimal(1)),
        ],
        by=teacher,
        now=NOW,
    )
    rows = GradeItem.objects.values_list("quiz", "category", "weight")
    assert set(rows) == {(kept.quiz_id, "quizzes", Decimal("2.5")), (binned.quiz_id, "exams", 1)}
    assert gone.quiz_id not in {quiz for quiz, *_rest in rows}
    settings.refresh_from_db()
    assert (settings.dropped_exams, settings.is_published) == (1, False)


def test_the_log_tells_each_setting_that_changed_and_no_other(course, settings, teacher) -> None:
    kept, gone = make_item(settings, "a"), make_item(settings, "b")
    Gradebook.objects.update(dropped_quizzes=0, is_published=False)
    for _again in range(2):
        save_gradebook(
            course=course,
            dropped_exams=settings.dropped_exams,
            dropped_quizzes=2,
            is_published=True,
            counted=[Counted(kept.quiz_id, "quizzes", Decimal("2.5"))],
            by=teacher,
            now=NOW,
        )
    told = AuditEvent.objects.filter(scope=f"course:{course.pk}", by=teacher).order_by("pk")
    assert {event.action for event in told} == {"counting"}
    assert [(event.subject, event.before, event.after) for event in told] == [
        ("Quiz à laisser de côté", "0", "2"),
        ("Les étudiants voient leur propre moyenne", "non", "oui"),
        (kept.quiz.title, "examens, coefficient 1", "quiz, coefficient 2,5"),
        (gone.quiz.title, "examens, coefficient 1", ""),
    ]
