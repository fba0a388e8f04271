"""Quizzes: questions asked together, and how."""

from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.content.models import Course, Lesson, Section
from courses.quizzes.models.questions import Question


class Quiz(models.Model):
    """Questions asked together, and how: its dates are rows of `cohorts` and reach it as values.

    `max_attempts` and `minutes` None: no limit. With interactive feedback a question may be
    answered `tries` times, each further try costing the share `try_cost` of its points.
    `waits_for_closing`: what is right is shown only once the quiz has closed for everybody.
    """

    class Kind(models.TextChoices):
        CHECK = "check", _("lesson check")
        SECTION = "section", _("section quiz")
        PRACTICE = "practice", _("practice")
        EXAM = "exam", _("graded exam")
        REVIEW = "review", _("review")

    class Feedback(models.TextChoices):
        IMMEDIATE = "immediate", _("after each answer, one try")
        INTERACTIVE = "interactive", _("after each answer, several tries")
        DEFERRED = "deferred", _("once handed in")

    class Counts(models.TextChoices):
        BEST = "best", _("the best attempt")
        LAST = "last", _("the last attempt")
        FIRST = "first", _("the first attempt")

    AT_ONCE = (Feedback.IMMEDIATE, Feedback.INTERACTIVE)

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
    feedback = models.CharField(max_length=12, choices=Feedback.choices, default=Feedback.DEFERRED)
    counts = models.CharField(max_length=10, choices=Counts.choices, default=Counts.BEST)
    max_attempts = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=3)
    try_cost = models.DecimalField(max_digits=3, decimal_places=2, default=Decimal("0.25"))
    shuffles_questions = models.BooleanField(default=False)
    waits_for_closing = models.BooleanField(default=False)
    marks_anonymously = models.BooleanField(default=False)
    is_published = models.BooleanField(default=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="quiz_slug_unique"),
            models.CheckConstraint(
                name="quiz_has_its_place",
                condition=models.Q(kind="check", lesson__isnull=False, section__isnull=True)
                | models.Q(kind="section", section__isnull=False, lesson__isnull=True)
                | models.Q(
                    kind__in=["practice", "exam", "review"],
                    lesson__isnull=True,
                    section__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quiz", args=[self.course.slug, self.slug])

    @property
    def answers_at_once(self) -> bool:
        """Whether an answer may be marked and explained before the attempt is handed in."""
        return self.feedback in self.AT_ONCE and not self.waits_for_closing


class QuizItem(models.Model):
    """A question of a quiz, or `count` questions drawn among those `filters` keep.

    `filters`: [[name, value]] under the English names of quizzes.words.FILTERS; `count` None
    takes them all.
    """

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="items")
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, null=True, blank=True, related_name="quiz_items"
    )
    filters = models.JSONField(default=list, blank=True)
    count = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "question"], name="question_once_in_quiz")
        ]
