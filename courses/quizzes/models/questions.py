"""Questions with their revisions.

What decides an answer (key, feedback, the teacher's text) stands in `AnswerKey`, a table of
its own that no page of a student reads before that answer is released.
"""

from django.conf import settings
from django.db import models

from courses.content.models import Course, Lesson, Notion, Objective, Section


class QuestionQuerySet(models.QuerySet["Question"]):
    def current(self) -> "QuestionQuerySet":
        return self.filter(archived_at=None)


class Question(models.Model):
    """A question of a course's bank.

    `newest` is what its teacher wrote last, `published` the revision new attempts get. Lesson,
    section, objective and notions are those its newest text names; `terms` are its words as
    content.french writes them, each after a space, for the search of the bank.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="questions")
    slug = models.CharField(max_length=120)
    lesson = models.ForeignKey(
        Lesson, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    section = models.ForeignKey(
        Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    objective = models.ForeignKey(
        Objective, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    notions: "models.ManyToManyField[Notion, models.Model]" = models.ManyToManyField(
        Notion, related_name="questions", blank=True
    )
    terms = models.TextField(blank=True)
    newest = models.ForeignKey(
        "QuestionRevision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published = models.ForeignKey(
        "QuestionRevision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="question_slug_unique")
        ]

    def __str__(self) -> str:
        return self.slug


class QuestionRevision(models.Model):
    """One version of a question, as far as a student may see it before answering.

    `public`: the kind's public part (see quizzes.kinds). `html`: its texts, rendered at save:
    {"stem": html, "options": {id: html}}.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    public = models.JSONField()
    html = models.JSONField()
    points = models.DecimalField(max_digits=6, decimal_places=2, default=1)
    objective = models.CharField(max_length=40, blank=True)
    bloom = models.CharField(max_length=20, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="question_revision_number_unique"
            )
        ]


class AnswerKey(models.Model):
    """What decides a revision's answers. `source` is the question as its teacher wrote it."""

    revision = models.OneToOneField(
        QuestionRevision, on_delete=models.CASCADE, primary_key=True, related_name="answer_key"
    )
    source = models.TextField()
    key = models.JSONField()


class DraftDecision(models.Model):
    """What a teacher said of a question derived from a lesson: made into `question`, or refused.

    `digest` is that of the draft's text, so that the same draft is not offered again.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    question = models.ForeignKey(Question, on_delete=models.SET_NULL, null=True, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "digest"], name="draft_decided_once")
        ]
