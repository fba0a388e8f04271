"""What confirming a deck would do to the course, compared with the rows of this moment."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from courses.content.decks.changes import ChapterState, Comparison, compare_with_chapter
from courses.content.decks.edits import Edit
from courses.content.decks.plan import Plan
from courses.content.decks.state import chapter_state, deck_lessons
from courses.content.decks.text import digest
from courses.content.models import Chapter, Deck


@dataclass(frozen=True)
class Review:
    """`same_deck` is the chapter's last import, when it was this very deck."""

    comparison: Comparison
    state: ChapterState
    same_deck: Deck | None
    retitles: bool
    fingerprint: str

    @property
    def writes(self) -> bool:
        """Whether confirming changes anything, conflicts aside."""
        return self.retitles or self.comparison.writes


def review_deck(
    *, plan: Plan, source: str, edits: Sequence[Edit], chapter: Chapter | None
) -> Review:
    """Compares a deck with `chapter`; without one, everything is new."""
    titles = [section.title for section in plan.sections]
    if chapter is None:
        comparison = compare_with_chapter(titles, deck_lessons(plan), ChapterState())
        mark = _fingerprint(comparison, edits, None)
        return Review(comparison, ChapterState(), None, True, mark)
    decks = list(chapter.decks.defer("source"))
    same = [d for d in decks if (d.sha256, d.edits) == (digest(source), list(edits))]
    newest, earlier = decks[0] if decks else None, same[0] if same else None
    state = chapter_state(chapter, newest=newest, earlier=earlier)
    comparison = compare_with_chapter(titles, deck_lessons(plan), state)
    return Review(
        comparison,
        state,
        newest if newest == earlier else None,
        (chapter.title, chapter.author) != (plan.title, plan.author),
        _fingerprint(comparison, edits, chapter),
    )


def _fingerprint(comparison: Comparison, edits: Sequence[Edit], chapter: Chapter | None) -> str:
    """Short, and another one as soon as anything the person decides on is another."""
    changes = [
        [change.key, change.lesson, sorted(kind.value for kind in change.kinds)]
        for change in comparison.changes
    ]
    shown = json.dumps([chapter.pk if chapter else 0, list(edits), changes], sort_keys=True)
    return sha256(shown.encode()).hexdigest()[:16]
