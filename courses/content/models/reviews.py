"""What teachers have still to decide: remarks on lines, and what is not the author’s."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.content.models.lessons import Lesson, LessonRevision
from courses.content.models.tree import Course


class ReviewNoteQuerySet(models.QuerySet["ReviewNote"]):
    def open(self) -> "ReviewNoteQuerySet":
        return self.filter(status=ReviewNote.Status.OPEN)

    def errors(self) -> "ReviewNoteQuerySet":
        """Open ones that say that a line is wrong."""
        return self.open().filter(kind=ReviewNote.Kind.ERROR)


class ReviewNote(models.Model):
    """A remark on lines of a lesson, for its teachers; they accept it or dismiss it.

    `quote` is the lines of the lesson's Markdown it is about, as the deck gave them, without
    their indentation; empty: the lesson as a whole. `first_line` and `last_line` are those of
    the deck. `wording` is what the quoted lines should become, if somebody has proposed it.
    `revision` is the version that its acceptance made.
    """

    class Kind(models.TextChoices):
        ERROR = "error", _("error")
        IMPRECISE = "imprecise", _("imprecise")
        DATED = "dated", _("dated")
        CONTRADICTION = "contradiction", _("contradiction")
        GAP = "gap", _("gap")
        REPETITION = "repetition", _("repetition")

    class Status(models.TextChoices):
        OPEN = "open", _("open note")
        ACCEPTED = "accepted", _("accepted note")
        DISMISSED = "dismissed", _("dismissed note")

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="review_notes")
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    first_line = models.PositiveIntegerField(null=True, blank=True)
    last_line = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True)
    text = models.TextField(_("note"))
    wording = models.TextField(_("proposed wording"), blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    revision = models.ForeignKey(
        LessonRevision, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()

    objects = ReviewNoteQuerySet.as_manager()

    class Meta:
        ordering = ["lesson", "first_line", "id"]


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def waiting(self) -> "ProposalQuerySet":
        return self.filter(accepted_at=None)


class Proposal(models.Model):
    """Something of the course that is not its author's: teachers see it so until one accepts it.

    `key` names it in the course: the slug of a question, a notion or a lesson, or a lesson's
    slug and the name of a figure or a model in it, "lesson/name". What has no row is the
    author's or a teacher's own. `accepted_by` None with a date: accepted before the course
    was copied here.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        NOTION = "notion", _("definition")
        FIGURE = "figure", _("figure")
        EXPLORABLE = "explorable", _("explorable model")
        LESSON = "lesson", _("text of a lesson")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=250)
    created_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["course", "kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["course", "kind", "key"], name="proposal_unique")
        ]
