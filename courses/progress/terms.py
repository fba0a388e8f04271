"""The terms of a person for quizzes: `cohorts` keeps the dates, `quizzes` takes them as values."""

from dataclasses import dataclass
from datetime import datetime

from courses.accounts.models import User
from courses.cohorts.models import Accommodation
from courses.cohorts.schedule import PersonDates
from courses.cohorts.schedule_queries import CourseDates, dates_of_person
from courses.content.models import Course
from courses.quizzes.terms import Terms


@dataclass(frozen=True)
class CourseTerms:
    """What holds for one person in every quiz of a course, by its slug.

    A quiz is open only while its course is; lessons are read on after the course closed.
    """

    dates: CourseDates
    granted: Accommodation | None

    def dates_of(self, quiz: str) -> PersonDates:
        return self.dates.of(quiz)

    def of(self, quiz: str) -> Terms:
        """The terms of the quiz with this slug."""
        dates = self.dates_of(quiz)
        usual = Terms()
        return Terms(
            opens_at=dates.opens.moment if dates.opens else None,
            closes_at=dates.closes.moment if dates.closes else None,
            closes_for_all=dates.closes_for_all,
            time_factor=self.granted.time_factor if self.granted else usual.time_factor,
            extra_attempts=self.granted.extra_attempts if self.granted else usual.extra_attempts,
        )

    def due_at(self, quiz: str) -> datetime | None:
        """Until when handing in is not late."""
        due = self.dates_of(quiz).due
        return due.moment if due else None


def course_terms(user: User, course: Course, dates: CourseDates | None = None) -> CourseTerms:
    """Read in three queries, however many quizzes there are; in one if the dates are known."""
    granted = Accommodation.objects.filter(user=user).first()
    return CourseTerms(dates=dates or dates_of_person(user, course), granted=granted)
