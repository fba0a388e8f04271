"""Where a student is in a lesson, what they should meet again, and how a course is marked."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.content.models import Course, Lesson, Notion
from courses.content.reading_place import CHECK
from courses.quizzes.models import Quiz


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


class Exploration(models.Model):
    """A student's attempt at one case of an explorable of a lesson.

    `place` names the block by its kind and a fingerprint of its text; `case` counts the cases that
    the student's seed deals. The first prediction stands. `choice` are the settings last tried,
    `result` what the model makes of them, computed here. `seen_at`: when what the question asks
    about had happened.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="explorations"
    )
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="explorations")
    place = models.CharField(max_length=60)
    case = models.PositiveSmallIntegerField()
    given = models.JSONField()
    prediction = models.JSONField()
    answer = models.JSONField()
    choice = models.JSONField()
    result = models.JSONField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson", "place", "case"], name="one_exploration_per_case"
            )
        ]


class Gradebook(models.Model):
    """How the marks of a course become its total; a course without one counts nothing.

    `dropped_exams` and `dropped_quizzes`: how many marks of a category are left out.
    """

    MOST_DROPPED = 20

    course = models.OneToOneField(Course, on_delete=models.CASCADE, related_name="gradebook")
    dropped_exams = models.PositiveSmallIntegerField(
        _("exams left out"), default=0, validators=[MaxValueValidator(MOST_DROPPED)]
    )
    dropped_quizzes = models.PositiveSmallIntegerField(
        _("quizzes left out"), default=0, validators=[MaxValueValidator(MOST_DROPPED)]
    )
    is_published = models.BooleanField(_("students see their own total"), default=False)


class GradeItem(models.Model):
    """A quiz that counts, how much, and among what. A weight of 0 shows the mark only."""

    class Category(models.TextChoices):
        EXAMS = "exams", _("exams")
        QUIZZES = "quizzes", _("quizzes")

    MOST_WEIGHT = 100

    gradebook = models.ForeignKey(Gradebook, on_delete=models.CASCADE, related_name="items")
    quiz = models.OneToOneField(Quiz, on_delete=models.CASCADE, related_name="grade_item")
    category = models.CharField(max_length=10, choices=Category.choices)
    weight = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_WEIGHT)],
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="weight_is_not_negative", condition=models.Q(weight__gte=0))
        ]


class GradeOverrideQuerySet(models.QuerySet["GradeOverride"]):
    """What was decided stays as it was told: rows are added and read, nothing else."""

    def update(self, **_: Any) -> int:
        raise TypeError("a decided total is never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("a decided total is never deleted")


class GradeOverride(models.Model):
    """A total that a teacher decided in place of the computed one; the newest row stands.

    `before` is the total that stood (None: there was none); `after` None gives back the
    computed one.
    """

    gradebook = models.ForeignKey(Gradebook, on_delete=models.CASCADE, related_name="overrides")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grade_overrides"
    )
    before = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    after = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    reason = models.CharField(max_length=500)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = GradeOverrideQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["gradebook", "user", "-id"], name="overrides_of_student")]
        constraints = [
            models.CheckConstraint(
                name="total_out_of_twenty",
                condition=models.Q(after__isnull=True) | models.Q(after__range=(0, 20)),
            )
        ]
