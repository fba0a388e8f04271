"""The practice quizzes and exams of a course, as they stand for one person."""

from dataclasses import dataclass
from datetime import datetime

from courses.accounts.models import User
from courses.cohorts.schedule import PersonDates
from courses.cohorts.schedule_queries import CourseDates
from courses.content.models import Course
from courses.progress.terms import course_terms
from courses.quizzes.models import Attempt, Quiz
from courses.quizzes.terms import Terms

MADE = (Quiz.Kind.EXAM, Quiz.Kind.PRACTICE)


@dataclass(frozen=True)
class QuizForPerson:
    """A quiz with what a person may do with it at this moment.

    `state`: "before" it opens, "open", "under way", "done" (no attempt is left) or "over".
    `left`: how many attempts may still be begun; None is no limit.
    """

    quiz: Quiz
    state: str
    terms: Terms
    dates: PersonDates
    handed_in: int
    left: int | None
    under_way: Attempt | None


def quizzes_for(
    user: User, course: Course, now: datetime, dates: CourseDates | None = None
) -> list[QuizForPerson]:
    """What is shown to students, exams first; five queries, or one if there is none.

    Two fewer if the `dates` of the person are known.
    """
    shown = course.quizzes.filter(kind__in=MADE, is_published=True, archived_at=None)
    quizzes = sorted(shown, key=lambda quiz: (quiz.kind != Quiz.Kind.EXAM, quiz.pk))
    if not quizzes:
        return []
    terms = course_terms(user, course, dates)
    attempts: dict[int, list[Attempt]] = {}
    own = Attempt.objects.filter(user=user, quiz__in=quizzes)
    for attempt in own.exclude(kind=Attempt.Kind.PREVIEW):
        attempts.setdefault(attempt.quiz_id, []).append(attempt)
    return [
        _for_person(
            quiz, terms.of(quiz.slug), terms.dates_of(quiz.slug), attempts.get(quiz.pk, []), now
        )
        for quiz in quizzes
    ]


def _for_person(
    quiz: Quiz, terms: Terms, dates: PersonDates, attempts: list[Attempt], now: datetime
) -> QuizForPerson:
    allowed = terms.attempts(quiz.max_attempts)
    left = None if allowed is None else max(0, allowed - len(attempts))
    under_way = next((each for each in attempts if each.state == Attempt.State.OPEN), None)
    return QuizForPerson(
        quiz=quiz,
        state=_state(terms, left, under_way, now),
        terms=terms,
        dates=dates,
        handed_in=sum(each.state == Attempt.State.SUBMITTED for each in attempts),
        left=left,
        under_way=under_way,
    )


def _state(terms: Terms, left: int | None, under_way: Attempt | None, now: datetime) -> str:
    if terms.is_over(now):
        return "over"
    if under_way is not None:
        return "under way"
    if left == 0:
        return "done"
    return "open" if terms.is_open(now) else "before"
