"""Writes on quizzes: which questions they ask, in which order."""

from collections.abc import Sequence

from django.db import transaction

from courses.content.models import Lesson, Section
from courses.content.slugs import free_slug
from courses.quizzes.models import Question, Quiz, QuizItem

CHECK_LENGTH = 3  # questions that a lesson's check takes by itself; a teacher may choose more


def lesson_check(lesson: Lesson) -> Quiz:
    """The check of a lesson, made when it has none."""
    quiz = Quiz.objects.filter(lesson=lesson).first()
    if quiz is not None:
        return quiz
    slug = free_slug(
        f"lecon-{lesson.slug}", Quiz.objects.filter(course=lesson.course), fallback="lecon"
    )
    return Quiz.objects.create(
        course=lesson.course, kind=Quiz.Kind.CHECK, lesson=lesson, title=lesson.title, slug=slug
    )


def section_quiz(section: Section) -> Quiz:
    """The quiz of a section, made when it has none."""
    quiz = Quiz.objects.filter(section=section).first()
    if quiz is not None:
        return quiz
    course = section.chapter.course
    slug = free_slug(section.slug, Quiz.objects.filter(course=course), fallback="section")
    return Quiz.objects.create(
        course=course, kind=Quiz.Kind.SECTION, section=section, title=section.title, slug=slug
    )


@transaction.atomic
def place_question(*, question: Question) -> None:
    """Puts a question where its teacher said it belongs, at the end.

    A lesson's question goes to the lesson's check while that has fewer than CHECK_LENGTH;
    every other one to the section's quiz.
    """
    if question.lesson is not None:
        check = lesson_check(question.lesson)
        if check.items.filter(question__archived_at=None).count() < CHECK_LENGTH:
            _append(check, question)
            return
    if question.section is not None:
        _append(section_quiz(question.section), question)


@transaction.atomic
def choose_questions(*, quiz: Quiz, questions: Sequence[Question]) -> None:
    """The quiz asks exactly these questions from now on, in this order."""
    quiz.items.exclude(question__in=questions).delete()
    kept = {item.question_id: item for item in quiz.items.all()}
    for position, question in enumerate(questions, start=1):
        item = kept.get(question.pk)
        if item is None:
            QuizItem.objects.create(quiz=quiz, question=question, position=position)
        elif item.position != position:
            QuizItem.objects.filter(pk=item.pk).update(position=position)


def _append(quiz: Quiz, question: Question) -> None:
    last = quiz.items.order_by("-position").values_list("position", flat=True).first() or 0
    QuizItem.objects.get_or_create(quiz=quiz, question=question, defaults={"position": last + 1})
