"""Quizzes that are being marked without names.

Until nothing of them waits, a page that names students tells nothing that a person's mark can
change: whoever marks would see whose line changes, and know whose answer it was.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from courses.cohorts.access import follows
from courses.content.models import Course
from courses.quizzes.marks.anonymous import waiting_answers
from courses.quizzes.models import Quiz


class CourseQuizzes(NamedTuple):
    """The quizzes of a course: those whose answers may be told of by name, and the `nameless`."""

    told: list[Quiz]
    nameless: list[Quiz]


def nameless(courses: Iterable[Course]) -> QuerySet[Quiz]:
    """Those of `courses`, for use within another query."""
    waiting = waiting_answers().filter(
        follows("attempt__user", "attempt__quiz__course"), attempt__quiz=OuterRef("pk")
    )
    quizzes = Quiz.objects.filter(course__in=courses, marks_anonymously=True)
    return quizzes.filter(Exists(waiting)).order_by()


def nameless_quizzes(courses: Iterable[Course]) -> frozenset[int]:
    """Their ids, in one query."""
    return frozenset(nameless(courses).values_list("pk", flat=True))


def quizzes_of(course: Course) -> CourseQuizzes:
    """In one query, for pages that go on by ids: a database finds answers faster by them."""
    found = CourseQuizzes([], [])
    hidden = Exists(nameless([course]).filter(pk=OuterRef("pk")))
    for quiz in course.quizzes.annotate(is_nameless=hidden).order_by("pk"):
        (found.nameless if quiz.is_nameless else found.told).append(quiz)
    return found
