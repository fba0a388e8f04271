"""Which questions of a course a list of filters keeps."""

import re
from collections.abc import Callable, Iterable, Mapping

from django.db.models import Q, QuerySet

from courses.content.models import Course, Section
from courses.quizzes.models import Question


def matching_questions(
    course: Course, filters: Iterable[Iterable[str]], *, bin_too: bool = False
) -> QuerySet[Question]:
    """The questions of `course` that every filter keeps, those in the bin if `bin_too`.

    `filters`: pairs (name, value) under the names of quizzes.words.FILTERS; a section is named by
    its rank in the course. A filter that says nothing of this course keeps no question.
    """
    questions = Question.objects.filter(course=course)
    questions = questions if bin_too else questions.current()
    for name, value in filters:
        keep = _KEEP.get(name)
        questions = questions.filter(keep(course, value)) if keep else questions.none()
    return questions


def _of_section(course: Course, rank: str) -> Q:
    """Of the section with this rank; its questions may name it or one of its lessons."""
    if not re.fullmatch("[1-9][0-9]{0,3}", rank):
        return Q(pk__in=())
    sections = Section.objects.filter(chapter__course=course, archived_at=None)
    ranked = sections.order_by("chapter__position", "position").values("pk")
    return Q(section__in=ranked[int(rank) - 1 : int(rank)])


_KEEP: Mapping[str, Callable[[Course, str], Q]] = {
    "lesson": lambda _, slug: Q(lesson__slug=slug),
    "section": _of_section,
    "objective": lambda _, code: Q(objective__code=code),
    "bloom": lambda _, level: Q(newest__bloom=level),
    "notion": lambda _, slug: Q(notions__slug=slug),
    "kind": lambda _, kind: Q(newest__kind=kind),
}
