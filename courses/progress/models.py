"""Where a student is in a lesson and whether they finished it."""

from django.conf import settings
from django.db import models

from courses.content.models import Lesson


class LessonProgress(models.Model):
    """One row per person and lesson they opened. `place` is the id of the block they read."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_progress"
    )
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="progress")
    place = models.CharField(max_length=120, blank=True)
    visited_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "lesson"], name="one_progress_per_lesson")
        ]
        indexes = [models.Index(fields=["user", "-visited_at"], name="last_visited_lesson")]
