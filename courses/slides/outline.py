"""Sections: which slides go under which entry of the outline."""

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from courses.slides import messages
from courses.slides.pieces import Findings
from courses.slides.recaps import Entry, Outline, Recap
from courses.slides.slides import Slide
from courses.slides.titles import key

MATCHED = 60  # percent of the entries that titles must match when the outline is shown once
END = 10**9


@dataclass
class Section:
    """A section to be: its title, the slides that announce it, and those it holds."""

    title: str
    opened_by: list[Slide] = field(default_factory=list)
    slides: list[Slide] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Opening:
    """Slide `index` opens entry `entry`: a recap, or the first slide with that title."""

    index: int
    entry: int
    recap: bool


@dataclass(frozen=True)
class Arrangement:
    """The sections, whether the deck made them, and the recaps that made none."""

    sections: list[Section]
    implicit: bool
    idle: list[Slide]


def arrange(
    slides: Sequence[Slide], outlines: Sequence[Outline], gone: set[int], findings: Findings
) -> Arrangement:
    """Put the slides into sections; `gone` are title pages, by index. Slide 0 has no title."""
    recaps = {r.index for o in outlines for r in o.recaps}
    lessons = [i for i in range(1, len(slides)) if i not in gone and i not in recaps]
    maker = _Maker(slides, lessons, {slides[i].key for i in lessons}, findings)
    best = max((maker.openings(o) for o in outlines), key=lambda c: c.filled, default=None)
    if best is not None and best.filled:
        made = maker.sections(best.openings, best.plan)
        used = {o.index for o in best.openings if o.recap}
    elif parts := maker.parts():
        plan = [Entry(slides[i].title) for i in parts]
        made = maker.sections([_Opening(i, n, False) for n, i in enumerate(parts)], plan)
        used = set()
    else:
        made = [Section("", [], [slides[i] for i in lessons])]
        used = set()
    implicit = len(made) == 1 and not made[0].title
    idle = [slides[i] for i in sorted(recaps - used)]
    _report_idle(outlines, used, slides, findings)
    return Arrangement(made, implicit, idle)


def _report_idle(
    outlines: Sequence[Outline], used: set[int], slides: Sequence[Slide], findings: Findings
) -> None:
    for outline in outlines:
        first = outline.recaps[0]
        if not used.intersection(r.index for r in outline.recaps):
            entries = ", ".join(e.title for e in first.entries)
            slide = slides[first.index]
            line = slide.pieces[0].first
            findings.warn(line, messages.RECAP_APART, title=slide.title, entries=entries)


@dataclass(frozen=True)
class _Choice:
    """What an outline would open, and how many sections it would fill (0 when it must not)."""

    plan: list[Entry]
    openings: list[_Opening]
    filled: int


@dataclass(frozen=True)
class _Maker:
    slides: Sequence[Slide]
    lessons: Sequence[int]
    titles: set[str]
    findings: Findings

    def openings(self, outline: Outline) -> _Choice:
        """What each showing of an outline opens, then what titles open that no showing did."""
        plan = outline.plan()
        found = self._by_recaps(outline, plan)
        found = sorted(found + self._by_titles(found, plan), key=lambda o: o.index)
        return _Choice(plan, found, self._filled(found, plan))

    def _by_recaps(self, outline: Outline, plan: Sequence[Entry]) -> list[_Opening]:
        runs = list(self._runs(outline.recaps))
        marks = [_mark(outline, run, plan) for run in runs]
        overview = len(runs) == len(plan) + 1 and all(m is None for m in marks)
        found: list[_Opening] = []
        current = -1
        for n, (run, mark) in enumerate(zip(runs, marks, strict=True)):
            if mark is not None:
                current = mark
            elif not (overview and n == 1):
                current = min(current + 1, len(plan))
            if current < len(plan):
                found += [_Opening(r.index, current, True) for r in run]
        return found

    def _runs(self, recaps: Sequence[Recap]) -> Iterator[list[Recap]]:
        """Showings with no lesson between them."""
        run: list[Recap] = []
        at = 0
        for recap in recaps:
            before = bisect_left(self.lessons, recap.index)
            if run and before > at:
                yield run
                run = []
            at = before
            run.append(recap)
        if run:
            yield run

    def _by_titles(self, found: Sequence[_Opening], plan: Sequence[Entry]) -> list[_Opening]:
        opened = {o.entry for o in found}
        places = {e.key: n for n, e in enumerate(plan) if n not in opened}
        more: list[_Opening] = []
        for index in self.lessons:
            entry = places.pop(self.slides[index].key, None) if places else None
            before = (o.entry for o in [*found, *more] if o.index < index)
            if entry is not None and entry > max(before, default=-1):
                more.append(_Opening(index, entry, False))
        return more

    def _filled(self, openings: Sequence[_Opening], plan: Sequence[Entry]) -> int:
        """How many entries hold a lesson; 0 for the outline of a whole course."""
        ends = [o.index for o in openings[1:]] + [END]
        filled = {
            opening.entry
            for opening, end in zip(openings, ends, strict=False)
            if bisect_left(self.lessons, opening.index) < bisect_left(self.lessons, end)
        }
        if len(filled) < 2:
            return 0
        if len({o.entry for o in openings if o.recap}) > 1:
            return len(filled)
        matched = sum(1 for e in plan if e.key in self.titles)
        return len(filled) if matched > 1 and matched * 100 >= len(plan) * MATCHED else 0

    def sections(self, openings: Sequence[_Opening], plan: Sequence[Entry]) -> list[Section]:
        """The entries that hold lessons, in the order in which they open."""
        made = {o.entry: Section(plan[o.entry].title) for o in openings}
        by_index = {o.index: o for o in openings}
        current = made[openings[0].entry]
        for index in sorted({*self.lessons, *by_index}):
            opening = by_index.get(index)
            current = made[opening.entry] if opening else current
            announces = self._only_announces(index) and (opening or self._repeats(index, current))
            if (opening and opening.recap) or announces:
                current.opened_by.append(self.slides[index])
            else:
                current.slides.append(self.slides[index])
        line = self.slides[openings[0].index].pieces[0].first
        for number, entry in enumerate(plan):
            if number not in made or not made[number].slides:
                self.findings.warn(line, messages.SECTION_EMPTY, title=entry.title)
        return [s for s in made.values() if s.slides]

    def _only_announces(self, index: int) -> bool:
        """Whether a slide holds a title and nothing else, not even a lost figure."""
        slide = self.slides[index]
        return slide.is_empty() and not slide.has_gap() and index != self.lessons[-1]

    def _repeats(self, index: int, section: Section) -> bool:
        """Whether a slide shows the title of its section again, just after the recap."""
        first = bool(section.opened_by) and not section.slides
        return first and self.slides[index].key == key(section.title)

    def parts(self) -> list[int]:
        """Slides that only announce a part, in a deck that has no recap.

        All the headings above the usual level are such, and no lesson comes before the first.
        """
        full = Counter(self.slides[i].level for i in self.lessons if self.slides[i].has_content())
        usual = full.most_common(1)[0][0] if full else 0
        above = [i for i in self.lessons if self.slides[i].level < usual]
        if len(above) < 2 or above[0] != self.lessons[0]:
            return []
        apart = all(b - a > 1 for a, b in itertools.pairwise(above))
        return above if apart and all(self._only_announces(i) for i in above) else []


def _mark(outline: Outline, run: Sequence[Recap], plan: Sequence[Entry]) -> int | None:
    """The entry that the last showing of a run marks, if one does."""
    marks = (outline.marked(recap, plan) for recap in reversed(run))
    return next((m for m in marks if m is not None), None)
