"""Courses as trees: course > chapter > section; the lessons of a section are in `lessons`."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Course(models.Model):
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    language = models.CharField(
        _("language"),
        max_length=5,
        default="fr",
        choices=[("fr", _("French")), ("en", _("English"))],
    )
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)
    teachers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="taught_courses", blank=True
    )

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("course", args=[self.slug])


class Chapter(models.Model):
    """What one deck becomes. `outline` lists its published lessons, made at publication:

    [{"title", "slug", "lessons": [{"id", "title", "slug", "counted"}]}], one entry a section.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="chapters")
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(max_length=80)
    author = models.CharField(_("author"), max_length=200, blank=True)
    position = models.PositiveIntegerField()
    outline = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="chapter_slug_unique")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("chapter", args=[self.course.slug, self.slug])


class Section(models.Model):
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="sections")
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(max_length=80)
    position = models.PositiveIntegerField()
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["chapter", "slug"], name="section_slug_unique")
        ]

    def __str__(self) -> str:
        return self.title
