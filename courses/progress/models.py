"""Where a student is in a lesson, whether they finished it, and what they should meet again."""

from django.conf import settings
from django.db import models

from courses.content.models import Lesson, Notion
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


class ReviewCard(models.Model):
    """When a person should meet a notion again.

    `state`: {"card": the scheduler's own, "answers": the ids of the responses that made it so at
    `reviewed_at`, so that none counts twice, "missed": whether the last of them was wrong}.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_cards"
    )
    notion = models.ForeignKey(Notion, on_delete=models.CASCADE, related_name="review_cards")
    state = models.JSONField()
    due_at = models.DateTimeField()
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "notion"], name="one_card_per_notion")
        ]
        indexes = [models.Index(fields=["user", "due_at"], name="cards_due")]
