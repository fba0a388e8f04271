"""The quizzes of a course: made, filled, set, shown, put away."""

import pytest
from django.urls import reverse

from courses.accounts.models import User
from courses.content.models import Course
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.actions.authoring import QuestionRefused
from courses.quizzes.actions.quiz_items import add_draw, add_questions, move_item
from courses.quizzes.actions.quiz_text import save_quiz_text
from courses.quizzes.actions.quizzes import archive_quiz, create_quiz
from courses.quizzes.models import Attempt, Quiz, QuizItem
from courses.quizzes.quiz_contents import quiz_contents, total
from courses.quizzes.text.reading import read_quiz
from tests.make import (
    NOW,
    make_check,
    make_cohort,
    make_lesson,
    make_member,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    return make_lesson()


@pytest.fixture
def course(lesson) -> Course:
    return lesson.course


@pytest.fixture
def questions(lesson):
    return make_check(lesson, questions=5)


@pytest.fixture
def teacher(course, client):
    teacher = make_teacher(course=course)
    client.force_login(teacher)
    return teacher


@pytest.fixture
def exam(course) -> Quiz:
    return create_quiz(course=course, kind=Quiz.Kind.EXAM, title="Examen")


def begin(quiz: Quiz, user: User, kind: str) -> None:
    """An attempt at a quiz that is shown to students."""
    quiz.is_published = True
    start_attempt(user=user, quiz=quiz, kind=kind, now=NOW)


def url(name: str, quiz: Quiz) -> str:
    return reverse(name, args=[quiz.course.slug, quiz.slug])


def asked(quiz: Quiz) -> list[str]:
    return [item.question.slug if item.question else "draw" for item in quiz.items.all()]


def said(client, response) -> list[str]:
    return [str(message) for message in client.get(response.url).context["messages"]]


# --- made


def test_an_exam_and_a_practice_begin_with_what_suits_them(client, course, teacher) -> None:
    for kind in ("exam", "practice"):
        client.post(reverse("quiz_new", args=[course.slug]), {"kind": kind, "title": kind})
    exam, practice = Quiz.objects.get(kind="exam"), Quiz.objects.get(kind="practice")
    assert (exam.feedback, exam.max_attempts, exam.waits_for_closing) == ("deferred", 1, True)
    assert (practice.feedback, practice.max_attempts) == ("interactive", None)
    assert (exam.is_published, practice.is_published) == (False, False)


def test_two_quizzes_of_one_title_have_two_addresses(course) -> None:
    made = [create_quiz(course=course, kind="practice", title="Révisions") for _ in range(2)]
    assert [quiz.slug for quiz in made] == ["revisions", "revisions-2"]


@pytest.mark.parametrize("posted", [{}, {"kind": "check", "title": "x"}, {"kind": "exam"}])
def test_a_quiz_without_title_or_kind_is_not_made(client, course, teacher, posted) -> None:
    page = client.post(reverse("quiz_new", args=[course.slug]), posted)
    assert (page.status_code, Quiz.objects.count()) == (422, 0)


def test_what_is_right_is_not_both_told_at_once_and_kept_back(client, teacher, exam) -> None:
    asked = {"title": "Examen", "counts": "best", "tries": 3, "try_cost_percent": 25}
    asked |= {"waits_for_closing": "on", "max_attempts": 1}
    for feedback in ("immediate", "interactive"):
        page = client.post(url("quiz_settings", exam), {**asked, "feedback": feedback})
        assert list(page.context["form"].errors) == ["waits_for_closing"]
    assert client.post(url("quiz_settings", exam), {**asked, "feedback": "deferred"}).url


# --- filled


def test_questions_are_picked_moved_and_taken_out(client, teacher, exam, questions) -> None:
    ticked = [question.pk for question in questions[:3]]
    client.post(url("quiz_add", exam), {"question": ticked})
    slugs = [question.slug for question in questions[:3]]
    assert asked(exam) == slugs
    first, _second, third = exam.items.all()
    response = client.post(url("quiz_items", exam), {"up": third.pk})
    assert asked(exam) == [slugs[0], slugs[2], slugs[1]]
    assert said(client, response)[-1] == "La ligne porte maintenant le numéro 2."
    client.post(url("quiz_items", exam), {"remove": first.pk})
    assert asked(exam) == [slugs[2], slugs[1]]


def test_a_question_comes_in_once(client, teacher, exam, questions) -> None:
    for _ in range(2):
        client.post(url("quiz_add", exam), {"question": [questions[0].pk]})
    assert exam.items.count() == 1
    offered = client.get(url("quiz_add", exam)).context["rows"]
    assert [row.question.slug for row in offered] == [each.slug for each in questions[1:]]


def test_an_order_by_hand_is_kept_only_if_it_is_of_these_rows(
    client, teacher, exam, questions
) -> None:
    add_questions(quiz=exam, questions=questions[:3])
    rows = [item.pk for item in exam.items.all()]
    client.post(url("quiz_items", exam), {"order": ",".join(map(str, rows[::-1]))})
    assert [item.pk for item in exam.items.all()] == rows[::-1]
    for wrong in ("", "1,2", ",".join(map(str, rows[:2])), "a,b,c", f"{rows[0]},{'9' * 30}"):
        client.post(url("quiz_items", exam), {"order": wrong})
        assert [item.pk for item in exam.items.all()] == rows[::-1]


def test_a_row_of_another_quiz_does_not_move(course, exam, questions) -> None:
    other = create_quiz(course=course, kind="practice", title="Autre")
    add_questions(quiz=other, questions=questions[:2])
    item = other.items.last()
    assert move_item(quiz=exam, item=item.pk, steps=-1) is None
    assert [each.position for each in other.items.all()] == [1, 2]


def test_a_draw_says_how_many_questions_it_may_take(client, teacher, exam, questions) -> None:
    page = client.get(url("quiz_add", exam), {"bloom": "understand"})
    assert page.context["matching"].count == 5
    client.post(url("quiz_add", exam) + "?bloom=understand", {"draw": "1", "count": "7"})
    (row,) = quiz_contents(exam)
    assert (row.filters, row.count, row.matching.count) == ((("bloom", "understand"),), 7, 5)
    assert (row.lacks, row.worth.questions) == (True, 5)
    client.post(url("quiz_items", exam), {"draw": row.id, f"draw-{row.id}-count": "3"})
    (row,) = quiz_contents(exam)
    assert (row.lacks, row.worth.questions, row.worth.low) == (False, 3, 3)


def test_a_draw_takes_neither_what_the_quiz_names_nor_what_the_same_draw_took(
    client, teacher, exam, questions
) -> None:
    add_questions(quiz=exam, questions=questions[:1])
    for count in (3, 3):
        add_draw(quiz=exam, filters=[("bloom", "understand")], count=count)
    rows = quiz_contents(exam)
    assert [(row.matching.count, row.worth.questions) for row in rows[1:]] == [(4, 3), (1, 1)]
    page = client.get(url("quiz_add", exam), {"bloom": "understand"})
    assert page.context["matching"].count == 0
    begin(exam, make_student(), Attempt.Kind.GRADED)
    assert exam.attempts.get().responses.count() == total(rows).questions


@pytest.mark.parametrize("count", ["0", "-1", "201", "trois"])
def test_a_draw_of_an_impossible_number_is_refused(client, teacher, exam, count) -> None:
    page = client.post(url("quiz_add", exam), {"draw": "1", "count": count})
    assert (page.status_code, list(page.context["draw"].errors)) == (422, ["count"])
    assert exam.items.count() == 0


def test_points_are_a_range_where_drawn_questions_differ(course, exam, questions) -> None:
    question = questions[0]
    question.published.points = 3
    question.published.save()
    add_questions(quiz=exam, questions=[questions[1]])
    add_draw(quiz=exam, filters=[("bloom", "understand")], count=2)
    worth = total(quiz_contents(exam))
    assert (worth.questions, worth.low, worth.high) == (
        3,
        3,
        5,
    )  # 1, and two of which one is worth 3
    assert not worth.is_exact


def test_what_is_in_the_bin_is_worth_nothing(exam, questions) -> None:
    add_questions(quiz=exam, questions=questions[:2])
    questions[0].archived_at = NOW
    questions[0].save()
    rows = quiz_contents(exam)
    assert [row.state for row in rows] == ["archived", "asked"]
    assert total(rows).questions == 1


def test_a_check_offers_only_questions_of_its_lesson(client, teacher, lesson, questions) -> None:
    other = make_lesson(lesson.section, "UDP", "udp")
    foreign = make_check(other, questions=1)
    client.post(url("quiz_add", lesson.check_quiz), {"question": [foreign[0].pk, questions[4].pk]})
    assert asked(lesson.check_quiz) == [*(q.slug for q in questions[:3]), questions[4].slug]


# --- set, shown, put away


SETTINGS = {
    "title": "Examen l'été",
    "feedback": "deferred",
    "tries": "3",
    "try_cost_percent": "50",
    "max_attempts": "",
    "counts": "last",
    "minutes": "45",
    "shuffles_questions": "on",
}


def test_settings_are_saved(client, teacher, exam) -> None:
    client.post(url("quiz_settings", exam), SETTINGS)
    exam.refresh_from_db()
    assert (exam.title, exam.minutes, exam.max_attempts) == ("Examen l’été", 45, None)
    assert (float(exam.try_cost), exam.counts) == (0.5, "last")
    assert (exam.waits_for_closing, exam.is_published) == (False, False)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tries", "1"),
        ("tries", "99999999"),
        ("max_attempts", "0"),
        ("minutes", "0"),
        ("minutes", "2000"),
        ("try_cost_percent", "101"),
        ("title", ""),
        ("is_published", "on"),  # it asks nothing yet
    ],
)
def test_impossible_settings_are_refused_beside_their_field(
    client, teacher, exam, field, value
) -> None:
    page = client.post(url("quiz_settings", exam), {**SETTINGS, field: value})
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])


