"""People, their sessions and the one-time codes that let them in the first time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def _lowered(texts: Iterable[str]) -> set[str]:
    """Each text in small letters as databases see them: SQLite lowers A to Z alone."""
    texts = list(texts)
    return {text.lower() for text in texts} | {text.encode().lower().decode() for text in texts}


class UserManager(BaseUserManager["User"]):
    def create_user(self, identifier: str, password: str | None = None, **fields: Any) -> "User":
        """A person; without a password they enter with a one-time code first."""
        email = fields.pop("email", None)
        user = self.model(identifier=identifier.strip(), email=email or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, identifier: str, password: str | None = None, **fields: Any
    ) -> "User":
        return self.create_user(
            identifier, password, is_superuser=True, is_teacher=True, is_manager=True, **fields
        )

    def known_as(self, identifiers: Iterable[str]) -> "models.QuerySet[User]":
        """People with one of these identifiers, whatever its case."""
        return self.alias(key=Lower("identifier")).filter(key__in=_lowered(identifiers))

    def reached_at(self, emails: Iterable[str]) -> "models.QuerySet[User]":
        """People with one of these e-mail addresses, whatever its case."""
        return self.alias(key=Lower("email")).filter(key__in=_lowered(emails))

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(identifier__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by an identifier (a student's matricule); e-mail is optional.

    `is_teacher` lets them create courses and `is_manager` create cohorts; what they may do
    with an existing course or cohort is ruled by `courses.cohorts.access`.
    """

    identifier = models.CharField(_("identifier"), max_length=60)
    # Null, not "", when there is none: addresses are unique.
    email = models.EmailField(_("e-mail address"), null=True, blank=True)  # noqa: DJ001
    first_name = models.CharField(_("first name"), max_length=100, blank=True)
    last_name = models.CharField(_("last name"), max_length=100, blank=True)
    is_active = models.BooleanField(default=True)
    is_teacher = models.BooleanField(default=False)
    is_manager = models.BooleanField(default=False)
    single_key_shortcuts = models.BooleanField(_("single-key shortcuts"), default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "identifier"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("identifier"), name="user_identifier_unique"),
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.identifier

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name or self.identifier


class Session(AbstractBaseSession):
    """A signed-in browser; the person is a column so that both come in one read."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="sessions", db_constraint=True
    )

    @classmethod
    def get_session_store_class(cls) -> Any:
        from courses.accounts.sessions import SessionStore

        return SessionStore


class OneTimeCodeQuerySet(models.QuerySet["OneTimeCode"]):
    def usable(self, now: datetime) -> "OneTimeCodeQuerySet":
        return self.filter(used_at=None, expires_at__gt=now)


class OneTimeCode(models.Model):
    """A code printed for a person, good for one entry; only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = OneTimeCodeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "digest"], name="one_time_code_lookup")]


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """What happened stays as it was told: rows are added and read.

    Two things the protection of people's data asks for are done by name: an erased person is
    called otherwise, and who was given a code is forgotten in the end.
    """

    def update(self, **_: Any) -> int:
        raise TypeError("an audit event is never changed")

    def rename(self, subject: str) -> None:
        super().update(subject=subject)

    def forget_codes(self, before: datetime) -> int:
        """Deletes what tells who was given a one-time code before that moment; how many."""
        old = self.filter(action=AuditEvent.Action.CODE, at__lt=before)
        return models.QuerySet.delete(old)[0]

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("an audit event is never deleted")


class AuditEvent(models.Model):
    """One change that somebody may have to answer for: who, when, what it was and became.

    `scope` is where it happened, "cohort:12" or "course:3": the rooms above this one are not
    named here. `subject` says in words whom or what it is about, as it was called then.
    """

    class Action(models.TextChoices):
        JOINED = "joined", _("joined the cohort")
        LEFT = "left", _("left the cohort")
        ARCHIVED = "archived", _("cohort archived or brought back")
        MERGED = "merged", _("cohort merged into another")
        ROLE = "role", _("role changed")
        CODE = "code", _("one-time code given")
        COURSES = "courses", _("courses of the cohort changed")
        DATES = "dates", _("dates changed")
        ACCOMMODATION = "accommodation", _("accommodation changed")
        MARK = "mark", _("mark changed")
        REOPENED = "reopened", _("attempt opened again")
        COUNTING = "counting", _("what counts changed")
        VIEWING = "viewing", _("course viewed as a student")
        VIEWED = "viewed", _("end of a view as a student")
        ERASED = "erased", _("personal data erased")

    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    action = models.CharField(max_length=15, choices=Action.choices)
    scope = models.CharField(max_length=40)
    subject = models.CharField(max_length=300)
    before = models.CharField(max_length=300, blank=True)
    after = models.CharField(max_length=300, blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["scope", "-id"], name="events_of_a_scope")]
