"""A person's name and words leave the site; what they answered stays, as nobody's.

The marks and the choices of their answers count in the analysis of questions, which is the same
before and after.
"""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from courses.accounts.audit import SITE_SCOPE, Change, forget_name, record_changes
from courses.accounts.models import AuditEvent, User
from courses.cohorts.models import Accommodation, Membership
from courses.quizzes.models import Response

# An answer that waits for a mark goes on waiting: it must not become a blank one.
ERASED_TEXT = "[…]"


class HasDuties(Exception):
    """The person has rights on the site, teaches a course or looks after a cohort."""


@transaction.atomic
def erase_person(*, person: User, by: User, now: datetime) -> User:
    """The person as they are from now on: nameless, unable to sign in. Raises HasDuties."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if has_duties(person):
        raise HasDuties
    new_identifier = f"efface-{person.pk}"
    forget_name(person, new_identifier)
    _erase_what_is_theirs_alone(person)
    _erase_written_answers(person)
    person.memberships.filter(left_at=None).update(left_at=now)
    person.identifier, person.email = new_identifier, None
    person.first_name = person.last_name = ""
    person.is_active, person.last_login = False, None
    person.set_unusable_password()
    person.save()
    record_changes(
        by=by,
        action=AuditEvent.Action.ERASED,
        scope=SITE_SCOPE,
        changes=[Change(new_identifier)],
        now=now,
    )
    return person


def has_duties(person: User) -> bool:
    """Whether erasing the person would leave work undone: it is handed over first."""
    looks_after = person.memberships.filter(left_at=None).exclude(role=Membership.Role.STUDENT)
    rights = person.is_superuser or person.is_manager or person.is_teacher
    return rights or person.taught_courses.exists() or looks_after.exists()


def _erase_what_is_theirs_alone(person: User) -> None:
    for rows in (
        person.sessions,
        person.codes,
        person.lesson_progress,
        person.review_cards,
        person.explorations,
        person.schedules,
        person.roster_headings,
        person.deck_drafts,
    ):
        rows.all().delete()
    Accommodation.objects.filter(user=person).delete()
    EmailAddress.objects.filter(user=person).delete()


def _erase_written_answers(person: User) -> None:
    written = Response.objects.filter(attempt__user=person, revision__kind="open")
    said = [pk for pk, text in written.values_list("pk", "answer") if text and text.strip()]
    Response.objects.filter(pk__in=said).update(answer=ERASED_TEXT)
