"""Writes on a deck that someone is still checking; nothing of a course is touched here."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from courses.accounts.models import User
from courses.content.actions.decks import chapter_of_same_deck
from courses.content.decks.edits import Edit, EditRefused, apply_edit, apply_edits, carry_edits
from courses.content.decks.plan import Plan, lesson_at, plan_of
from courses.content.decks.text import storable
from courses.content.models import Chapter, Course, DeckDraft
from courses.slides.reader import read_deck

# Long enough for a second press of the confirmation to be answered with what it became.
CONFIRMED_KEPT = timedelta(days=1)


@transaction.atomic
def start_draft(
    *,
    source: str,
    name: str,
    user: User,
    now: datetime,
    course: Course | None = None,
    course_title: str = "",
    chapter: Chapter | None = None,
) -> DeckDraft:
    """A deck to check, for `course` or a new one; raises DeckRefused when it is no deck.

    A deck already imported in the course, or a new version of a chapter, starts with the
    changes made to it last time.
    """
    plan_of(read_deck(source))
    user.deck_drafts.filter(deck__isnull=False, updated_at__lt=now - CONFIRMED_KEPT).delete()
    source = storable(source)
    if course is not None and chapter is None:
        chapter = chapter_of_same_deck(course, source)
    return DeckDraft.objects.create(
        user=user,
        course=course,
        chapter=chapter,
        course_title="" if course else course_title,
        name=name,
        source=source,
        edits=_edits_of_before(chapter, source) if chapter else [],
        created_at=now,
        updated_at=now,
    )


def add_edit(*, draft: DeckDraft, edit: Edit, now: datetime) -> int:
    """One more change, if it applies; raises EditRefused otherwise.

    Returns the key of the lesson that has the line of the change now, 0 if none has.
    """
    with transaction.atomic():
        fresh = _lock(draft)
        plan = apply_edits(_plan(fresh), fresh.edits)[0]
        plan = apply_edit(plan, edit)
        _save_edits(fresh, [*fresh.edits, edit], now)
    return lesson_at(plan, edit["at"])


def undo_edit(*, draft: DeckDraft, count: int, now: datetime) -> int:
    """Takes back the last of `count` changes; raises EditRefused when others were made since.

    Returns the key of the lesson that has the line of the change now, 0 if none has.
    """
    with transaction.atomic():
        fresh = _lock(draft)
        if count != len(fresh.edits) or not fresh.edits:
            raise EditRefused(_("Other changes were made meanwhile: look at the page again."))
        undone: Edit = fresh.edits[-1]
        _save_edits(fresh, fresh.edits[:-1], now)
    return lesson_at(apply_edits(_plan(fresh), fresh.edits)[0], undone["at"])


def choose_chapter(*, draft: DeckDraft, chapter: Chapter | None, now: datetime) -> None:
    """Sends the deck to a chapter that exists, as its new version, or to a new one (None)."""
    DeckDraft.objects.filter(pk=draft.pk, deck=None).update(chapter=chapter, updated_at=now)


def discard_draft(*, draft: DeckDraft) -> None:
    DeckDraft.objects.filter(pk=draft.pk, deck=None).delete()


def _plan(draft: DeckDraft) -> Plan:
    return plan_of(read_deck(draft.source))


def _edits_of_before(chapter: Chapter, source: str) -> list[Edit]:
    before = chapter.decks.first()
    if before is None:
        return []
    carried = carry_edits(before.source, source, before.edits)
    return apply_edits(plan_of(read_deck(source)), carried)[1]


def _lock(draft: DeckDraft) -> DeckDraft:
    """The draft as it is now, others kept waiting; a confirmed one changes no more."""
    fresh = DeckDraft.objects.select_for_update().get(pk=draft.pk)
    if fresh.deck_id is not None:
        raise EditRefused(_("This deck has been imported already."))
    return fresh


def _save_edits(draft: DeckDraft, edits: list[Edit], now: datetime) -> None:
    draft.edits, draft.updated_at = edits, now
    draft.save(update_fields=["edits", "updated_at"])
