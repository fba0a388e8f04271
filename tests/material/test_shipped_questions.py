"""The questions that ship: read without a remark, marked rightly, and enough of them."""

import json
from collections import Counter
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from courses.exchange.demonstration import load_course
from courses.quizzes.actions.attempts import draw_questions, question_pools
from courses.quizzes.doubts import open_doubts, resting_on
from courses.quizzes.drawing import attempt_seed, drawn_values
from courses.quizzes.grading import grade
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.models import Quiz
from courses.quizzes.question import QuestionText
from courses.quizzes.split import key_part, public_part
from courses.quizzes.text.reading import read_quiz
from tests.make import NOW, make_teacher

MATERIAL = Path(settings.BASE_DIR, "courses", "material", "virtualisation")
FILES = {file.name: read_quiz(file.read_text("utf-8")) for file in MATERIAL.glob("*.quiz.md")}
QUESTIONS = {question.id: question for file in FILES.values() for question in file.questions}
CHAPTER = json.loads((MATERIAL / "course.json").read_text("utf-8"))["chapters"][0]
LESSONS = [lesson["slug"] for section in CHAPTER["sections"] for lesson in section["lessons"]]


def of_kind(*kinds: str) -> list[str]:
    return [id_ for id_, question in QUESTIONS.items() if question.kind in kinds]


def mark(question: QuestionText, answer: object, values: dict[str, str] | None = None) -> Fraction:
    public, key = public_part(question), key_part(question)
    return grade(question.kind, public, key, answer, values or {}).fraction


def right_answer(question: QuestionText, values: dict[str, str]) -> Any:
    public, key = public_part(question), key_part(question)
    return grade(question.kind, public, key, None, values).right


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_is_read_without_an_error_or_a_piece_of_advice(name: str) -> None:
    assert (FILES[name].errors, FILES[name].warnings) == ((), ())


def test_there_is_enough_of_everything() -> None:
    of_lesson = Counter(question.lesson for question in QUESTIONS.values())
    assert [slug for slug in LESSONS if of_lesson[slug] < 2] == []
    assert {question.kind for question in QUESTIONS.values()} == set(KINDS)
    assert len({question.bloom for question in QUESTIONS.values()} - {None}) >= 4
    assert [id_ for id_, question in QUESTIONS.items() if not question.objective] == []


@pytest.mark.parametrize("id_", [id_ for id_ in QUESTIONS if id_ not in of_kind("open")])
def test_a_question_gives_its_own_key_full_marks_and_no_answer_none(id_: str) -> None:
    question = QUESTIONS[id_]
    for seed in ("a", "b", "c"):
        values = drawn_values(public_part(question), seed)
        assert mark(question, right_answer(question, values), values) == 1
        assert mark(question, None, values) == 0


@pytest.mark.parametrize("id_", of_kind("choice", "hotspot", "true-false"))
def test_every_other_choice_is_worth_nothing(id_: str) -> None:
    question = QUESTIONS[id_]
    public = public_part(question)
    ids = [each["id"] for name in ("options", "zones") for each in public.get(name, [])]
    marks = [mark(question, each) for each in ids or ["true", "false"]]
    assert sorted(marks) == [0] * (len(marks) - 1) + [1]


@pytest.mark.parametrize("id_", of_kind("multiple"))
def test_every_other_way_of_ticking_is_worth_less(id_: str) -> None:
    question = QUESTIONS[id_]
    ids = [option["id"] for option in public_part(question)["options"]]
    ticks = product([False, True], repeat=len(ids))
    marks = [mark(question, [i for i, on in zip(ids, each, strict=True) if on]) for each in ticks]
    assert (marks.count(Fraction(1)), max(marks)) == (1, 1)


@pytest.mark.parametrize("id_", of_kind("choice", "multiple"))
def test_every_option_says_why(id_: str) -> None:
    body = QUESTIONS[id_].body
    assert [option.text for option in body.options if not option.feedback] == []


@pytest.mark.parametrize("id_", of_kind("numeric", "short", "output"))
def test_a_mistake_is_foreseen_and_told(id_: str) -> None:
    foreseen = [line for line in QUESTIONS[id_].source.splitlines() if line.startswith("≠")]
    assert foreseen
    assert [line for line in foreseen if " > " not in line] == []


@pytest.mark.django_db
def test_the_course_that_is_loaded_examines_every_objective_on_firm_ground() -> None:
    course = load_course(make_teacher(), NOW)
    asked = course.questions.filter(archived_at=None)
    assert resting_on(asked, open_doubts(course)) == {}
    checked = course.quizzes.filter(kind=Quiz.Kind.CHECK, items__isnull=False)
    assert set(checked.values_list("lesson__slug", flat=True)) == set(LESSONS)
    assert (
        course.quizzes.filter(kind=Quiz.Kind.SECTION, items__isnull=False).distinct().count() == 4
    )
    exam = course.quizzes.get(kind=Quiz.Kind.EXAM)
    objectives = [dict(item.filters)["objective"] for item in exam.items.all()]
    assert objectives == list(course.objectives.values_list("code", flat=True))
    pools = question_pools(exam)
    once = Counter(course.objectives.values_list("pk", flat=True))
    for number in range(1000):
        drawn = draw_questions(pools, attempt_seed(number, exam.pk, 1), shuffles=True)
        of_objective = Counter(question.objective_id for question in drawn)
        assert of_objective == once
