"""Writes that come from files."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from courses.accounts.models import User
from courses.cohorts.actions import end_memberships, enrol_students
from courses.cohorts.models import Cohort
from courses.exchange.enrolment import Enrolment, Outcome, PlannedRow, plan_enrolment
from courses.exchange.roster_csv import Roster


@transaction.atomic
def enrol_roster(
    *,
    cohort: Cohort,
    roster: Roster,
    now: datetime,
    by: User | None = None,
    leaving: Collection[int] = (),
) -> Enrolment:
    """Enrols every row without a problem; the plan that was carried out is returned.

    `leaving`: which of those whom the roster does not name have left, by their memberships.

    The plan is made anew inside the transaction, so that enrolling the same roster twice
    changes nothing the second time.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    enrolment = plan_enrolment(cohort=cohort, roster=roster)
    people = [_person(planned, now) for planned in enrolment.rows if planned.outcome is Outcome.NEW]
    people = User.objects.bulk_create(people)
    known = [planned.person for planned in enrolment.rows if planned.outcome is Outcome.JOINS]
    enrol_students(cohort=cohort, users=[*people, *filter(None, known)], now=now, by=by)
    gone = [membership for membership in enrolment.absent if membership.pk in leaving]
    end_memberships(cohort=cohort, memberships=gone, now=now, by=by)
    return replace(enrolment, left=len(gone))


def _person(planned: PlannedRow, now: datetime) -> User:
    """A person without a password: they enter with a one-time code first."""
    row = planned.row
    person = User(
        identifier=row.identifier,
        email=row.email or None,
        first_name=row.first_name,
        last_name=row.last_name,
        date_joined=now,
    )
    person.set_unusable_password()
    return person
