"""A quiz's own page: what awaits a person there, and what they won."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from courses.accounts.models import User
from courses.cohorts.schedule import PersonDates
from courses.progress.terms import course_terms
from courses.quizzes.actions.attempts import Obstacle, find_obstacle
from courses.quizzes.actions.closing import is_late
from courses.quizzes.models import Attempt, Quiz
from courses.quizzes.queries import AttemptResult, attempt_results, counting_result, quiz_size
from courses.quizzes.terms import NO_TERMS, Terms


@dataclass(frozen=True)
class QuizPage:
    """What a person finds before and between attempts.

    `minutes` is the time they have, accommodation included; `left` how many attempts they may
    still begin (None: as many as they like). `zone` is the clock of its dates. `withheld`:
    what they won is told later.
    """

    questions: int
    points: Decimal
    dates: PersonDates
    zone: str
    terms: Terms
    minutes: int | None
    under_way: Attempt | None
    is_late: bool
    obstacle: Obstacle | None
    left: int | None
    results: list[AttemptResult]
    counting: AttemptResult | None
    withheld: bool
    is_preview: bool
    try_cost_percent: int


def quiz_page(*, user: User, quiz: Quiz, kind: str, now: datetime) -> QuizPage:
    """In seven queries at most."""
    held = course_terms(user, quiz.course)
    is_preview = kind == Attempt.Kind.PREVIEW
    terms = NO_TERMS if is_preview else held.of(quiz.slug)
    own = list(Attempt.objects.filter(user=user, quiz=quiz))
    taken = sum(each.kind in (Attempt.Kind.PRACTICE, Attempt.Kind.GRADED) for each in own)
    under_way = next((each for each in own if each.state == Attempt.State.OPEN), None)
    allowed = None if is_preview else terms.attempts(quiz.max_attempts)
    results = attempt_results(user=user, quiz_id=quiz.pk)
    questions, points = quiz_size(quiz)
    return QuizPage(
        questions=questions,
        points=points,
        dates=PersonDates() if is_preview else held.dates_of(quiz.slug),
        zone=held.dates.zone,
        terms=terms,
        minutes=_minutes(quiz, terms),
        under_way=under_way,
        is_late=under_way is not None and is_late(under_way, now),
        obstacle=None if is_preview else find_obstacle(quiz, terms, taken, now),
        left=None if allowed is None else max(0, allowed - taken),
        results=results,
        counting=counting_result(quiz, results),
        withheld=not is_preview and is_withheld(quiz, terms, now),
        is_preview=is_preview,
        try_cost_percent=int(100 * quiz.try_cost),
    )


def is_withheld(quiz: Quiz, terms: Terms, now: datetime) -> bool:
    """Whether what is right must not be told yet: somebody may still be answering."""
    closed = terms.closes_for_all is not None and terms.closes_for_all <= now
    return quiz.waits_for_closing and not closed


def _minutes(quiz: Quiz, terms: Terms) -> int | None:
    return None if quiz.minutes is None else int(quiz.minutes * terms.time_factor)
