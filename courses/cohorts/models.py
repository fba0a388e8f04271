"""Groups of students, the courses they are given, and their dates."""

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.content.models import Course


class Programme(models.Model):
    """What a school trains for, as DIC or Master professionnel; its options are the cohorts'."""

    name = models.CharField(_("programme"), max_length=80, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Cohort(models.Model):
    """Students who follow courses together, in one time zone.

    `year` is the school year, "2026-2027"; programme, option and year may be left empty.
    """

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    programme = models.ForeignKey(
        Programme, on_delete=models.SET_NULL, null=True, blank=True, related_name="cohorts"
    )
    option = models.CharField(_("option"), max_length=40, blank=True)
    year = models.CharField(_("school year"), max_length=9, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, default="Africa/Dakar")
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)
    courses: "models.ManyToManyField[Course, CohortCourse]" = models.ManyToManyField(
        Course, through="CohortCourse", related_name="cohorts"
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cohort", args=[self.slug])


class CohortCourse(models.Model):
    """A course given to a cohort."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="given")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="given")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "course"], name="course_given_once")
        ]


class Membership(models.Model):
    """A person's place in a cohort; who left keeps their row and their work."""

    class Role(models.TextChoices):
        STUDENT = "student", _("student")
        TEACHER = "teacher", _("teacher")
        ADMINISTRATOR = "administrator", _("administrator")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=15, choices=Role.choices)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "user", "role"], name="membership_once")
        ]
        indexes = [models.Index(fields=["user", "role", "left_at"], name="memberships_of_user")]


class Schedule(models.Model):
    """When a course, or one quiz of it, opens, is due and closes.

    `quiz` is the quiz's slug, "" for the course itself (`quizzes` is a stranger to this room).
    Without cohort and student it is the default; a cohort's row wins over it, a student's over
    both, each date for itself. Dates are wall time, "2026-11-22T18:05", in `time_zone`; "" says
    nothing.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="schedules")
    quiz = models.SlugField(max_length=120, blank=True)
    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, null=True, blank=True, related_name="schedules"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="schedules",
    )
    opens = models.CharField(max_length=16, blank=True)
    due = models.CharField(max_length=16, blank=True)
    closes = models.CharField(max_length=16, blank=True)
    time_zone = models.CharField(max_length=60, default="Africa/Dakar")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="schedule_has_one_level",
                condition=models.Q(cohort__isnull=True) | models.Q(user__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["course", "quiz"],
                condition=models.Q(cohort=None, user=None),
                name="one_default_schedule",
            ),
            models.UniqueConstraint(
                fields=["course", "quiz", "cohort"],
                condition=models.Q(cohort__isnull=False),
                name="one_cohort_schedule",
            ),
            models.UniqueConstraint(
                fields=["course", "quiz", "user"],
                condition=models.Q(user__isnull=False),
                name="one_student_schedule",
            ),
        ]


class Accommodation(models.Model):
    """What a student is granted in every quiz: more time, more attempts. Set once a student."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="accommodation"
    )
    time_factor = models.DecimalField(max_digits=4, decimal_places=2, default=Decimal(1))
    extra_attempts = models.PositiveSmallIntegerField(default=0)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    set_at = models.DateTimeField()


class RosterHeading(models.Model):
    """What a heading of this person's lists means, as they once said; `column` "" is not used."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roster_headings"
    )
    heading = models.CharField(max_length=200)
    column = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "heading"], name="one_meaning_per_heading")
        ]


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def usable(self, now: datetime) -> "InvitationQuerySet":
        """Those that still let somebody in."""
        return self.filter(
            revoked_at=None,
            expires_at__gt=now,
            taken__lt=models.F("seats"),
            cohort__archived_at=None,
        )


class Invitation(models.Model):
    """A link by which students join by themselves: until a day, for a number of seats.

    The link's secret is derived from the site's key and `nonce` (see `cohorts.invitations`), so
    that it can be shown again and stands in no table.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="invitations")
    nonce = models.UUIDField(unique=True)
    seats = models.PositiveIntegerField(_("seats"))
    taken = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
