"""What is under way, after its dates or a student's accommodations were changed."""

from collections.abc import Iterable

from django.db import transaction

from courses.progress.terms import course_terms
from courses.quizzes.models import Attempt


@transaction.atomic
def renew_deadlines(*, attempts: Iterable[Attempt]) -> int:
    """Open attempts end when the terms of their students say now; returns how many moved.

    One whose new end is past is handed in like any other that is late. Previews have no terms.
    """
    moved = 0
    for attempt in attempts:
        if attempt.kind == Attempt.Kind.PREVIEW:
            continue
        terms = course_terms(attempt.user, attempt.quiz.course).of(attempt.quiz.slug)
        deadline = terms.deadline(attempt.quiz.minutes, attempt.started_at)
        if deadline != attempt.deadline:
            still_open = Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.OPEN)
            moved += still_open.update(deadline=deadline)
    return moved
