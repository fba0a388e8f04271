"""Writes on whole cohorts: made, described, archived, merged, carried into the next year."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from courses.accounts.audit import Change
from courses.accounts.models import AuditEvent, User
from courses.cohorts.actions import end_membership, enrol_student, enrol_students, record
from courses.cohorts.models import Cohort, CohortCourse, Membership, Programme
from courses.content.slugs import create_with_free_slug


@dataclass(frozen=True)
class Description:
    """What a cohort is called, and where it belongs; all but the name may be empty."""

    name: str
    time_zone: str
    programme: str = ""
    option: str = ""
    year: str = ""


@transaction.atomic
def create_cohort(*, description: Description, by: User, now: datetime) -> Cohort:
    """A cohort under a free address; whoever makes it administers it."""
    cohort = create_with_free_slug(
        lambda slug: Cohort.objects.create(slug=slug, created_at=now, **_fields(description)),
        description.name,
        Cohort.objects.all(),
        fallback="cohorte",
    )
    Membership.objects.create(
        cohort=cohort, user=by, role=Membership.Role.ADMINISTRATOR, joined_at=now
    )
    return cohort


def described(cohort: Cohort) -> Description:
    """What the cohort is called now."""
    return Description(
        name=cohort.name,
        time_zone=cohort.time_zone,
        programme=cohort.programme.name if cohort.programme else "",
        option=cohort.option,
        year=cohort.year,
    )


@transaction.atomic
def describe_cohort(*, cohort: Cohort, description: Description) -> None:
    """Changes what it is called; its address stays."""
    Cohort.objects.filter(pk=cohort.pk).update(**_fields(description))


@transaction.atomic
def archive_cohort(*, cohort: Cohort, by: User, now: datetime) -> None:
    """Its students no longer reach its courses; everything they did is kept."""
    if Cohort.objects.filter(pk=cohort.pk, archived_at=None).update(archived_at=now):
        change = Change(cohort.name, before=_("current"), after=_("archived"))
        record(cohort, AuditEvent.Action.ARCHIVED, [change], by, now)


@transaction.atomic
def unarchive_cohort(*, cohort: Cohort, by: User, now: datetime) -> None:
    if Cohort.objects.filter(pk=cohort.pk, archived_at__isnull=False).update(archived_at=None):
        change = Change(cohort.name, before=_("archived"), after=_("current"))
        record(cohort, AuditEvent.Action.ARCHIVED, [change], by, now)


@transaction.atomic
def merge_cohort(*, cohort: Cohort, into: Cohort, by: User, now: datetime) -> int:
    """Its students go into the other one, and it is archived; returns how many are new there.

    Twins are not created: who is in both stays once.
    """
    Cohort.objects.select_for_update().filter(pk__in=[cohort.pk, into.pk]).order_by("pk").first()
    present = cohort.memberships.filter(role=Membership.Role.STUDENT, left_at=None)
    students = [membership.user for membership in present.select_related("user")]
    joined = enrol_students(cohort=into, users=students, now=now, by=by)
    for course in cohort.courses.all():
        CohortCourse.objects.get_or_create(cohort=into, course=course, defaults={"given_at": now})
    change = Change(cohort.name, before=cohort.name, after=into.name)
    record(cohort, AuditEvent.Action.MERGED, [change], by, now)
    archive_cohort(cohort=cohort, by=by, now=now)
    return joined


@transaction.atomic
def move_member(*, membership: Membership, into: Cohort, by: User, now: datetime) -> None:
    """A student leaves one cohort and enters another; their work is theirs in both."""
    end_membership(membership=membership, now=now, by=by)
    enrol_student(cohort=into, user=membership.user, now=now, by=by)


@transaction.atomic
def start_next_year(
    *, cohort: Cohort, name: str, with_students: bool, by: User, now: datetime
) -> Cohort:
    """A new cohort for the year after: same courses, teachers and administrators.

    Students come along if asked for; dates never do. The old cohort stays as it is.
    """
    description = replace(described(cohort), name=name, year=year_after(cohort.year))
    fresh = create_cohort(description=description, by=by, now=now)
    kept = cohort.memberships.filter(left_at=None).exclude(role=Membership.Role.STUDENT)
    Membership.objects.bulk_create(
        (
            Membership(cohort=fresh, user_id=one.user_id, role=one.role, joined_at=now)
            for one in kept
        ),
        ignore_conflicts=True,
    )
    CohortCourse.objects.bulk_create(
        CohortCourse(cohort=fresh, course=course, given_at=now) for course in cohort.courses.all()
    )
    if with_students:
        present = cohort.memberships.filter(role=Membership.Role.STUDENT, left_at=None)
        students = [membership.user for membership in present.select_related("user")]
        enrol_students(cohort=fresh, users=students, now=now, by=by)
    return fresh


def year_after(year: str) -> str:
    """The school year that follows, as "2026-2027"; "" follows ""."""
    first, _, second = year.partition("-")
    return f"{int(first) + 1}-{int(second) + 1}" if year else ""


def _fields(description: Description) -> dict[str, object]:
    programme = None
    if description.programme:
        programme = Programme.objects.get_or_create(name=description.programme)[0]
    return {**asdict(description), "programme": programme}
