"""Images that teachers gave."""

from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.content.models.tree import Course


class Figure(models.Model):
    """An image a teacher gave: re-encoded here, never the bytes that were sent."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="figures")
    image = models.FileField(upload_to="figures/")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(_("alternative text"), max_length=500)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    def get_absolute_url(self) -> str:
        return reverse("figure", args=[self.key])

    @property
    def key(self) -> str:
        """What its address ends in: it cannot be guessed, so that a figure whose page is not
        published, or whose answer is not released, is met by no student."""
        return PurePosixPath(self.image.name or "").stem
