"""Which checks of a class were answered, and won little."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from courses.content.models import Course
from courses.progress.nameless import nameless
from courses.quizzes.marks.counting import counting, share_won
from courses.quizzes.marks.results import SHOWN_KINDS, with_sums
from courses.quizzes.models import Attempt, Quiz


def failed_checks(course: Course, students: Sequence[int]) -> Mapping[int, set[int]]:
    """By student, the lessons whose check they handed in and won under half of, in one query.

    Of several attempts the one that counts is judged, once none of its answers waits; of a check
    that is being marked without names, none is.
    """
    attempts = Attempt.objects.filter(
        quiz__course=course,
        quiz__kind=Quiz.Kind.CHECK,
        user__in=students,
        kind__in=SHOWN_KINDS,
        state=Attempt.State.SUBMITTED,
    ).exclude(quiz__in=nameless([course]))
    taken: defaultdict[tuple[int, int, str], list[tuple[Any, ...]]] = defaultdict(list)
    for row in with_sums(attempts, "number", "user_id", "quiz__lesson", "quiz__counts"):
        taken[row[1:4]].append(row)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for (user, lesson, counts), rows in taken.items():
        counted = counting(counts, sorted(rows), lambda row: share_won(row[4], row[5]))
        if counted is not None and _has_failed(*counted[4:]):
            found[user].add(lesson)
    return found


def _has_failed(won: int, out_of: int, waiting: int) -> bool:
    return not waiting and 2 * won < out_of
