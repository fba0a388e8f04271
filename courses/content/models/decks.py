"""The decks chapters were made of, and those somebody is still checking."""

from django.conf import settings
from django.db import models

from courses.content.models.tree import Chapter, Course


class Deck(models.Model):
    """What was imported, to the letter; the same text is imported once.

    `arrangement` is what became of it, in reading order, one entry a section:
    [{"section": id, "lessons": [{"lesson": id, "lines": [[first, last]]}]}].
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="decks")
    name = models.CharField(max_length=200)
    source = models.TextField()
    sha256 = models.CharField(max_length=64)
    # The arrangement the teacher confirmed (merges, splits, new titles), see content.decks.edits.
    edits = models.JSONField(default=list)
    arrangement = models.JSONField(default=list)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["-imported_at", "-id"]
        indexes = [models.Index(fields=["sha256"], name="deck_by_digest")]

    def __str__(self) -> str:
        return self.name


class DeckDraft(models.Model):
    """A deck someone is still checking: nothing of it is in a course yet.

    `edits` is the list of merges, splits and new titles to apply, in order (content.decks.edits).
    It goes to `course`, or to a new one called `course_title`; to a new chapter, or as a
    new version of `chapter`. `deck` is what a confirmed draft became.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deck_drafts"
    )
    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, null=True, blank=True, related_name="deck_drafts"
    )
    chapter = models.ForeignKey(
        Chapter, on_delete=models.CASCADE, null=True, blank=True, related_name="deck_drafts"
    )
    course_title = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    source = models.TextField()
    edits = models.JSONField(default=list)
    deck = models.ForeignKey(
        Deck, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["-updated_at"]
