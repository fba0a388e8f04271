"""The dates of a cohort: its courses, their exams and practice quizzes, on one page."""

from dataclasses import dataclass

from courses.cohorts.models import Cohort, Schedule
from courses.cohorts.schedule_queries import Dates, dates_of
from courses.content.models import Course
from courses.quizzes.models import Quiz

MADE = (Quiz.Kind.EXAM, Quiz.Kind.PRACTICE)


@dataclass(frozen=True)
class DatedThing:
    """A course (`quiz` None) or a quiz of it, with the rows of everybody and of the cohort."""

    course: Course
    quiz: Quiz | None
    usual: Schedule | None
    own: Schedule | None

    @property
    def key(self) -> str:
        """Names it in forms: "c3", "q12"."""
        return f"q{self.quiz.pk}" if self.quiz else f"c{self.course.pk}"

    @property
    def slug(self) -> str:
        return self.quiz.slug if self.quiz else ""

    @property
    def usual_dates(self) -> Dates:
        return dates_of(self.usual) if self.usual else Dates(None, None, None)


def dated_things(cohort: Cohort) -> list[DatedThing]:
    """Each course given, followed by its quizzes, exams first, in three queries."""
    courses = list(cohort.courses.filter(archived_at=None))
    quizzes: dict[int, list[Quiz]] = {course.pk: [] for course in courses}
    made = Quiz.objects.filter(course__in=courses, kind__in=MADE, archived_at=None)
    for quiz in made.order_by("pk"):
        quizzes[quiz.course_id].append(quiz)
    rows = {
        (row.course_id, row.quiz, row.cohort_id): row
        for row in Schedule.objects.filter(course__in=courses, user=None).select_related("set_by")
        if row.cohort_id in (None, cohort.pk)
    }
    things = []
    for course in courses:
        exams_first = sorted(quizzes[course.pk], key=lambda quiz: quiz.kind != Quiz.Kind.EXAM)
        for each in (None, *exams_first):
            slug = each.slug if each else ""
            usual = rows.get((course.pk, slug, None))
            own = rows.get((course.pk, slug, cohort.pk))
            things.append(DatedThing(course, each, usual, own))
    return things
