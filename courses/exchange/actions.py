"""Writes that come from files."""

from datetime import datetime

from django.db import transaction

from courses.accounts.models import User
from courses.cohorts.actions import enrol_student
from courses.cohorts.models import Cohort
from courses.exchange.enrolment import Enrolment, Outcome, plan_enrolment
from courses.exchange.roster_csv import Roster


@transaction.atomic
def enrol_roster(*, cohort: Cohort, roster: Roster, now: datetime) -> Enrolment:
    """Enrols every row without a problem; the plan that was carried out is returned.

    The plan is made anew inside the transaction, so that enrolling the same roster twice
    changes nothing the second time.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    enrolment = plan_enrolment(cohort=cohort, roster=roster)
    for planned in enrolment.rows:
        if planned.outcome is Outcome.NEW:
            row = planned.row
            person = User.objects.create_user(
                row.identifier,
                email=row.email,
                first_name=row.first_name,
                last_name=row.last_name,
            )
            enrol_student(cohort=cohort, user=person, now=now)
        elif planned.outcome is Outcome.JOINS and planned.person is not None:
            enrol_student(cohort=cohort, user=planned.person, now=now)
    return enrolment
