"""What a course is about: notions, and what students should be able to do."""

from functools import lru_cache

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.content.models.tree import Course


class Notion(models.Model):
    """A term of the glossary; lessons link to it as [[slug]]."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="notions")
    term = models.CharField(_("term"), max_length=120)
    slug = models.SlugField(max_length=120)
    source = models.TextField(_("definition"))
    html = models.TextField(blank=True)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="notion_slug_unique")
        ]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return f"{_glossary(self.course.slug)}#{self.slug}"


@lru_cache(maxsize=64)
def _glossary(course: str) -> str:
    """Its address, which each text rendered for the course needs once for every notion."""
    return reverse("glossary", args=[course])


class Objective(models.Model):
    """What a student should be able to do after a part of the course; questions name its code."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="objectives")
    code = models.CharField(_("code"), max_length=40)
    text = models.CharField(_("what students will be able to do"), max_length=300, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["course", "code"], name="objective_code_unique")
        ]

    def __str__(self) -> str:
        return self.code
