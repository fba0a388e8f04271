"""The demonstration's gradebook: what counts and how much, and one total decided by hand."""

from datetime import datetime
from decimal import Decimal

from courses.accounts.models import User
from courses.cohorts.access import course_students
from courses.content.models import Course
from courses.progress.gradebook_actions import Counted, decide_total, save_gradebook
from courses.progress.gradebook_queries import course_gradebook
from courses.progress.models import GradeItem
from courses.quizzes.models import Quiz

# The exam weighs as much as two quizzes; those of practice are shown and count nothing.
COUNTED = {
    Quiz.Kind.EXAM: (GradeItem.Category.EXAMS, Decimal(2)),
    Quiz.Kind.SECTION: (GradeItem.Category.QUIZZES, Decimal(1)),
    Quiz.Kind.PRACTICE: (GradeItem.Category.QUIZZES, Decimal(0)),
}
RAISED_BY = Decimal("0.50")
HIGHEST_RAISED = Decimal(19)
REASON = "Exposé oral sur l’isolation des conteneurs : un demi-point de plus."


def make_gradebook(*, course: Course, teacher: User, now: datetime) -> None:
    """What counts, and of one student a total that was raised."""
    count_quizzes(course=course, teacher=teacher, now=now)
    students = list(course_students(course).order_by("last_name", "first_name"))
    for row in course_gradebook(course, students, now).rows:
        if row.value is not None and row.value <= HIGHEST_RAISED:
            decide_total(
                course=course,
                student=row.user,
                total=row.value + RAISED_BY,
                reason=REASON,
                author=teacher,
                known=0,
                now=now,
            )
            return


def count_quizzes(*, course: Course, teacher: User, now: datetime) -> None:
    """The exam and the quizzes, of which the lowest is left out; students see their total."""
    counted = [
        Counted(quiz.pk, *COUNTED[Quiz.Kind(quiz.kind)])
        for quiz in course.quizzes.filter(kind__in=COUNTED, is_published=True, archived_at=None)
    ]
    save_gradebook(
        course=course,
        dropped_exams=0,
        dropped_quizzes=1,
        is_published=True,
        counted=counted,
        by=teacher,
        now=now,
    )
