"""Lessons with their revisions, and what the search finds them by."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.content.models.decks import Deck
from courses.content.models.tree import Course, Section

LESSON_TITLE_LENGTH = 200


class LessonQuerySet(models.QuerySet["Lesson"]):
    def current(self) -> "LessonQuerySet":
        """Not archived."""
        return self.filter(archived_at=None)

    def published(self) -> "LessonQuerySet":
        return self.current().filter(published__isnull=False)

    def in_reading_order(self) -> "LessonQuerySet":
        return self.order_by("section__chapter__position", "section__position", "position")


class Lesson(models.Model):
    """A lesson keeps its identity, and with it everybody's progress, through every edit.

    `published` is what students read; a newer revision than that one is a draft, and `title`
    is the published one's title (the newest's, before the first publication). `course`
    repeats what the section says so that a lesson's address is unique in its course.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="lessons")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="lessons")
    slug = models.SlugField(max_length=120)
    title = models.CharField(_("title"), max_length=LESSON_TITLE_LENGTH)
    position = models.PositiveIntegerField()
    published = models.ForeignKey(
        "LessonRevision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="lesson_slug_unique")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("lesson", args=[self.course.slug, self.slug])


class LessonRevisionQuerySet(models.QuerySet["LessonRevision"]):
    def newest(self) -> "LessonRevisionQuerySet":
        """The newest revision of each lesson."""
        later = LessonRevision.objects.filter(
            lesson=models.OuterRef("lesson"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(later))


class LessonRevision(models.Model):
    """One version of a lesson: the teacher's Markdown and the page made from it, at save.

    `headings`: [{"level", "id", "text"}]. `source_lines`: [[first, last]] of the deck.
    `is_empty`: neither text nor figure; the lesson waits for its teacher and is not counted.
    `published_at`: when students first got this version.
    """

    class Origin(models.TextChoices):
        IMPORT = "import", _("import")
        EDIT = "edit", _("edit")
        RESTORE = "restore", _("restored version")
        NOTE = "note", _("teacher’s note")

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=LESSON_TITLE_LENGTH)
    source = models.TextField(blank=True)
    html = models.TextField(blank=True)
    text = models.TextField(blank=True)
    headings = models.JSONField(default=list)
    words = models.PositiveIntegerField(default=0)
    missing_figures = models.PositiveIntegerField(default=0)
    is_empty = models.BooleanField(default=False)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    deck = models.ForeignKey(Deck, on_delete=models.SET_NULL, null=True, related_name="revisions")
    source_lines = models.JSONField(default=list)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    objects = LessonRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "number"], name="revision_number_unique")
        ]


class SearchEntry(models.Model):
    """The stems of a published lesson (see content.search); one row a lesson.

    A full-text index over `title_stems` and `body_stems` is kept by the database itself:
    FTS5 with triggers on SQLite, a GIN index on PostgreSQL (migration 0002).
    """

    lesson = models.OneToOneField(Lesson, on_delete=models.CASCADE, related_name="search_entry")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    title_stems = models.TextField()
    body_stems = models.TextField()
