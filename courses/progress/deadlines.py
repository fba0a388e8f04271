"""What is under way, after its dates or a student's accommodations were changed."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import ngettext

from courses.accounts.models import User
from courses.content.models import Course
from courses.progress.terms import course_terms
from courses.quizzes.models import Attempt, Quiz


@transaction.atomic
def renew_deadlines(*, attempts: Iterable[Attempt]) -> int:
    """Open attempts end when the terms of their students say now; returns how many moved.

    One whose new end is past is handed in like any other that is late. Previews have no terms;
    one that a teacher gave back ends when that teacher said.
    """
    moved = 0
    for attempt in attempts:
        if attempt.kind == Attempt.Kind.PREVIEW or attempt.sitting > 1:
            continue
        terms = course_terms(attempt.user, attempt.quiz.course).of(attempt.quiz.slug)
        deadline = terms.deadline(attempt.quiz.minutes, attempt.started_at)
        if deadline != attempt.deadline:
            still_open = Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.OPEN)
            moved += still_open.update(deadline=deadline)
    return moved


def under_way(course: Course, quiz: Quiz | None = None) -> QuerySet[Attempt]:
    """Attempts of students that changed dates concern: at the quiz, or anywhere in the course."""
    running = Attempt.objects.filter(quiz__course=course, state=Attempt.State.OPEN)
    if quiz is not None:
        running = running.filter(quiz=quiz)
    return running.exclude(kind=Attempt.Kind.PREVIEW).select_related("user", "quiz__course")


def touched(students: QuerySet[User], attempts: QuerySet[Attempt]) -> str:
    """Whom dates concern, and who of them is answering at this moment."""
    count = students.distinct().count()
    running = attempts.filter(user__in=students.values("pk")).count()
    said = ngettext("%(count)d student concerned", "%(count)d students concerned", count)
    answering = ngettext("%(count)d attempt under way.", "%(count)d attempts under way.", running)
    return f"{said % {'count': count}}, {answering % {'count': running}}"
