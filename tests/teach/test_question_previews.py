"""A teacher sees each kind of question as a student will meet it."""

import re

import pytest
from django.urls import reverse

from courses.quizzes.text.reading import read_quiz
from tests.make import make_lesson, make_teacher
from tests.quizzes.every_kind import SAMPLE

pytestmark = pytest.mark.django_db
QUESTIONS = read_quiz(SAMPLE.read_text("utf-8")).questions


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.id)
def test_preview(client, question) -> None:
    lesson = make_lesson()
    client.force_login(make_teacher(course=lesson.course))
    text = re.sub(r"leçon: \S+|section: \d", f"leçon: {lesson.slug}", question.source)
    url = reverse("question_preview", args=[lesson.course.slug])
    page = client.post(url, {"text": text}).content.decode()
    assert page.count('<fieldset class="question open"') == 1
    assert re.findall(r'name="q0-([a-z]+)', page), page
