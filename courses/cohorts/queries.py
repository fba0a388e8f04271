"""Reads about cohorts, made for pages."""

import re
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from courses.accounts.models import User
from courses.cohorts.models import Cohort, Membership, RosterHeading


@dataclass(frozen=True)
class CohortCard:
    cohort: Cohort
    students: int
    courses: int


def cohort_cards(cohorts: QuerySet[Cohort]) -> list[CohortCard]:
    """Current cohorts with their numbers, in one query."""
    students = Q(memberships__role=Membership.Role.STUDENT, memberships__left_at=None)
    rows = cohorts.filter(archived_at=None).annotate(
        students=Count("memberships", filter=students, distinct=True),
        given_courses=Count("given", distinct=True),
    )
    return [CohortCard(row, row.students, row.given_courses) for row in rows]


def departed(cohort: Cohort, member: str) -> Membership | None:
    """The membership with this number that has just ended, for the offer to undo it."""
    if not re.fullmatch(r"\d{1,18}", member):
        return None
    ended = cohort.memberships.filter(pk=int(member), left_at__isnull=False)
    return ended.select_related("user").first()


def known_headings(user: User) -> dict[str, str]:
    """What headings of lists mean to this person, by heading."""
    return dict(RosterHeading.objects.filter(user=user).values_list("heading", "column"))
