"""Questions with their revisions, quizzes, attempts, and marks that are only ever added.

What decides an answer (key, feedback, the teacher's text) stands in `AnswerKey`, a table of
its own that no page of a student reads before that answer is released.
"""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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
