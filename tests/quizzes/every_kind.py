"""The sample of the format in a course: one question of each kind at least, and its answers."""

import re
from pathlib import Path
from typing import Any

from courses.content.models import Lesson
from courses.quizzes.actions.authoring import publish_question, save_question
from courses.quizzes.actions.quizzes import lesson_check, section_quiz
from courses.quizzes.grading import grade
from courses.quizzes.models import Question, QuizItem
from courses.quizzes.text.reading import read_quiz
from tests.make import NOW

SAMPLE = Path(__file__).parent.parent / "data" / "quiz" / "exemples.quiz.md"
OPEN = "Des VM : un noyau pour chaque client."


def publish_sample(lesson: Lesson) -> dict[str, Question]:
    """The sample's questions by slug, all in the lesson's check and in its section's quiz."""
    text = re.sub(r"leçon: \S+|section: \d", f"leçon: {lesson.slug}", SAMPLE.read_text("utf-8"))
    file = read_quiz(text)
    assert file.errors == ()
    questions = {}
    for each in file.questions:
        question = save_question(course=lesson.course, text=each, author=None, now=NOW).question
        publish_question(question=question, now=NOW)
        question.refresh_from_db()
        questions[question.slug] = question
    for quiz in (lesson_check(lesson), section_quiz(lesson.section)):
        quiz.items.all().delete()
        QuizItem.objects.bulk_create(
            QuizItem(quiz=quiz, question=question, position=position)
            for position, question in enumerate(questions.values(), start=1)
        )
    return questions


def right_answer(question: Question) -> Any:
    """What wins all points; of an open question, what somebody could write."""
    return _blank(question).right or OPEN


def wrong_answer(question: Question) -> Any:
    """What somebody could answer who has not understood."""
    right, public = right_answer(question), _public(question)
    match question.published.kind if question.published else "":
        case "choice" | "hotspot":
            listed = public.get("options") or public["zones"]
            return next(each["id"] for each in listed if each["id"] != right)
        case "multiple":
            return [each["id"] for each in public["options"] if each["id"] not in right]
        case "true-false":
            return {"true": "false", "false": "true"}[right]
        case "matching":
            rights = list(right.values())
            return dict(zip(right, [*rights[1:], rights[0]], strict=True))
        case "ordering":
            return right[::-1]
        case "cloze":
            return {**right, "1": {"value": "3", "unit": "Go"}}
        case "numeric":
            return {"value": "12,6", "unit": "W"}
        case _:
            return "4242"


def fields(question: Question, answer: Any) -> dict[str, Any]:
    """What a form posts for this answer."""
    prefix, kind = f"q{question.pk}-", _public(question)["kind"]
    if kind == "matching":
        return {f"{prefix}pair-{left}": right for left, right in answer.items()}
    if kind == "ordering":
        return {f"{prefix}position-{id_}": place for place, id_ in enumerate(answer, 1)}
    if kind == "cloze":
        posted = {}
        for gap, given in answer.items():
            posted |= _number(prefix, f"gap-{gap}", f"unit-{gap}", given)
        return posted
    if kind == "numeric":
        return _number(prefix, "answer", "unit", answer)
    return {f"{prefix}answer": answer}


def _number(prefix: str, value: str, unit: str, given: Any) -> dict[str, str]:
    """The fields of a number: a unit is posted where there are several to choose from."""
    if not isinstance(given, dict):
        return {prefix + value: given}
    chosen = {} if given["unit"] == "Go" else {prefix + unit: given["unit"]}
    return {prefix + value: given["value"], **chosen}


def _public(question: Question) -> dict[str, Any]:
    assert question.published is not None
    public: dict[str, Any] = question.published.public
    return public


def _blank(question: Question) -> Any:
    revision = question.published
    assert revision is not None
    return grade(revision.kind, revision.public, revision.answer_key.key, None)
