"""How far each student of a course is, for its teacher."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from courses.accounts.models import User
from courses.cohorts.models import Cohort, Membership
from courses.content.models import Chapter, Course
from courses.progress.models import LessonProgress
from courses.progress.shares import CourseShare, course_share


@dataclass(frozen=True)
class StudentRow:
    """One student; `last_visit` is None while they opened no lesson of the course."""

    user: User
    share: CourseShare
    last_visit: datetime | None


@dataclass(frozen=True)
class ClassProgress:
    """Students by name and chapters in order; `cohorts` are those the course is given to."""

    chapters: list[Chapter]
    cohorts: list[Cohort]
    rows: list[StudentRow]

    @property
    def started(self) -> int:
        return sum(row.last_visit is not None for row in self.rows)

    @property
    def finished(self) -> int:
        return sum(row.share.is_complete for row in self.rows)


def class_progress(course: Course, cohort: str = "") -> ClassProgress:
    """Every student the course is given to, or those of the cohort with this slug."""
    cohorts = list(Cohort.objects.filter(given__course=course, archived_at=None))
    chosen = [one for one in cohorts if cohort in ("", one.slug)]
    chapters = list(course.chapters.all())
    students = (
        User.objects.filter(
            is_active=True,
            memberships__cohort__in=chosen,
            memberships__role=Membership.Role.STUDENT,
            memberships__left_at=None,
        )
        .distinct()
        .order_by("last_name", "first_name", "identifier")
    )
    completed: defaultdict[int, dict[int, datetime | None]] = defaultdict(dict)
    last_visit: dict[int, datetime] = {}
    visits = LessonProgress.objects.filter(lesson__course=course, user__in=students.order_by())
    for row in visits.order_by("visited_at"):
        completed[row.user_id][row.lesson_id] = row.completed_at
        last_visit[row.user_id] = row.visited_at
    return ClassProgress(
        chapters=chapters,
        cohorts=cohorts,
        rows=[
            StudentRow(
                student,
                course_share(course, chapters, completed[student.pk]),
                last_visit.get(student.pk),
            )
            for student in students
        ],
    )