def test_an_empty_quiz_is_not_shown_to_students(client, teacher, exam, questions) -> None:
    client.post(url("quiz_publish", exam))
    exam.refresh_from_db()
    assert not exam.is_published
    add_questions(quiz=exam, questions=questions)
    client.post(url("quiz_publish", exam))
    exam.refresh_from_db()
    assert exam.is_published
    client.post(url("quiz_publish", exam), {"hide": "1"})
    exam.refresh_from_db()
    assert not exam.is_published


def test_a_quiz_goes_to_the_bin_and_comes_back(client, course, teacher, exam) -> None:
    page = client.get(client.post(url("quiz_archive", exam)).url)
    assert (page.context["thrown"], page.context["made"]) == (exam, [])
    client.post(url("quiz_archive", exam), {"undo": "1"})
    page = client.get(reverse("quizzes", args=[course.slug]))
    assert [row.quiz for row, _dates in page.context["made"]] == [exam]


@pytest.mark.parametrize("name", ["quiz_archive", "quiz_duplicate"])
def test_a_lesson_keeps_its_check(client, teacher, lesson, questions, name) -> None:
    client.post(url(name, lesson.check_quiz))
    assert list(Quiz.objects.filter(lesson=lesson).values_list("archived_at")) == [(None,)]
    assert not Quiz.objects.filter(kind__in=["exam", "practice"]).exists()


