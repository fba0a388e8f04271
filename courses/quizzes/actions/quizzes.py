"""Writes on quizzes: those that come by themselves, and those a teacher makes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.accounts.models import User
from courses.content.models import Course, Lesson, Section
from courses.content.slugs import create_with_free_slug
from courses.content.titles import typeset
from courses.quizzes.models import Attempt, Question, Quiz, QuizItem

CHECK_LENGTH = 3  # questions that a lesson's check takes by itself; a teacher may choose more


def lesson_check(lesson: Lesson) -> Quiz:
    """The check of a lesson, made when it has none."""
    quiz = Quiz.objects.filter(lesson=lesson).first()
    if quiz is not None:
        return quiz
    return create_with_free_slug(
        lambda slug: Quiz.objects.create(
            course=lesson.course,
            kind=Quiz.Kind.CHECK,
            lesson=lesson,
            title=lesson.title,
            slug=slug,
            feedback=Quiz.Feedback.IMMEDIATE,
        ),
        f"lecon-{lesson.slug}",
        Quiz.objects.filter(course=lesson.course),
        fallback="lecon",
    )


def section_quiz(section: Section) -> Quiz:
    """The quiz of a section, made when it has none."""
    quiz = Quiz.objects.filter(section=section).first()
    if quiz is not None:
        return quiz
    course = section.chapter.course
    return create_with_free_slug(
        lambda slug: Quiz.objects.create(
            course=course, kind=Quiz.Kind.SECTION, section=section, title=section.title, slug=slug
        ),
        section.slug,
        Quiz.objects.filter(course=course),
        fallback="section",
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


PRESETS: Mapping[str, Mapping[str, Any]] = {
    Quiz.Kind.PRACTICE: {
        "feedback": Quiz.Feedback.INTERACTIVE,
        "counts": Quiz.Counts.BEST,
        "shuffles_questions": True,
        "is_published": False,
    },
    Quiz.Kind.EXAM: {
        "feedback": Quiz.Feedback.DEFERRED,
        "counts": Quiz.Counts.BEST,
        "max_attempts": 1,
        "shuffles_questions": True,
        "waits_for_closing": True,
        "is_published": False,
    },
}
COPIED = (
    "feedback",
    "counts",
    "max_attempts",
    "minutes",
    "tries",
    "try_cost",
    "shuffles_questions",
    "waits_for_closing",
    "marks_anonymously",
)


def create_quiz(*, course: Course, kind: str, title: str) -> Quiz:
    """A practice quiz or an exam without a question, which students do not see yet."""
    return create_with_free_slug(
        lambda slug: Quiz.objects.create(
            course=course, kind=kind, title=typeset(title), slug=slug, **PRESETS[kind]
        ),
        title,
        course.quizzes.all(),
        fallback="quiz",
    )


@transaction.atomic
def duplicate_quiz(*, quiz: Quiz, title: str) -> Quiz:
    """A practice quiz or an exam with the same questions and settings, not published."""
    copy = create_quiz(course=quiz.course, kind=quiz.kind, title=title)
    for name in COPIED:
        setattr(copy, name, getattr(quiz, name))
    copy.save(update_fields=COPIED)
    QuizItem.objects.bulk_create(
        QuizItem(
            quiz=copy,
            question_id=item.question_id,
            filters=item.filters,
            count=item.count,
            position=item.position,
        )
        for item in quiz.items.all()
    )
    return copy


def set_published(*, quiz: Quiz, published: bool) -> None:
    """Students see the quiz, or do not any more; attempts made stay theirs."""
    Quiz.objects.filter(pk=quiz.pk).update(is_published=published)


def archive_quiz(*, quiz: Quiz, now: datetime) -> None:
    """Puts a practice quiz or an exam in the bin; attempts and marks are kept."""
    Quiz.objects.filter(pk=quiz.pk, archived_at=None).update(archived_at=now)


def unarchive_quiz(*, quiz: Quiz) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(archived_at=None)


def forget_previews(*, quiz: Quiz, user: User) -> int:
    """Deletes what a teacher answered to see a quiz as a student; returns how many attempts."""
    previews = Attempt.objects.filter(quiz=quiz, user=user, kind=Attempt.Kind.PREVIEW)
    return previews.delete()[1].get("quizzes.Attempt", 0)


def _append(quiz: Quiz, question: Question) -> None:
    last = quiz.items.order_by("-position").values_list("position", flat=True).first() or 0
    QuizItem.objects.get_or_create(quiz=quiz, question=question, defaults={"position": last + 1})
