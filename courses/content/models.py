"""Courses as trees: course > chapter > section > lesson, with the lesson's revisions."""

from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

LESSON_TITLE_LENGTH = 200


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


class LessonQuerySet(models.QuerySet["Lesson"]):
    def current(self) -> "LessonQuerySet":
        """Not archived."""
        return self.filter(archived_at=None)

    def published(self) -> "LessonQuerySet":
        return self.current().filter(published__isnull=False)

    def with_errors(self) -> "LessonQuerySet":
        """Those with an open note of an error."""
        return self.filter(pk__in=ReviewNote.objects.errors().values("lesson"))

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


class Figure(models.Model):
    """An image a teacher gave: re-encoded here, never the bytes that were sent."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="figures")
    image = models.FileField(upload_to="figures/")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(_("alternative text"), max_length=500)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    def get_absolute_url(self) -> str:
        return reverse("figure", args=[self.key])

    @property
    def key(self) -> str:
        """What its address ends in: it cannot be guessed, so that a figure whose page is not
        published, or whose answer is not released, is met by no student."""
        return PurePosixPath(self.image.name or "").stem


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
        return reverse("glossary", args=[self.course.slug]) + f"#{self.slug}"


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


class SearchEntry(models.Model):
    """The stems of a published lesson (see content.search); one row a lesson.

    A full-text index over `title_stems` and `body_stems` is kept by the database itself:
    FTS5 with triggers on SQLite, a GIN index on PostgreSQL (migration 0002).
    """

    lesson = models.OneToOneField(Lesson, on_delete=models.CASCADE, related_name="search_entry")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    title_stems = models.TextField()
    body_stems = models.TextField()
