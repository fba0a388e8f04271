"""A cohort as a sheet: its students, how far they are in each course, what they won."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Max, Q, QuerySet

from courses.accounts.models import User
from courses.cohorts.access import current_students
from courses.cohorts.models import Cohort
from courses.content.models import Course, Lesson
from courses.progress.gradebook import mark_of
from courses.progress.models import LessonProgress
from courses.progress.nameless import nameless_quizzes
from courses.quizzes.marks.counting import counting, share_won
from courses.quizzes.marks.results import SHOWN_KINDS, with_sums
from courses.quizzes.models import Attempt, Quiz

MADE = (Quiz.Kind.EXAM, Quiz.Kind.PRACTICE)
Won = tuple[int, int, int]  # points, out of how many, answers that wait for a mark


@dataclass(frozen=True)
class CourseColumns:
    """A course of the sheet; `lessons` counts those that are published and not empty."""

    course: Course
    lessons: int
    quizzes: Sequence[Quiz]


@dataclass(frozen=True)
class QuizMark:
    """The attempt that counts, out of 20; it is provisional while answers wait for a mark.

    `mark` is None while it was handed in to a quiz that is being marked without names.
    """

    mark: Decimal | None
    is_provisional: bool


@dataclass(frozen=True)
class CourseShare:
    """How far a student is; `marks` in the order of the quizzes, None where there is none."""

    done: int
    percent: int
    last_visit: datetime | None
    marks: Sequence[QuizMark | None]


@dataclass(frozen=True)
class SheetRow:
    user: User
    shares: Sequence[CourseShare]


@dataclass(frozen=True)
class CohortSheet:
    """`shares` of each row are in the order of the `courses`."""

    courses: Sequence[CourseColumns]
    rows: Sequence[SheetRow]


def cohort_sheet(cohort: Cohort) -> CohortSheet:
    """The cohort's students by name, in six queries, seven where a quiz is marked without names."""
    courses = _columns(cohort)
    students = current_students(cohort)
    people = list(students.order_by("last_name", "first_name", "identifier"))
    read = _read(courses, people)
    marks = _marks(courses, people)
    rows = [
        SheetRow(person, [_share(person, column, read, marks) for column in courses])
        for person in people
    ]
    return CohortSheet(courses, rows)


def _columns(cohort: Cohort) -> list[CourseColumns]:
    courses = list(cohort.courses.filter(archived_at=None))
    counted = _counted(courses).values_list("course").annotate(number=Count("pk"))
    lessons = dict(counted.order_by())
    quizzes: dict[int, list[Quiz]] = {course.pk: [] for course in courses}
    shown = Quiz.objects.filter(
        course__in=courses, kind__in=MADE, is_published=True, archived_at=None
    )
    for quiz in shown.order_by("pk"):
        quizzes[quiz.course_id].append(quiz)
    return [CourseColumns(each, lessons.get(each.pk, 0), quizzes[each.pk]) for each in courses]


def _counted(courses: Iterable[Course]) -> QuerySet[Lesson]:
    return Lesson.objects.published().filter(course__in=courses, published__is_empty=False)


def _read(
    courses: Sequence[CourseColumns], people: Sequence[User]
) -> dict[tuple[int, int], tuple[int, datetime | None]]:
    """Lessons done and the last visit, by person and course."""
    lessons = _counted(column.course for column in courses)
    rows = (
        LessonProgress.objects.filter(user__in=people, lesson__in=lessons)
        .order_by()
        .values_list("user", "lesson__course")
        .annotate(done=Count("pk", filter=Q(completed_at__isnull=False)), last=Max("visited_at"))
    )
    return {(user, course): (done, last) for user, course, done, last in rows}


def _marks(
    courses: Sequence[CourseColumns], people: Sequence[User]
) -> dict[tuple[int, int], QuizMark]:
    """What counts, by person and quiz."""
    quizzes = {quiz.pk: quiz for column in courses for quiz in column.quizzes}
    nameless = _nameless(courses)
    attempts = Attempt.objects.filter(
        quiz__in=quizzes, user__in=people, kind__in=SHOWN_KINDS, state=Attempt.State.SUBMITTED
    )
    taken: dict[tuple[int, int], list[Won]] = {}
    rows = with_sums(attempts, "user", "quiz", "number").order_by("number")
    for user, quiz, _number, points, out_of, waiting in rows:
        taken.setdefault((user, quiz), []).append((points, out_of, waiting))
    found = {}
    for key, handed_in in taken.items():
        chosen = counting(
            quizzes[key[1]].counts, handed_in, lambda each: share_won(each[0], each[1])
        )
        if key[1] in nameless:
            found[key] = QuizMark(None, True)
        elif chosen is not None:
            points, out_of, waiting = chosen
            found[key] = QuizMark(mark_of(points, out_of), waiting > 0)
    return found


def _nameless(columns: Sequence[CourseColumns]) -> frozenset[int]:
    """Asked only where a quiz is marked so: whoever administers a cohort may mark as well."""
    courses = [
        column.course
        for column in columns
        if any(quiz.marks_anonymously for quiz in column.quizzes)
    ]
    return nameless_quizzes(courses) if courses else frozenset()


def _share(
    person: User,
    column: CourseColumns,
    read: dict[tuple[int, int], tuple[int, datetime | None]],
    marks: dict[tuple[int, int], QuizMark],
) -> CourseShare:
    done, last = read.get((person.pk, column.course.pk), (0, None))
    return CourseShare(
        done=done,
        percent=100 * done // column.lessons if column.lessons else 0,
        last_visit=last,
        marks=[marks.get((person.pk, quiz.pk)) for quiz in column.quizzes],
    )
