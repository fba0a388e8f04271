"""Which lesson of a deck is which lesson of the chapter (pure).

Identity carries everybody's progress, so it is settled from the surest sign to the
weakest: the same text as now, the same text as an earlier import gave, the same body, the
same title, a similar body, the same place between the same neighbours.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from courses.content.figure_marks import MISSING, is_empty

SIMILAR = 0.6
SIMILAR_IN_PLACE = 0.3
# Comparing every pair of leftovers is quadratic: beyond this they count as new and removed.
MOST_PAIRS = 40_000
# A body this short ("Exemple :") says nothing about which lesson it was.
TELLING_WORDS = 4
# Ids before the first lesson and after the last, and of a lesson not known yet.
START, END, UNKNOWN = 0, -1, -2


@dataclass(frozen=True)
class Version:
    """A title and a Markdown source, compared without regard to trailing space."""

    title: str
    source: str

    @property
    def exact(self) -> tuple[str, str]:
        return self.title, tidy(self.source)


@dataclass(frozen=True)
class DeckLesson:
    """A lesson as the deck has it. `key` is its first source line."""

    key: int
    section: int
    section_title: str
    version: Version


@dataclass(frozen=True)
class ChapterLesson:
    """A lesson as the chapter has it.

    `section` is the id of its section; `current` its newest version, by whomever;
    `imported` the versions that imports gave, newest first.
    """

    id: int
    section: int
    section_title: str
    current: Version
    imported: tuple[Version, ...]
    archived: bool = False

    @property
    def base(self) -> Version:
        """What the last import gave: what the teacher started from."""
        return self.imported[0] if self.imported else self.current


def match_lessons(
    deck: list[DeckLesson], chapter: list[ChapterLesson], known: dict[int, int]
) -> dict[int, int]:
    """{key of the deck's lesson: id of the chapter's lesson}, both at most once.

    `known` is the answer an earlier import of the very same deck gave; it is followed.
    """
    pairing = _Pairing(deck, chapter)
    for key, lesson in known.items():
        pairing.pair(key, lesson)
    pairing.by_sign(lambda v: v.exact, lambda c: [c.current.exact])
    pairing.by_sign(lambda v: v.exact, lambda c: [v.exact for v in c.imported])
    pairing.by_sign(_telling_body, lambda c: [_telling_body(c.current), _telling_body(c.base)])
    pairing.by_sign(lambda v: folded(v.title), lambda c: [folded(c.base.title)])
    pairing.by_sign(lambda v: folded(v.title), lambda c: [folded(c.current.title)])
    pairing.by_sign(_telling_body, lambda c: [_telling_body(v) for v in c.imported])
    pairing.by_sign(lambda v: folded(v.title), lambda c: [folded(v.title) for v in c.imported])
    pairing.by_similarity()
    pairing.by_place()
    return pairing.found


class _Pairing:
    """The pairs found so far, and what is still free on both sides, in reading order."""

    def __init__(self, deck: list[DeckLesson], chapter: list[ChapterLesson]) -> None:
        self.found: dict[int, int] = {}
        self.deck = {lesson.key: lesson for lesson in deck}
        # Lessons in use before archived ones: the latter only come back when nothing else fits.
        self.chapter = {c.id: c for c in sorted(chapter, key=lambda c: c.archived)}
        self.order = [c.id for c in chapter if not c.archived]

    def pair(self, key: int, lesson: int) -> None:
        free = key not in self.found and lesson not in self.found.values()
        if free and key in self.deck and lesson in self.chapter:
            self.found[key] = lesson

    def free_deck(self) -> list[DeckLesson]:
        return [lesson for key, lesson in self.deck.items() if key not in self.found]

    def free_chapter(self) -> list[ChapterLesson]:
        taken = set(self.found.values())
        return [lesson for id, lesson in self.chapter.items() if id not in taken]

    def by_sign(
        self,
        of_deck: Callable[[Version], object],
        of_chapter: Callable[[ChapterLesson], Iterable[object]],
    ) -> None:
        """Pairs the lessons that bear the same sign; first those of the same section."""
        for same_section in (True, False):
            bearers: dict[object, list[ChapterLesson]] = {}
            for lesson in self.free_chapter():
                for sign in dict.fromkeys(of_chapter(lesson)):
                    if sign:
                        bearers.setdefault(sign, []).append(lesson)
            taken: set[int] = set()
            for wanted in self.free_deck():
                for lesson in bearers.get(of_deck(wanted.version), []):
                    if lesson.id in taken or (same_section and not _neighbours(wanted, lesson)):
                        continue
                    self.found[wanted.key] = lesson.id
                    taken.add(lesson.id)
                    break

    def by_similarity(self) -> None:
        """Pairs leftovers whose words agree, the best pairs first."""
        for _, key, lesson in sorted(self._similar_pairs(), key=lambda pair: -pair[0]):
            self.pair(key, lesson)

    def _similar_pairs(self) -> Iterator[tuple[float, int, int]]:
        wanted, free = self.free_deck(), self.free_chapter()
        if len(wanted) * len(free) > MOST_PAIRS:
            return
        words = {lesson.id: _words(lesson.current) for lesson in free}
        for one in wanted:
            own = _words(one.version)
            for other in free:
                score = _overlap(own, words[other.id])
                if score >= SIMILAR:
                    yield score + 0.1 * _neighbours(one, other), one.key, other.id

    def by_place(self) -> None:
        """Pairs what stands alone between the same two neighbours and is not quite foreign."""
        order = [START, *self.order, END]
        place = {lesson: index for index, lesson in enumerate(order)}
        sides = [START, *(self.found.get(key, UNKNOWN) for key in self.deck), END]
        for index, key in enumerate(self.deck):
            left, right = place.get(sides[index]), place.get(sides[index + 2])
            if left is None or right is None or right - left != 2:
                continue
            if self._plausible(key, order[left + 1]):
                self.pair(key, order[left + 1])

    def _plausible(self, key: int, candidate: int) -> bool:
        one, other = self.deck[key].version, self.chapter[candidate].current
        if is_empty(one.source) and is_empty(other.source):
            return True
        return _overlap(_words(one), _words(other)) >= SIMILAR_IN_PLACE


def folded(title: str) -> str:
    """A title as it is compared: case, spaces and the shape of apostrophes do not count."""
    return " ".join(title.replace("’", "'").casefold().split())


def tidy(source: str) -> str:
    """A source as it is compared: line ends and surrounding blank lines do not count."""
    return "\n".join(line.rstrip() for line in source.split("\n")).strip("\n")


def _telling_body(version: Version) -> str:
    body = tidy(version.source)
    return body if len(re.findall(r"\w+", body)) >= TELLING_WORDS else ""


def _words(version: Version) -> frozenset[str]:
    text = f"{version.title}\n{version.source.replace(MISSING, '')}"
    return frozenset(re.findall(r"\w{2,}", text.casefold()))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient of two sets of words, 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _neighbours(wanted: DeckLesson, lesson: ChapterLesson) -> bool:
    return folded(wanted.section_title) == folded(lesson.section_title)
