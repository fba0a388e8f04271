"""Questions with their revisions, quizzes, attempts, and marks that are only ever added.

What decides an answer (key, feedback, the teacher's text) stands in `AnswerKey`, a table of
its own that no page of a student reads before that answer is released.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.content.models import Course, Lesson, Section


class QuestionQuerySet(models.QuerySet["Question"]):
    def current(self) -> "QuestionQuerySet":
        return self.filter(archived_at=None)


class Question(models.Model):
    """A question of a course's bank; `published` is the revision new attempts get."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="questions")
    slug = models.CharField(max_length=120)
    lesson = models.ForeignKey(
        Lesson, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    section = models.ForeignKey(
        Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
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


class Quiz(models.Model):
    """Questions asked together: a lesson's check or a section's quiz."""

    class Kind(models.TextChoices):
        CHECK = "check", _("lesson check")
        SECTION = "section", _("section quiz")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="quizzes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    lesson = models.OneToOneField(
        Lesson, on_delete=models.CASCADE, null=True, blank=True, related_name="check_quiz"
    )
    section = models.OneToOneField(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="quiz"
    )
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(max_length=120)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="quiz_slug_unique"),
            models.CheckConstraint(
                name="quiz_has_its_place",
                condition=models.Q(kind="check", lesson__isnull=False, section__isnull=True)
                | models.Q(kind="section", section__isnull=False, lesson__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quiz", args=[self.course.slug, self.slug])


class QuizItem(models.Model):
    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="items")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="quiz_items")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "question"], name="question_once_in_quiz")
        ]


class Attempt(models.Model):
    """One go of one person at one quiz; at most one of them is open."""

    class Kind(models.TextChoices):
        PRACTICE = "practice", _("practice")
        GRADED = "graded", _("graded")
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
    submitted_at = models.DateTimeField(null=True)

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
    twice is stored once. `released_at` is when feedback was shown: the answer then stands.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="responses")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="responses")
    revision = models.ForeignKey(
        QuestionRevision, on_delete=models.PROTECT, related_name="responses"
    )
    position = models.PositiveIntegerField()
    answer = models.JSONField(null=True)
    saves = models.PositiveIntegerField(default=0)
    operation = models.UUIDField(null=True)
    tries = models.PositiveIntegerField(default=0)
    hints_seen = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "question"], name="one_response_per_question"
            )
        ]


class Mark(models.Model):
    """Points given to a response. Rows are added, never changed; the newest stands."""

    class Origin(models.TextChoices):
        AUTOMATIC = "automatic", _("automatic")
        TEACHER = "teacher", _("by a teacher")
        REGRADE = "regrade", _("after a correction")

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="marks")
    origin = models.CharField(max_length=10, choices=Origin.choices)
    points = models.DecimalField(max_digits=8, decimal_places=4)
    out_of = models.DecimalField(max_digits=6, decimal_places=2)
    # {"state", "feedback": [html], "explanation": html}: what the student is shown.
    verdict = models.JSONField(default=dict)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["response"],
                condition=models.Q(origin="automatic"),
                name="one_automatic_mark",
            )
        ]