def test_a_copy_has_the_rows_and_settings_but_is_not_shown(
    client, teacher, exam, questions
) -> None:
    add_questions(quiz=exam, questions=questions[:2])
    add_draw(quiz=exam, filters=[("section", "1")], count=2)
    Quiz.objects.filter(pk=exam.pk).update(is_published=True, minutes=20)
    client.post(url("quiz_duplicate", exam))
    copy = Quiz.objects.exclude(pk=exam.pk).get(kind="exam")
    assert asked(copy) == asked(exam)
    assert (copy.title, copy.minutes, copy.is_published) == ("Examen (copie)", 20, False)


def test_a_preview_is_forgotten_and_nobody_else_s_attempt(client, teacher, exam, questions) -> None:
    add_questions(quiz=exam, questions=questions)
    student = make_student()
    begin(exam, student, Attempt.Kind.GRADED)
    begin(exam, teacher, Attempt.Kind.PREVIEW)
    client.post(url("quiz_preview_reset", exam))
    assert [attempt.user for attempt in exam.attempts.all()] == [student]


def test_attempts_are_counted_without_previews(client, course, teacher, exam, questions) -> None:
    add_questions(quiz=exam, questions=questions)
    begin(exam, make_student(), Attempt.Kind.GRADED)
    begin(exam, teacher, Attempt.Kind.PREVIEW)
    page = client.get(reverse("quizzes", args=[course.slug]))
    ((row, _dates),) = page.context["made"]
    assert (row.attempts, row.people, row.worth.questions) == (1, 1, 5)


# --- students


def test_students_enter_what_is_shown_to_them_and_nothing_else(client, course, questions) -> None:
    quiz = create_quiz(course=course, kind="exam", title="Examen")
    add_questions(quiz=quiz, questions=questions)
    student = make_student()
    make_member(student, make_cohort(course=course))
    client.force_login(student)
    page = reverse("quiz", args=[course.slug, quiz.slug])
    assert client.get(page).status_code == 404
    Quiz.objects.filter(pk=quiz.pk).update(is_published=True)
    assert client.get(page).status_code == 200
    archive_quiz(quiz=quiz, now=NOW)
    assert client.get(page).status_code == 404


