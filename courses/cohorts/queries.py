"""Reads about cohorts, made for pages."""

import re
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from courses.accounts.models import User
from courses.accounts.namesakes import name_key, namesakes
from courses.cohorts.access import current_students
from courses.cohorts.models import Cohort, Membership, RosterHeading


@dataclass(frozen=True)
class CohortCard:
    cohort: Cohort
    students: int
    courses: int


def cohort_cards(
    cohorts: QuerySet[Cohort], *, words: str = "", archived: bool = False
) -> list[CohortCard]:
    """Current (or archived) cohorts with their numbers, in one query.

    Each of the `words` must stand in the name, the programme, the option or the year.
    """
    students = Q(memberships__role=Membership.Role.STUDENT, memberships__left_at=None)
    rows = cohorts.filter(archived_at__isnull=not archived).select_related("programme")
    for word in words.split():
        named = Q(name__icontains=word) | Q(programme__name__icontains=word)
        rows = rows.filter(named | Q(option__icontains=word) | Q(year__icontains=word))
    rows = rows.annotate(
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


def cohort_namesakes(cohort: Cohort, of: User | None = None) -> list[User]:
    """Its students who share a name with another of them, or with `of`; by name, in one query."""
    ordered = current_students(cohort).order_by("last_name", "first_name", "identifier")
    students = list(ordered)
    shared = namesakes(students)
    found = [student for student in students if student.pk in shared]
    if of is None:
        return found
    key = name_key(str(of))
    alike = [student for student in found if name_key(str(student)) == key]
    return alike if any(student.pk == of.pk for student in alike) else []


def known_headings(user: User) -> dict[str, str]:
    """What headings of lists mean to this person, by heading."""
    return dict(RosterHeading.objects.filter(user=user).values_list("heading", "column"))


def cohort_staff(cohort: Cohort) -> QuerySet[Membership]:
    """Who looks after the cohort now: administrators first."""
    present = cohort.memberships.filter(left_at=None).exclude(role=Membership.Role.STUDENT)
    return present.select_related("user", "cohort").order_by(
        "role", "user__last_name", "user__first_name", "user__identifier"
    )
