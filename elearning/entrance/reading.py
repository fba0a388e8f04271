"""What students enter: courses that are theirs to read, once they have opened."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from courses.accounts.models import User
from courses.cohorts.access import (
    readable_chapters,
    readable_courses,
    readable_figures,
    readable_lessons,
    taught_courses,
)
from courses.cohorts.openings import clocks, closing, opening, opening_of
from courses.content.explorables import Place, find_place
from courses.content.models import Chapter, Course, Figure, Lesson
from courses.quizzes.models import Attempt, Quiz
from courses.quizzes.queries import latest_attempt
from elearning.prepared import Prepared


class NotOpenYet(Exception):
    """The person may read the course, once it has opened."""

    def __init__(self, course: Course) -> None:
        super().__init__(course)
        self.course = course


def read_course(user: User, course: str) -> Course:
    return get_object_or_404(readable_courses(user), slug=course)


def read_open_course(user: User, course: str) -> Course:
    courses = readable_courses(user).annotate(opening=opening(user, "pk"))
    found = get_object_or_404(courses, slug=course)
    if _is_early(user, found):
        raise NotOpenYet(found)
    return found


def read_chapter(user: User, course: str, chapter: str) -> Chapter:
    chapters = readable_chapters(user).annotate(opening=opening(user, "course_id"))
    found = get_object_or_404(chapters, course__slug=course, slug=chapter)
    if _is_early(user, found):
        raise NotOpenYet(found.course)
    return found


def _is_early(user: User, found: Any) -> bool:
    """Whether the course is still to open; `found` has the `opening` that its query told."""
    opens = opening_of(found.opening)
    return opens is not None and timezone.now() < opens and not user.is_superuser


def read_lesson(user: User, course: str, lesson: str, **_: Any) -> Lesson:
    """The lesson with all that its page shows to everybody, in one query.

    `check_attempt` is the person's newest attempt at its check, or None.
    """
    if user.is_superuser:
        return get_object_or_404(_whole_lessons(user, course, lesson))
    found = WHOLE_LESSON.first(user=user.pk, course=course, lesson=lesson)
    if found is None:
        raise Http404
    if _is_early(user, found):
        raise NotOpenYet(found.course)
    return found


def _whole_lessons(user: User, course: str, lesson: str) -> QuerySet[Lesson]:
    return (
        readable_lessons(user)
        .select_related("published", "course", "section__chapter", "check_quiz")
        .annotate(
            check_attempt=latest_attempt(user, "check_quiz"),
            opening=opening(user, "course_id"),
            closing=closing(user, "course_id"),
        )
        .filter(course__slug=course, slug=lesson)
    )


WHOLE_LESSON = Prepared(lambda user, **place: _whole_lessons(User(pk=user), **place))


def visit_lesson(user: User, course: str, lesson: str) -> Lesson:
    """The lesson by its number alone: a visit is told often and needs nothing of its text."""
    lessons = readable_lessons(user).only("pk").annotate(opening=opening(user, "course_id"))
    found = get_object_or_404(lessons, course__slug=course, slug=lesson)
    if _is_early(user, found):
        raise NotOpenYet(found.course)
    return found


def explore_lesson(user: User, course: str, lesson: str, exploration: str) -> tuple[Lesson, Place]:
    """An explorable of a lesson, by the name of its place.

    Who has a page open while a new text is published goes on with the old one's.
    """
    lessons = readable_lessons(user).select_related("course", "published")
    found = get_object_or_404(
        lessons.annotate(opening=opening(user, "course_id")), course__slug=course, slug=lesson
    )
    if _is_early(user, found):
        raise NotOpenYet(found.course)
    current = found.published.html if found.published else ""
    place = find_place(current, exploration) or _earlier_place(found, exploration)
    if place is None:
        raise Http404
    return found, place


def _earlier_place(lesson: Lesson, exploration: str) -> Place | None:
    read = lesson.revisions.exclude(published_at=None).filter(
        html__contains=f'"explorations/{exploration}/"'
    )
    html = read.values_list("html", flat=True).first()
    return find_place(html, exploration) if html else None


def read_quiz(user: User, course: str, quiz: str) -> Quiz:
    """A quiz of what the person may read; its teachers see it before publication."""
    made = Q(kind__in=(Quiz.Kind.PRACTICE, Quiz.Kind.EXAM))
    shown = Q(is_published=True, archived_at=None, course__in=readable_courses(user))
    quizzes = Quiz.objects.select_related("course", "section", "lesson").filter(
        Q(lesson__in=readable_lessons(user))
        | Q(section__in=readable_lessons(user).values("section"))
        | (made & shown)
        | ((made | Q(section__isnull=False)) & Q(course__in=taught_courses(user)))
    )
    return get_object_or_404(quizzes, course__slug=course, slug=quiz)


def own_attempt(user: User, attempt: int, **_: Any) -> Attempt:
    """At a quiz with pages of its own: a check is answered in its lesson, a review elsewhere.

    `clocks` tells on what clock its pages tell the time.
    """
    if user.is_superuser:
        return get_object_or_404(_clocked_attempts(user, attempt))
    found = OWN_ATTEMPT.first(user=user.pk, attempt=attempt)
    if found is None:
        raise Http404
    return found


def _attempts(user: User, attempt: int) -> QuerySet[Attempt]:
    return Attempt.objects.select_related("quiz__course").filter(
        pk=attempt,
        user=user,
        quiz__kind__in=(Quiz.Kind.SECTION, Quiz.Kind.PRACTICE, Quiz.Kind.EXAM),
        quiz__course__in=readable_courses(user),
    )


def _clocked_attempts(user: User, attempt: int) -> QuerySet[Attempt]:
    return _attempts(user, attempt).annotate(clocks=clocks(user, "quiz__course_id"))


OWN_ATTEMPT = Prepared(lambda user, attempt: _clocked_attempts(User(pk=user), attempt))


def answer_attempt(user: User, attempt: int, question: int) -> Attempt:
    """The person's attempt by its number alone: answers are saved often, and read it again."""
    if user.is_superuser:
        return own_attempt(user, attempt)
    found = ATTEMPT_NUMBER.first(user=user.pk, attempt=attempt)
    if found is None:
        raise Http404
    return found


ATTEMPT_NUMBER = Prepared(
    lambda user, attempt: _clocked_attempts(User(pk=user), attempt).select_related(None).only("pk")
)


def own_review(user: User, course: str, review: int, **_: Any) -> Attempt:
    """The person's own review of a course they may read."""
    attempts = Attempt.objects.select_related("quiz__course").annotate(
        opening=opening(user, "quiz__course_id")
    )
    found = get_object_or_404(
        attempts,
        pk=review,
        user=user,
        quiz__kind=Quiz.Kind.REVIEW,
        quiz__course__slug=course,
        quiz__course__in=readable_courses(user),
    )
    if _is_early(user, found):
        raise NotOpenYet(found.quiz.course)
    return found


def read_figure(user: User, figure: str) -> Figure:
    figures = readable_figures(user).annotate(opening=opening(user, "course_id"))
    found = get_object_or_404(figures, image__startswith=f"figures/{figure}.")
    if _is_early(user, found):
        raise NotOpenYet(found.course)
    return found
