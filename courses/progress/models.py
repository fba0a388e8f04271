"""Where a student is in a lesson and whether they finished it."""

from django.conf import settings
from django.db import models

from courses.content.models import Lesson
from courses.content.reading_place import CHECK


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

    @property
    def way_back(self) -> str:
        """The place to come back to: questions that are all answered are none."""
        answered = self.completed_at is not None and self.place.partition("~")[0] == CHECK
        return "" if answered else self.place
