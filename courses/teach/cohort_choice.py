"""The cohort that an address asks for, as a filter of students."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from courses.cohorts.models import Cohort, Membership


def in_cohort(cohorts: Sequence[Cohort], slug: str) -> Exists:
    """Students of the one of `cohorts` with this slug, or of none."""
    members = Membership.objects.filter(
        user=OuterRef("pk"),
        role=Membership.Role.STUDENT,
        left_at=None,
        cohort__in=[cohort for cohort in cohorts if cohort.slug == slug],
    )
    return Exists(members)
