"""Groups of students and the courses they are given."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.content.models import Course


class Cohort(models.Model):
    """Students who follow courses together, in one time zone."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
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
