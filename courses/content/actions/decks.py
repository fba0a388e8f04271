"""A deck written into a course: all of it, or nothing.

Rendering may take seconds, so it happens before the transaction opens; what the chapter holds
is compared again inside it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from courses.accounts.models import User
from courses.content.actions.courses import create_course
from courses.content.actions.deck_rows import DeckRows
from courses.content.actions.lessons import lock_chapter, refresh_outline, refresh_published
from courses.content.decks.edits import Edit, apply_edits
from courses.content.decks.plan import Plan, plan_of
from courses.content.decks.rendering import NEW_COURSE_LANGUAGE, render_plan
from courses.content.decks.review import review_deck
from courses.content.decks.text import digest, storable
from courses.content.models import Chapter, Course, Deck, DeckDraft, Lesson, ReviewNote
from courses.content.slugs import free_slug
from courses.markup.page import Page
from courses.slides.reader import read_deck


class ReviewChanged(Exception):
    """What would be written is not what the person was shown."""


@dataclass(frozen=True)
class Imported:
    """`changed` is False when the chapter already was what the deck says."""

    chapter: Chapter
    deck: Deck
    changed: bool


@dataclass(frozen=True)
class Prepared:
    """A deck read, arranged and rendered: `pages` has one page a lesson of `plan`."""

    source: str
    name: str
    edits: list[Edit]
    plan: Plan
    pages: list[Page]


def prepare_deck(
    *, source: str, name: str, edits: Sequence[Edit], course: Course | None
) -> Prepared:
    """Raises DeckRefused, or MarkupRefused with the place of a lesson that cannot be shown."""
    plan, applied = apply_edits(plan_of(read_deck(source)), edits)
    return Prepared(source, name, applied, plan, render_plan(plan, course))


def import_deck_text(
    *, source: str, name: str, course: Course, user: User | None, now: datetime, publish: bool
) -> Imported:
    """A whole deck into a course without anybody checking it; the same again changes nothing.

    Raises DeckRefused or MarkupRefused; nothing is written then.
    """
    prepared = prepare_deck(source=storable(source), name=name, edits=(), course=course)
    return import_deck(prepared=prepared, course=course, user=user, now=now, publish=publish)


def confirm_draft(
    *,
    draft: DeckDraft,
    take: Collection[int] = (),
    seen: str | None = None,
    now: datetime,
    publish: bool,
) -> Imported:
    """The draft becomes a chapter, or a new version of one; once, however often it is asked.

    `take` are the ids of lessons in conflict for which the deck wins. `seen` is the
    fingerprint of the review the person confirmed; raises ReviewChanged when it is another.
    """
    prepared = prepare_deck(
        source=draft.source, name=draft.name, edits=draft.edits, course=draft.course
    )
    with transaction.atomic():
        fresh = DeckDraft.objects.select_for_update().get(pk=draft.pk)
        if fresh.deck is not None:
            return Imported(fresh.deck.chapter, fresh.deck, changed=False)
        if fresh.edits != draft.edits:
            raise ReviewChanged
        imported = import_deck(
            prepared=prepared,
            course=fresh.course or _new_course(fresh, now),
            chapter=fresh.chapter,
            user=fresh.user,
            take=take,
            seen=seen,
            now=now,
            publish=publish,
        )
        fresh.deck = imported.deck
        fresh.updated_at = now
        fresh.save(update_fields=["deck", "updated_at"])
    return imported


@transaction.atomic
def import_deck(
    *,
    prepared: Prepared,
    course: Course,
    chapter: Chapter | None = None,
    user: User | None,
    take: Collection[int] = (),
    seen: str | None = None,
    now: datetime,
    publish: bool,
) -> Imported:
    """Writes a prepared deck into `chapter`, or into a new chapter of `course`.

    The text of a chapter of the course never makes a second one. Lessons keep their identity
    and their address; those that are gone from the deck are archived.
    """
    # Imports into one course follow each other, so that two at once cannot both be first.
    Course.objects.select_for_update().get(pk=course.pk)
    chapter = chapter or chapter_of_same_deck(course, prepared.source)
    if chapter is not None:
        _lock(chapter)
    review = review_deck(
        plan=prepared.plan, source=prepared.source, edits=prepared.edits, chapter=chapter
    )
    if seen is not None and review.fingerprint != seen:
        raise ReviewChanged
    taken = {c.lesson for c in review.comparison.conflicts if c.lesson and c.lesson in take}
    if chapter and review.same_deck and not review.writes and not taken:
        return Imported(chapter, review.same_deck, changed=False)
    chapter = _chapter(course, chapter, prepared.plan)
    rows = DeckRows(chapter=chapter, plan=prepared.plan, review=review, now=now)
    deck = Deck.objects.create(
        chapter=chapter,
        name=prepared.name,
        source=prepared.source,
        sha256=digest(prepared.source),
        edits=prepared.edits,
        arrangement=rows.write_places(),
        imported_by=user,
        imported_at=now,
    )
    rows.write_texts(deck=deck, pages=prepared.pages, taken=taken, user=user)
    if publish:
        rows.publish()
        # Few lessons have such notes, and a line that may be wrong is never shown without.
        doubted = ReviewNote.objects.errors().values("lesson")
        lessons = Lesson.objects.filter(section__chapter=chapter, pk__in=doubted)
        refresh_published(lessons=lessons)
    else:
        refresh_outline(chapter=chapter)
    return Imported(chapter, deck, changed=review.writes or bool(taken))


def chapter_of_same_deck(course: Course, source: str) -> Chapter | None:
    """The chapter of the course that came from the very same text."""
    decks = Deck.objects.filter(chapter__course=course, sha256=digest(source))
    deck = decks.select_related("chapter").first()
    return deck.chapter if deck else None


def _new_course(draft: DeckDraft, now: datetime) -> Course:
    return create_course(
        title=draft.course_title, language=NEW_COURSE_LANGUAGE, teacher=draft.user, now=now
    )


def _lock(chapter: Chapter) -> None:
    """Keeps whoever changes the chapter or saves a lesson of it waiting until the import ends."""
    lock_chapter(chapter)
    lessons = Lesson.objects.filter(section__chapter=chapter).order_by("pk")
    list(lessons.select_for_update(of=("self",)).values_list("pk"))


def _chapter(course: Course, chapter: Chapter | None, plan: Plan) -> Chapter:
    """The chapter, named as the deck is; a new one comes after the others."""
    if chapter is None:
        slug = free_slug(plan.title, course.chapters.all(), fallback="chapitre")
        last = course.chapters.aggregate(last=Max("position"))["last"] or 0
        return Chapter.objects.create(
            course=course, title=plan.title, slug=slug, author=plan.author, position=last + 1
        )
    chapter.title, chapter.author = plan.title, plan.author
    chapter.save(update_fields=["title", "author"])
    return chapter
