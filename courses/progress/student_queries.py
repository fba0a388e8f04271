"""What one student did in a course, and why a signal fired, for their teacher."""

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from courses.accounts.models import User
from courses.cohorts.schedule import Dated
from courses.cohorts.schedule_queries import CourseDates, dates_of_person
from courses.content.models import Course, Notion
from courses.progress.contact_queries import contacts, with_dates
from courses.progress.mastery_queries import CourseMastery, mastery
from courses.progress.models import LessonProgress
from courses.progress.nameless import CourseQuizzes, quizzes_of
from courses.progress.queries import courses_progress
from courses.progress.shares import CourseShare, Step
from courses.progress.signals import Signal
from courses.quizzes.marks.results import POINT, SHOWN_KINDS, with_sums
from courses.quizzes.models import Attempt, Question, Quiz


@dataclass(frozen=True)
class LessonDone:
    """A lesson, when it was read last and when it was finished (None: not)."""

    step: Step
    visited_at: datetime | None
    completed_at: datetime | None


@dataclass(frozen=True)
class SectionDone:
    title: str
    lessons: tuple[LessonDone, ...]


@dataclass(frozen=True)
class AttemptDone:
    """An attempt; what it won is not told (`untold`) while its quiz is marked without names."""

    attempt: Attempt
    points: Decimal
    out_of: Decimal
    waiting: int
    untold: bool

    @property
    def is_handed_in(self) -> bool:
        return self.attempt.state == Attempt.State.SUBMITTED

    @property
    def has_page(self) -> bool:
        """A check's answers are read in its question's results, not as an attempt."""
        return self.is_handed_in and not self.untold


@dataclass(frozen=True)
class QuizDates:
    """The dates of a quiz for this student: (kind, date), in the order they come."""

    quiz: Quiz
    dates: tuple[tuple[str, Dated], ...]


@dataclass(frozen=True)
class StudentWork:
    share: CourseShare
    sections: tuple[SectionDone, ...]
    attempts: tuple[AttemptDone, ...]
    mastery: CourseMastery
    signals: tuple[Signal, ...]
    dates: tuple[QuizDates, ...]
    held: CourseDates

    @property
    def last_visit(self) -> datetime | None:
        seen = [each.visited_at for section in self.sections for each in section.lessons]
        return max((at for at in seen if at), default=None)


def student_work(course: Course, student: User, now: datetime) -> StudentWork:
    """In a number of queries that does not grow.

    Nothing here changes with a mark that is given without names, until all of its quiz are.
    """
    quizzes = quizzes_of(course)
    nameless = {quiz.pk for quiz in quizzes.nameless}
    share = courses_progress([course], student)[0]
    held = dates_of_person(student, course)
    return StudentWork(
        share=share,
        sections=_sections(share, course, student),
        attempts=_attempts(course, student, nameless),
        mastery=mastery(course, student, now, nameless),
        signals=_signals(course, quizzes, student, now),
        dates=_dates(course, held),
        held=held,
    )


def _sections(share: CourseShare, course: Course, student: User) -> tuple[SectionDone, ...]:
    rows = LessonProgress.objects.filter(user=student, lesson__course=course)
    seen = {row.lesson_id: row for row in rows}
    return tuple(
        SectionDone(
            section.title,
            tuple(
                LessonDone(
                    step,
                    seen[step.pk].visited_at if step.pk in seen else None,
                    seen[step.pk].completed_at if step.pk in seen else None,
                )
                for step in section.steps
            ),
        )
        for chapter in share.chapters
        for section in chapter.sections
    )


def _attempts(course: Course, student: User, nameless: Container[int]) -> tuple[AttemptDone, ...]:
    """Those at quizzes and exams, the newest first, then those at checks."""
    attempts = Attempt.objects.filter(user=student, quiz__course=course, kind__in=SHOWN_KINDS)
    sums = {pk: rest for pk, *rest in with_sums(attempts, "pk")}
    found = []
    for attempt in attempts.select_related("quiz").order_by("-started_at"):
        won, out_of, waiting = sums.get(attempt.pk, (0, 0, 0))
        untold = attempt.quiz_id in nameless
        found.append(
            AttemptDone(attempt, Decimal(won) / POINT, Decimal(out_of) / POINT, waiting, untold)
        )
    return tuple(sorted(found, key=lambda each: each.attempt.quiz.kind == Quiz.Kind.CHECK))


def _signals(
    course: Course, quizzes: CourseQuizzes, student: User, now: datetime
) -> tuple[Signal, ...]:
    notions: defaultdict[int, Sequence[Notion]] = defaultdict(tuple)
    asked: set[int] = set()
    questions = Question.objects.filter(course=course, newest__isnull=False)
    for question in questions.prefetch_related("notions"):
        notions[question.pk] = about = list(question.notions.all())
        if question.published_id and question.archived_at is None:
            asked |= {notion.pk for notion in about}
    alone = with_dates(course, User.objects.filter(pk=student.pk))
    found = contacts(course, quizzes, list(alone), notions, asked, now)
    return found[0].signals if found else ()


def _dates(course: Course, held: CourseDates) -> tuple[QuizDates, ...]:
    quizzes = course.quizzes.filter(archived_at=None, is_published=True).order_by("pk")
    found = []
    for quiz in quizzes.exclude(kind__in=(Quiz.Kind.CHECK, Quiz.Kind.REVIEW)):
        dates = held.of(quiz.slug)
        told = [("opens", dates.opens), ("due", dates.due), ("closes", dates.closes)]
        given = tuple((kind, dated) for kind, dated in told if dated is not None)
        if given:
            found.append(QuizDates(quiz, given))
    return tuple(found)
