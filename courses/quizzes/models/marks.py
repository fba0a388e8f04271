"""Marks, which are only ever added, and corrections that added many."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models.attempts import Response
from courses.quizzes.models.questions import Question, QuestionRevision


class Regrade(models.Model):
    """A correction applied to answers already given: one decision, many marks; it can be undone.

    `revision` holds the corrected key.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="regrades")
    revision = models.ForeignKey(QuestionRevision, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]


class Mark(models.Model):
    """Points given to a response. Rows are added, never changed; the newest stands.

    `sitting` is that of the attempt: an answer given back to its student is marked once more.
    `revision` is the one whose key decided (None: a person did). A regrade's undoing adds marks
    with the points that stood before it.
    """

    class Origin(models.TextChoices):
        AUTOMATIC = "automatic", _("automatic")
        TEACHER = "teacher", _("by a teacher")
        REGRADE = "regrade", _("after a correction")

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="marks")
    origin = models.CharField(max_length=10, choices=Origin.choices)
    points = models.DecimalField(max_digits=8, decimal_places=4)
    out_of = models.DecimalField(max_digits=6, decimal_places=2)
    sitting = models.PositiveSmallIntegerField(default=1)
    # {"state", "feedback": [html], "explanation": html}: what the student is shown.
    verdict = models.JSONField(default=dict)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revision = models.ForeignKey(
        QuestionRevision, on_delete=models.PROTECT, null=True, related_name="+"
    )
    regrade = models.ForeignKey(Regrade, on_delete=models.PROTECT, null=True, related_name="marks")
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "sitting"],
                condition=models.Q(origin="automatic"),
                name="one_automatic_mark",
            )
        ]
