"""Writes of many lessons' texts at once, as files give them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.accounts.models import User
from courses.content.actions.lessons import add_revision
from courses.content.models import Course, Lesson, LessonRevision
from courses.content.rendering import render_lessons
from courses.content.titles import typeset
from courses.markup.page import MarkupRefused


@dataclass(frozen=True)
class NewText:
    """What a lesson is to say."""

    lesson: Lesson
    title: str
    source: str
    origin: str


def save_lesson_texts(
    *, course: Course, texts: Sequence[NewText], author: User | None, now: datetime
) -> list[LessonRevision]:
    """A new version of each lesson whose newest says something else, as a draft.

    It comes from the same lines of the deck. Raises MarkupRefused with the place in `texts`, and
    nothing is written.
    """
    newest = {
        revision.lesson_id: revision
        for revision in LessonRevision.objects.newest()
        .filter(lesson__in=[text.lesson for text in texts])
        .select_related("deck")
    }
    changed = [text for text in texts if not _says(newest.get(text.lesson.pk), text)]
    try:
        pages = render_lessons(course, [text.source for text in changed])
    except MarkupRefused as refused:
        place = texts.index(changed[refused.position])
        raise MarkupRefused(refused.message, place) from refused
    revisions = []
    for text, page in zip(changed, pages, strict=True):
        before = newest.get(text.lesson.pk)
        revision = add_revision(
            lesson=text.lesson,
            title=text.title,
            source=text.source,
            author=author,
            now=now,
            origin=text.origin,
            page=page,
            deck=before.deck if before else None,
            source_lines=before.source_lines if before else (),
        )
        revisions.append(revision)
    return revisions


def _says(revision: LessonRevision | None, text: NewText) -> bool:
    said = revision and (revision.title, revision.source)
    return said == (typeset(text.title), text.source)
