"""Where readers are: read for pages, each in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from courses.accounts.models import User
from courses.content.models import Chapter, Course, Lesson
from courses.progress.mastery_queries import mastery as mastery  # read with the rest
from courses.progress.models import LessonProgress
from courses.progress.shares import (
    ChapterShare,
    CourseShare,
    Step,
    chapter_share,
    course_share,
    lesson_ids,
)
from courses.quizzes.models import Attempt, QuizItem, Response
from elearning.prepared import Prepared


@dataclass(frozen=True)
class Resume:
    """The lesson a person read last: at `place`, on `visited_at`."""

    lesson: Lesson
    place: str
    visited_at: datetime


@dataclass(frozen=True)
class LessonPlace:
    """A lesson among the others of its chapter, and where the person is in it.

    `number` counts from 1; `before` and `after` cross sections, and are None at the ends.
    """

    chapter: ChapterShare
    step: Step
    number: int
    before: Step | None
    after: Step | None
    place: str
    visited_at: datetime | None


def course_progress(course: Course, user: User) -> CourseShare:
    """The person's progress in one course, in two queries."""
    return courses_progress([course], user)[0]


def courses_progress(courses: Iterable[Course], user: User) -> list[CourseShare]:
    """The person's progress in several courses, in two queries."""
    courses = list(courses)
    chapters = list(Chapter.objects.filter(course__in=courses).select_related("course"))
    completed = dict(
        LessonProgress.objects.filter(user=user, lesson__course__in=courses).values_list(
            "lesson_id", "completed_at"
        )
    )
    return [
        course_share(course, [c for c in chapters if c.course_id == course.pk], completed)
        for course in courses
    ]


def chapter_progress(chapter: Chapter, user: User) -> ChapterShare:
    """The person's progress in one chapter, in one query."""
    rows = LessonProgress.objects.filter(user=user, lesson__in=lesson_ids([chapter]))
    return chapter_share(chapter, dict(rows.values_list("lesson_id", "completed_at")))


def lesson_place(lesson: Lesson, user: User) -> LessonPlace:
    """The lesson in its chapter, in one query; the chapter comes with the lesson."""
    chapter = lesson.section.chapter
    rows = {row.lesson_id: row for row in CHAPTER_PROGRESS.rows(user=user.pk, chapter=chapter.pk)}
    share = chapter_share(chapter, {pk: row.completed_at for pk, row in rows.items()})
    index = next(i for i, step in enumerate(share.steps) if step.pk == lesson.pk)
    own = rows.get(lesson.pk)
    return LessonPlace(
        chapter=share,
        step=share.steps[index],
        number=index + 1,
        before=share.steps[index - 1] if index else None,
        after=share.steps[index + 1] if index + 1 < len(share.steps) else None,
        place=own.way_back if own else "",
        visited_at=own.visited_at if own else None,
    )


CHAPTER_PROGRESS = Prepared(
    lambda user, chapter: LessonProgress.objects.filter(user=user, lesson__section__chapter=chapter)
)


def last_read(user: User, courses: QuerySet[Course]) -> Resume | None:
    """Where the person stopped reading, among lessons they may still read."""
    row = (
        LessonProgress.objects.filter(
            user=user,
            lesson__course__in=courses,
            lesson__archived_at=None,
            lesson__published__isnull=False,
        )
        .select_related("lesson__course", "lesson__published", "lesson__section__chapter")
        .defer("lesson__published__source", "lesson__published__text")
        .order_by("-visited_at")
        .first()
    )
    return Resume(row.lesson, row.way_back, row.visited_at) if row else None


def check_items(lesson: Lesson) -> QuerySet[QuizItem]:
    """The questions a student is asked at the end of the lesson."""
    return QuizItem.objects.filter(
        quiz__lesson=lesson,
        question__archived_at=None,
        question__published__isnull=False,
    )


def unanswered_items(user: User, lesson: Lesson) -> QuerySet[QuizItem]:
    """Those the person has no released answer to, right or wrong."""
    answered = Response.objects.filter(
        question=OuterRef("question"),
        attempt__quiz=OuterRef("quiz"),
        attempt__user=user,
        released_at__isnull=False,
    ).exclude(attempt__kind=Attempt.Kind.PREVIEW)
    return check_items(lesson).exclude(Exists(answered))
