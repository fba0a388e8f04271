"""Questions kept for an exam: no review asks them, which would tell what is right."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from courses.accounts.models import User
from courses.cohorts.schedule_queries import dates_in_courses
from courses.content.models import Course
from courses.progress.quiz_page import is_withheld
from courses.progress.terms import CourseTerms
from courses.quizzes.filters import matching_questions
from courses.quizzes.models import Question, Quiz, QuizItem

Filters = tuple[tuple[str, str], ...]


def reserved_questions(user: User, courses: Iterable[Course], now: datetime) -> frozenset[int]:
    """What exams of `courses` that are not over for the person ask, or may draw.

    Exams still in preparation count as well, and one that keeps its results until it has closed
    for everybody. In one query where no exam is to come, otherwise in four.
    """
    exams = QuizItem.objects.filter(quiz__kind=Quiz.Kind.EXAM, quiz__archived_at=None)
    items = list(exams.filter(quiz__course__in=courses).select_related("quiz__course").order_by())
    dates = dates_in_courses(user, {item.quiz.course for item in items}) if items else {}
    ahead = [
        item
        for item in items
        if not _is_over(item.quiz, CourseTerms(dates[item.quiz.course_id], None), now)
    ]
    if not ahead:
        return frozenset()
    kept = Q(pk__in=[item.question_id for item in ahead if item.question_id is not None])
    for course, filters in _draws(ahead):
        kept |= Q(pk__in=matching_questions(course, filters).order_by().values("pk"))
    return frozenset(Question.objects.filter(kept).order_by().values_list("pk", flat=True))


def _is_over(exam: Quiz, held: CourseTerms, now: datetime) -> bool:
    terms = held.of(exam.slug)
    return terms.is_over(now) and not is_withheld(exam, terms, now)


def _draws(items: Iterable[QuizItem]) -> list[tuple[Course, Filters]]:
    """Each draw once, however many exams ask for it."""
    drawn: dict[tuple[int, Filters], Course] = {}
    for item in items:
        if item.question_id is None:
            filters = tuple(sorted((name, value) for name, value in item.filters))
            drawn[item.quiz.course_id, filters] = item.quiz.course
    return [(course, filters) for (_pk, filters), course in drawn.items()]
