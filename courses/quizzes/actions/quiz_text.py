"""A quiz written as text (`## quiz id`) becomes a quiz of the course."""

from django.db import transaction

from courses.content.models import Course
from courses.content.titles import typeset
from courses.quizzes.actions.authoring import QuestionRefused, find_place
from courses.quizzes.actions.quiz_items import replace_items
from courses.quizzes.actions.quizzes import PRESETS, lesson_check, section_quiz
from courses.quizzes.messages import Message, gettext_noop
from courses.quizzes.models import Question, Quiz, QuizItem
from courses.quizzes.question import QuizText


@transaction.atomic
def save_quiz_text(*, course: Course, text: QuizText) -> Quiz:
    """The quiz asks exactly what `text` lists.

    With a lesson or a section, it is that lesson's check or that section's quiz. Otherwise it is
    the quiz of the course with this id, or a new practice quiz, not published. Raises
    QuestionRefused: a lesson, a section or a question that the course does not have.
    """
    place = find_place(course, text)
    questions = _questions(course, text)
    if place.lesson is not None:
        quiz = lesson_check(place.lesson)
    elif place.section is not None:
        quiz = section_quiz(place.section)
    else:
        quiz = _practice(course, text)
    if text.title:
        quiz.title = typeset(text.title)
        quiz.save(update_fields=["title"])
    items = [
        QuizItem(question=questions[entry.question])
        if entry.question
        else QuizItem(filters=[list(pair) for pair in entry.filters], count=entry.count)
        for entry in text.entries
    ]
    replace_items(quiz=quiz, items=items)
    return quiz


def _practice(course: Course, text: QuizText) -> Quiz:
    quiz, _made = Quiz.objects.get_or_create(
        course=course,
        slug=text.id.replace(".", "-").lower(),
        defaults={
            "kind": Quiz.Kind.PRACTICE,
            "title": typeset(text.title or text.id),
            **PRESETS[Quiz.Kind.PRACTICE],
        },
    )
    return quiz


def _questions(course: Course, text: QuizText) -> dict[str, Question]:
    """The questions the text names, by id."""
    named = [entry.question for entry in text.entries if entry.question]
    found = {
        question.slug: question
        for question in Question.objects.current().filter(course=course, slug__in=named)
    }
    missing = [name for name in named if name not in found]
    if missing:
        raise QuestionRefused(
            Message(
                gettext_noop("This course has no question “{id}”, which the quiz asks for."),
                {"id": missing[0]},
            )
        )
    return found
