"""Writes about cohorts: making them, who is in, what they are given."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from courses.accounts.models import User
from courses.cohorts.models import Cohort, CohortCourse, Membership, RosterHeading
from courses.content.models import Course
from courses.content.slugs import create_with_free_slug


@transaction.atomic
def create_cohort(*, name: str, time_zone: str, by: User, now: datetime) -> Cohort:
    """A cohort under a free address; whoever makes it administers it."""
    cohort = create_with_free_slug(
        lambda slug: Cohort.objects.create(
            name=name, slug=slug, time_zone=time_zone, created_at=now
        ),
        name,
        Cohort.objects.all(),
        fallback="cohorte",
    )
    Membership.objects.create(
        cohort=cohort, user=by, role=Membership.Role.ADMINISTRATOR, joined_at=now
    )
    return cohort


def enrol_student(*, cohort: Cohort, user: User, now: datetime) -> bool:
    """Puts a student in, or back in; False when they were in already."""
    return enrol_students(cohort=cohort, users=[user], now=now) == 1


@transaction.atomic
def enrol_students(*, cohort: Cohort, users: Collection[User], now: datetime) -> int:
    """Puts students in, or back in, whatever their number in the same few statements.

    Returns how many were not in before.
    """
    role = Membership.Role.STUDENT
    back = Membership.objects.filter(
        cohort=cohort, role=role, user__in=users, left_at__isnull=False
    ).update(left_at=None, joined_at=now)
    before = Membership.objects.filter(cohort=cohort, role=role).count()
    Membership.objects.bulk_create(
        (Membership(cohort=cohort, user=user, role=role, joined_at=now) for user in users),
        ignore_conflicts=True,
    )
    return back + Membership.objects.filter(cohort=cohort, role=role).count() - before


def end_membership(*, membership: Membership, now: datetime) -> None:
    """The person leaves; their work stays theirs and the row stays for the record."""
    Membership.objects.filter(pk=membership.pk, left_at=None).update(left_at=now)


def rejoin(*, membership: Membership) -> None:
    """Takes a departure back."""
    Membership.objects.filter(pk=membership.pk).update(left_at=None)


@transaction.atomic
def give_courses(*, cohort: Cohort, courses: Collection[Course], now: datetime) -> None:
    """The cohort has exactly these courses from now on; progress is never touched."""
    CohortCourse.objects.filter(cohort=cohort).exclude(course__in=courses).delete()
    for course in courses:
        CohortCourse.objects.get_or_create(cohort=cohort, course=course, defaults={"given_at": now})


def remember_headings(*, user: User, meanings: Mapping[str, str]) -> None:
    """What the headings of a list mean to this person, for their next list."""
    RosterHeading.objects.bulk_create(
        (
            RosterHeading(user=user, heading=heading, column=column)
            for heading, column in meanings.items()
        ),
        update_conflicts=True,
        unique_fields=["user", "heading"],
        update_fields=["column"],
    )
