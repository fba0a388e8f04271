"""What importing a deck into a chapter would change, lesson by lesson (pure).

Three states are compared, as in a merge: what the last import gave, what the chapter holds
now, and what the deck says. What only the deck changed is taken; what only a teacher
changed is kept; what both changed is a conflict, kept unless the teacher decides otherwise.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from courses.content.decks.matching import ChapterLesson, DeckLesson, folded, match_lessons


class Kind(Enum):
    """What happens to one lesson; several may hold at once."""

    NEW = "new"
    CHANGED = "changed"
    RENAMED = "renamed"
    MOVED = "moved"
    RETURNED = "returned"
    REMOVED = "removed"
    KEPT = "kept"
    CONFLICT = "conflict"
    BINNED = "binned"


# Kinds that leave the lesson's rows as they are.
PASSIVE = frozenset({Kind.KEPT, Kind.CONFLICT, Kind.BINNED})


@dataclass(frozen=True)
class ChapterSection:
    """`deck_title` is what the last deck called it; a teacher may have renamed it since."""

    id: int
    title: str
    deck_title: str
    archived: bool = False


@dataclass(frozen=True)
class ChapterState:
    """The chapter before an import.

    `arrangement` is what its last deck became, [(section id, [lesson id])].
    `known_lessons` {key: id} and `known_sections` {index: id} are what an earlier import
    of the very same deck gave.
    """

    sections: list[ChapterSection] = field(default_factory=list)
    lessons: list[ChapterLesson] = field(default_factory=list)
    arrangement: list[tuple[int, list[int]]] = field(default_factory=list)
    known_lessons: dict[int, int] = field(default_factory=dict)
    known_sections: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """`key` of the deck's lesson (None: gone from the deck), `lesson` id (None: new)."""

    key: int | None
    lesson: int | None
    kinds: frozenset[Kind]
    old_title: str
    new_title: str


@dataclass(frozen=True)
class Comparison:
    """`lessons` {key: id} and `sections` {index: id} say what continues what.

    `changes` has one entry a lesson, in the deck's order, then those the deck no longer has.
    `reorders`: the deck's order is not that of the deck before it.
    """

    changes: list[Change]
    lessons: dict[int, int]
    sections: dict[int, int]
    reorders: bool

    @property
    def writes(self) -> bool:
        """Whether a confirmation would write anything, conflicts aside."""
        return self.reorders or any(change.kinds - PASSIVE for change in self.changes)

    @property
    def conflicts(self) -> list[Change]:
        return [change for change in self.changes if Kind.CONFLICT in change.kinds]


def compare_with_chapter(
    section_titles: list[str], deck: list[DeckLesson], state: ChapterState
) -> Comparison:
    lessons = match_lessons(deck, state.lessons, state.known_lessons)
    sections = match_sections(section_titles, deck, lessons, state)
    chapter = {lesson.id: lesson for lesson in state.lessons}
    earlier = {lesson for _, ids in state.arrangement for lesson in ids}
    reorders = _order(len(section_titles), deck, lessons, sections) != state.arrangement
    reorders = reorders or _retitles(section_titles, sections, state)
    moved = _moved(deck, lessons, sections, chapter) if reorders else set()
    changes = []
    for one in deck:
        old = chapter.get(lessons.get(one.key, 0))
        changes.append(_change(one, old, earlier, is_moved=one.key in moved))
    continued = set(lessons.values())
    for lesson in state.lessons:
        if lesson.id in earlier and lesson.id not in continued and not lesson.archived:
            gone = frozenset({Kind.REMOVED})
            changes.append(Change(None, lesson.id, gone, lesson.current.title, ""))
    return Comparison(changes, lessons, sections, reorders)


def match_sections(
    titles: list[str], deck: list[DeckLesson], lessons: dict[int, int], state: ChapterState
) -> dict[int, int]:
    """{index of the deck's section: id of the chapter's}: by title, then by its lessons."""
    found = dict(state.known_sections)
    ordered = sorted(state.sections, key=lambda section: section.archived)
    for names in (
        {section.id: folded(section.deck_title) for section in ordered},
        {section.id: folded(section.title) for section in ordered},
    ):
        for index, title in enumerate(titles):
            same = (id for id, name in names.items() if name == folded(title))
            _pair_first(found, index, same)
    home = {lesson.id: lesson.section for lesson in state.lessons}
    for index in range(len(titles)):
        inside = (lessons.get(one.key) for one in deck if one.section == index)
        origins = Counter(home[lesson] for lesson in inside if lesson)
        _pair_first(found, index, (section for section, _ in origins.most_common()))
    return found


def _pair_first(found: dict[int, int], index: int, candidates: Iterable[int]) -> None:
    """Gives the section at `index` the first candidate that is free, unless it has one."""
    free = (section for section in candidates if section not in found.values())
    section = next(free, None)
    if index not in found and section is not None:
        found[index] = section


def _change(
    one: DeckLesson, old: ChapterLesson | None, earlier: set[int], *, is_moved: bool
) -> Change:
    if old is None:
        return Change(one.key, None, frozenset({Kind.NEW}), "", one.version.title)
    kinds = {Kind.MOVED} if is_moved else set()
    if old.archived:
        # In the deck before as well: then a teacher put it into the bin, where it stays.
        kinds.add(Kind.BINNED if old.id in earlier else Kind.RETURNED)
    kinds |= _text_kinds(one, old)
    if Kind.BINNED in kinds:
        kinds = {Kind.BINNED}
    return Change(one.key, old.id, frozenset(kinds), old.current.title, one.version.title)


def _text_kinds(one: DeckLesson, old: ChapterLesson) -> set[Kind]:
    deck, mine, base = one.version.exact, old.current.exact, old.base.exact
    if deck == mine:
        return set()
    if mine != base:
        return {Kind.KEPT} if deck == base else {Kind.CONFLICT}
    titles, sources = zip(deck, mine, strict=True)
    kinds = {Kind.RENAMED} if titles[0] != titles[1] else set()
    return kinds | ({Kind.CHANGED} if sources[0] != sources[1] else set())


def _order(
    count: int, deck: list[DeckLesson], lessons: dict[int, int], sections: dict[int, int]
) -> list[tuple[int, list[int]]]:
    """The arrangement the deck asks for; 0 stands for what would be new."""
    return [
        (sections.get(index, 0), [lessons.get(one.key, 0) for one in deck if one.section == index])
        for index in range(count)
    ]


def _retitles(titles: list[str], sections: dict[int, int], state: ChapterState) -> bool:
    earlier = {section.id: section.deck_title for section in state.sections}
    return any(earlier[id] != titles[index] for index, id in sections.items())


def _moved(
    deck: list[DeckLesson],
    lessons: dict[int, int],
    sections: dict[int, int],
    chapter: dict[int, ChapterLesson],
) -> set[int]:
    """Keys of lessons in another section, or out of the longest run that kept its order."""
    place = {lesson: index for index, lesson in enumerate(chapter)}
    moved, stayed = set(), []
    for one in deck:
        lesson = lessons.get(one.key)
        if lesson is None:
            continue
        if chapter[lesson].section != sections.get(one.section):
            moved.add(one.key)
        else:
            stayed.append((one.key, place[lesson]))
    in_order = longest_increasing([index for _, index in stayed])
    return moved | {key for key, index in stayed if index not in in_order}


def longest_increasing(values: list[int]) -> set[int]:
    """The members of one longest increasing subsequence of distinct values."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for value in values:
        at = bisect_left(tails, value)
        before[value] = tails[at - 1] if at else None
        tails[at : at + 1] = [value]
    members: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        members.add(last)
        last = before[last]
    return members
