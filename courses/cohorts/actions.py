"""Writes about cohorts: who is in, what they are given."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction

from courses.accounts.actions import issue_code
from courses.accounts.audit import Change, cohort_scope, named, record_changes
from courses.accounts.models import AuditEvent, User
from courses.cohorts.models import Cohort, CohortCourse, Membership, RosterHeading
from courses.content.models import Course


def enrol_student(*, cohort: Cohort, user: User, now: datetime, by: User | None = None) -> bool:
    """Puts a student in, or back in; False when they were in already."""
    return enrol_students(cohort=cohort, users=[user], now=now, by=by) == 1


@transaction.atomic
def enrol_students(
    *, cohort: Cohort, users: Collection[User], now: datetime, by: User | None = None
) -> int:
    """Puts students in, or back in, whatever their number in the same few statements.

    Returns how many were not in before.
    """
    role = Membership.Role.STUDENT
    present = Membership.objects.filter(cohort=cohort, role=role, user__in=users)
    inside = set(present.filter(left_at=None).values_list("user_id", flat=True))
    coming = [user for user in users if user.pk not in inside]
    present.filter(left_at__isnull=False).update(left_at=None, joined_at=now)
    Membership.objects.bulk_create(
        (Membership(cohort=cohort, user=user, role=role, joined_at=now) for user in coming),
        ignore_conflicts=True,
    )
    changes = [Change(named(user), after=cohort.name) for user in coming]
    record(cohort, AuditEvent.Action.JOINED, changes, by, now)
    return len(coming)


@transaction.atomic
def end_membership(*, membership: Membership, now: datetime, by: User | None = None) -> None:
    """The person leaves; their work stays theirs and the row stays for the record."""
    end_memberships(cohort=membership.cohort, memberships=[membership], now=now, by=by)


@transaction.atomic
def end_memberships(
    *, cohort: Cohort, memberships: Collection[Membership], now: datetime, by: User | None = None
) -> None:
    """The same for several people of one cohort."""
    here = cohort.memberships.select_for_update().filter(left_at=None)
    ended = here.filter(pk__in=[each.pk for each in memberships])
    gone = set(ended.values_list("pk", flat=True))
    Membership.objects.filter(pk__in=gone).update(left_at=now)
    changes = [Change(named(m.user), before=cohort.name) for m in memberships if m.pk in gone]
    record(cohort, AuditEvent.Action.LEFT, changes, by, now)


@transaction.atomic
def rejoin(*, membership: Membership, now: datetime, by: User | None = None) -> None:
    """Takes a departure back."""
    ended = Membership.objects.filter(pk=membership.pk, left_at__isnull=False)
    if ended.update(left_at=None):
        change = Change(named(membership.user), after=membership.cohort.name)
        record(membership.cohort, AuditEvent.Action.JOINED, [change], by, now)


@transaction.atomic
def give_courses(
    *, cohort: Cohort, courses: Collection[Course], now: datetime, by: User | None = None
) -> None:
    """The cohort has exactly these courses from now on; progress is never touched."""
    before = list(cohort.courses.order_by("title"))
    CohortCourse.objects.filter(cohort=cohort).exclude(course__in=courses).delete()
    for course in courses:
        CohortCourse.objects.get_or_create(cohort=cohort, course=course, defaults={"given_at": now})
    after = sorted(courses, key=lambda course: course.title)
    if before != after:
        change = Change(cohort.name, _listed(before), _listed(after))
        record(cohort, AuditEvent.Action.COURSES, [change], by, now)


@transaction.atomic
def give_codes(*, cohort: Cohort, people: Collection[User], by: User, now: datetime) -> list[str]:
    """A new one-time code for each, in their order; the cohort's log says who got one."""
    codes = [issue_code(user=user, by=by, now=now) for user in people]
    record(cohort, AuditEvent.Action.CODE, [Change(named(user)) for user in people], by, now)
    return codes


def _listed(courses: Iterable[Course]) -> str:
    return ", ".join(course.title for course in courses)


def record(
    cohort: Cohort, action: str, changes: Iterable[Change], by: User | None, now: datetime
) -> None:
    """Adds to the cohort's log."""
    record_changes(by=by, action=action, scope=cohort_scope(cohort.pk), changes=changes, now=now)


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
