"""What teachers enter: what belongs to a course they teach."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from courses.accounts.models import User
from courses.cohorts.access import (
    own_deck_drafts,
    taught_code_recipients,
    taught_courses,
    taught_students,
)
from courses.cohorts.models import Membership
from courses.content.models import Chapter, Course, DeckDraft, Lesson, ReviewNote
from courses.quizzes.models import Attempt, Question, Quiz


def teach_course(user: User, course: str, **_: Any) -> Course:
    return get_object_or_404(taught_courses(user), slug=course)


def teach_chapter(user: User, course: str, chapter: str) -> Chapter:
    chapters = Chapter.objects.select_related("course")
    return get_object_or_404(
        chapters, course__in=taught_courses(user), course__slug=course, slug=chapter
    )


def teach_lesson(user: User, course: str, lesson: str, **_: Any) -> Lesson:
    lessons = Lesson.objects.select_related("course", "section__chapter", "published")
    return get_object_or_404(
        lessons, course__in=taught_courses(user), course__slug=course, slug=lesson
    )


def teach_note(user: User, course: str, lesson: str, note: int) -> ReviewNote:
    """A review note of a lesson of a course taught to them."""
    notes = ReviewNote.objects.select_related("decided_by", "revision").filter(pk=note)
    subject = teach_lesson(user, course, lesson)
    found = get_object_or_404(notes, lesson=subject)
    found.lesson = subject
    return found


def teach_question(user: User, course: str, question: int) -> Question:
    questions = Question.objects.select_related("course", "lesson", "section", "published")
    return get_object_or_404(
        questions, course__in=taught_courses(user), course__slug=course, pk=question
    )


def teach_quiz(user: User, course: str, quiz: str) -> Quiz:
    quizzes = Quiz.objects.select_related("course", "section", "lesson")
    return get_object_or_404(
        quizzes, course__in=taught_courses(user), course__slug=course, slug=quiz
    )


def teach_student(user: User, course: str, student: int) -> tuple[Course, User]:
    """A student of the course, with it."""
    subject = teach_course(user, course)
    return subject, get_object_or_404(taught_students(user, subject), pk=student)


def give_student_code(user: User, course: str, student: int) -> tuple[Course, Membership]:
    """A student of the course, as a member of a cohort that follows it, who may get a code."""
    subject = teach_course(user, course)
    member = taught_code_recipients(user, subject).filter(user=student).order_by("pk").first()
    if member is None:
        raise Http404
    return subject, member


def teach_attempt(user: User, course: str, quiz: str, attempt: int) -> Attempt:
    """A student's attempt that is no preview, at a quiz of a course taught to them."""
    subject = teach_quiz(user, course, quiz)
    attempts = Attempt.objects.select_related("user", "quiz__course").exclude(
        kind=Attempt.Kind.PREVIEW
    )
    students = taught_students(user, subject.course)
    return get_object_or_404(attempts, pk=attempt, quiz=subject, user__in=students)


def teach_quiz_question(user: User, course: str, quiz: str, question: int) -> tuple[Quiz, Question]:
    """A quiz of a course taught, and a question of its bank."""
    return teach_quiz(user, course, quiz), teach_question(user, course, question)


def own_deck_draft(user: User, draft: int) -> DeckDraft:
    drafts = own_deck_drafts(user).select_related("course", "chapter", "deck__chapter__course")
    return get_object_or_404(drafts, pk=draft)