# --- as text


TEXT = """## quiz bilan.1
titre: Bilan
- la-connexion-tcp-2
- 2 parmi section: 1 · bloom: comprendre
- la-connexion-tcp-1
"""


def test_a_quiz_written_as_text_is_made_once_then_brought_up_to_date(course, questions) -> None:
    quiz = save_quiz_text(course=course, text=read_quiz(TEXT).quizzes[0])
    assert (quiz.kind, quiz.slug, quiz.title) == ("practice", "bilan-1", "Bilan")
    assert asked(quiz) == ["la-connexion-tcp-2", "draw", "la-connexion-tcp-1"]
    kept = quiz.items.first().pk
    shorter = "## quiz bilan.1\ntitre: Bilan\n- la-connexion-tcp-3\n- la-connexion-tcp-2\n"
    again = save_quiz_text(course=course, text=read_quiz(shorter).quizzes[0])
    assert again == quiz
    assert asked(quiz) == ["la-connexion-tcp-3", "la-connexion-tcp-2"]
    assert QuizItem.objects.get(pk=kept).position == 2


def test_a_text_with_a_lesson_or_a_section_is_its_quiz(course, lesson, questions) -> None:
    for place, kind in [("leçon: la-connexion-tcp", "check"), ("section: 1", "section")]:
        text = read_quiz(f"## quiz x\n{place}\n- la-connexion-tcp-5\n").quizzes[0]
        quiz = save_quiz_text(course=course, text=text)
        assert (quiz.kind, asked(quiz)) == (kind, ["la-connexion-tcp-5"])


@pytest.mark.parametrize(
    "line", ["titre: x\n- inconnue", "section: 9\n- la-connexion-tcp-1", "leçon: z\n- a"]
)
def test_a_text_that_names_what_is_not_there_makes_nothing(course, questions, line) -> None:
    with pytest.raises(QuestionRefused):
        save_quiz_text(course=course, text=read_quiz(f"## quiz x\n{line}\n").quizzes[0])
    assert not Quiz.objects.filter(kind="practice").exists()


def test_a_file_brings_its_quizzes_with_its_questions(client, course, teacher, questions) -> None:
    text = (
        "### vrai-faux neuve\nleçon: la-connexion-tcp\nVrai ?\n= vrai\n\n"
        "## quiz bilan\ntitre: Bilan\n- neuve\n- la-connexion-tcp-1\n"
    )
    address = reverse("questions_import", args=[course.slug])
    checked = client.post(address, {"text": text, "format": "quiz.md"})
    assert ([q.id for q in checked.context["read"].quizzes], practice_titles()) == (["bilan"], [])
    for _ in range(2):
        client.post(address, {"text": text, "format": "quiz.md", "confirm": "1", "publish": "1"})
    assert practice_titles() == ["Bilan"]
    assert asked(Quiz.objects.get(kind="practice")) == ["neuve", "la-connexion-tcp-1"]


def test_a_file_whose_quiz_asks_for_what_is_not_there_brings_nothing(
    client, course, teacher
) -> None:
    text = "## quiz bilan\n- absente\n"
    address = reverse("questions_import", args=[course.slug])
    page = client.post(address, {"text": text, "format": "quiz.md", "confirm": "1"})
    assert [error.line for error in page.context["read"].errors] == [1]
    assert practice_titles() == []


def practice_titles() -> list[str]:
    return list(Quiz.objects.filter(kind="practice").values_list("title", flat=True))


# --- what pages cost


@pytest.mark.parametrize("count", [1, 30])
def test_the_contents_cost_the_same_whatever_their_length(
    client, course, teacher, exam, lesson, count, django_assert_num_queries
) -> None:
    add_questions(quiz=exam, questions=make_check(lesson, questions=count))
    for _ in range(count):
        add_draw(quiz=exam, filters=[("section", "1"), ("bloom", "understand")], count=1)
    with django_assert_num_queries(9):
        page = client.get(url("quiz_edit", exam))
    assert len(page.context["rows"]) == 2 * count


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_whatever_its_length(
    client, course, teacher, lesson, count, django_assert_num_queries
) -> None:
    questions = make_check(lesson, questions=1)
    for number in range(count):
        quiz = create_quiz(course=course, kind="exam", title=f"Examen {number}")
        add_questions(quiz=quiz, questions=questions)
        add_draw(quiz=quiz, filters=[("section", "1")], count=1)
    with django_assert_num_queries(8):
        page = client.get(reverse("quizzes", args=[course.slug]))
    assert len(page.context["made"]) == count
