"""Writes on what people may do on the whole site."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from courses.accounts.audit import SITE_SCOPE, Change, named, record_changes
from courses.accounts.models import AuditEvent, Session, User


class LocksOut(Exception):
    """One takes one's own rights away, or nobody would be left to administer the site."""


@dataclass(frozen=True)
class Roles:
    """What a person may do on the site, whatever their courses and cohorts."""

    is_active: bool
    is_teacher: bool
    is_manager: bool
    is_superuser: bool

    @classmethod
    def of(cls, person: User) -> "Roles":
        return cls(person.is_active, person.is_teacher, person.is_manager, person.is_superuser)

    def in_words(self) -> str:
        names = [
            (self.is_teacher, _("makes courses")),
            (self.is_manager, _("makes cohorts")),
            (self.is_superuser, _("administers the site")),
            (not self.is_active, _("closed account")),
        ]
        return ", ".join(name for holds, name in names if holds)


@transaction.atomic
def change_roles(*, person: User, roles: Roles, by: User, now: datetime) -> None:
    """Sets what a person may do; a closed account is signed out everywhere.

    Raises LocksOut.
    """
    administrators = User.objects.select_for_update().filter(is_superuser=True, is_active=True)
    others = [each for each in administrators.order_by("pk") if each.pk != person.pk]
    stays = roles.is_superuser and roles.is_active
    if not stays and (person.pk == by.pk or not others):
        raise LocksOut
    person = User.objects.select_for_update().get(pk=person.pk)
    before = Roles.of(person)
    if before == roles:
        return
    User.objects.filter(pk=person.pk).update(**asdict(roles))
    if not roles.is_active:
        Session.objects.filter(user=person).delete()
    record_changes(
        by=by,
        action=AuditEvent.Action.ROLE,
        scope=SITE_SCOPE,
        changes=[Change(named(person), before.in_words(), roles.in_words())],
        now=now,
    )
