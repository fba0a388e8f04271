"""What administrators of cohorts, and of the site, enter."""

from django.shortcuts import get_object_or_404

from courses.accounts.models import User
from courses.cohorts.access import (
    code_recipients,
    managed_cohorts,
)
from courses.cohorts.models import Cohort, CohortCourse, Membership
from elearning.entrance.roles import cohort_maker, site_administrator


def manage_cohort(user: User, cohort: str) -> Cohort:
    return get_object_or_404(managed_cohorts(user), slug=cohort)


def make_next_year(user: User, cohort: str) -> Cohort:
    """Who may make cohorts, of one they administer."""
    cohort_maker(user)
    return manage_cohort(user, cohort)


def follow_cohort(user: User, cohort: str, course: str) -> CohortCourse:
    """A course given to a cohort they administer: how far its students are, nothing else of it."""
    given = CohortCourse.objects.select_related("cohort", "course")
    return get_object_or_404(
        given,
        cohort__in=managed_cohorts(user),
        cohort__slug=cohort,
        course__slug=course,
        course__archived_at=None,
    )


def manage_member(user: User, cohort: str, member: int) -> Membership:
    members = Membership.objects.select_related("user", "cohort")
    return get_object_or_404(
        members,
        cohort__in=managed_cohorts(user),
        cohort__slug=cohort,
        role=Membership.Role.STUDENT,
        pk=member,
    )


def give_code(user: User, cohort: str, member: int) -> Membership:
    subject = manage_cohort(user, cohort)
    return get_object_or_404(code_recipients(user, subject), pk=member)


def administer_person(user: User, person: int) -> User:
    site_administrator(user)
    return get_object_or_404(User, pk=person)
