"""Attempts at quizzes, with the answers given in them."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models.questions import Question, QuestionRevision
from courses.quizzes.models.quizzes import Quiz


class Attempt(models.Model):
    """One go of one person at one quiz; at most one of them is open.

    `deadline` is kept by the server; who is late hands in what was stored by then. `receipt` is
    a fingerprint of what was handed in, which the student can have checked afterwards.
    `sitting` counts how often it was opened; `reopening` is why a teacher last gave it back.
    """

    class Kind(models.TextChoices):
        PRACTICE = "practice", _("practice")
        GRADED = "graded", _("graded")
        REVIEW = "review", _("review")
        PREVIEW = "preview", _("preview")

    class State(models.TextChoices):
        OPEN = "open", _("under way")
        SUBMITTED = "submitted", _("handed in")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts"
    )
    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PRACTICE)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    ended_by_time = models.BooleanField(default=False)
    receipt = models.CharField(max_length=64, blank=True)
    sitting = models.PositiveSmallIntegerField(default=1)
    reopening = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "quiz", "number"], name="attempt_number_unique"
            ),
            models.UniqueConstraint(
                fields=["user", "quiz"],
                condition=models.Q(state="open"),
                name="one_open_attempt",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("attempt", args=[self.pk])


class Response(models.Model):
    """A person's answer to one question of an attempt, pinned to the revision they saw.

    `saves` counts what was stored and `operation` names the last save, so that a save sent
    twice is stored once. `released_at` is when it was marked: the answer then stands. `values`
    are the numbers drawn for this person, by name. `points` and `out_of` are those of the newest
    of its marks (quizzes.actions.marks writes both): None before the first; while a person must
    still give it, `points` alone is None.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="responses")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="responses")
    revision = models.ForeignKey(
        QuestionRevision, on_delete=models.PROTECT, related_name="responses"
    )
    position = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    answer = models.JSONField(null=True)
    saves = models.PositiveIntegerField(default=0)
    operation = models.UUIDField(null=True)
    tries = models.PositiveIntegerField(default=0)
    hints_seen = models.PositiveIntegerField(default=0)
    flagged = models.BooleanField(default=False)
    saved_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    points = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    out_of = models.DecimalField(max_digits=6, decimal_places=2, null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "question"], name="one_response_per_question"
            )
        ]
        indexes = [
            models.Index(
                fields=["attempt"],
                condition=models.Q(points=None, out_of__isnull=False),
                name="response_waits_for_mark",
            )
        ]

    @property
    def awaits_mark(self) -> bool:
        """Whether it was handed in and a person must say what it wins."""
        return self.points is None and self.out_of is not None
