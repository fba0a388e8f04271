"""A slide deck, as a PDF-to-Markdown tool leaves it, becomes the tree of a course.

Each step is a room of its own: bytes to text (`decode`), text to pieces (`source_lines`),
headers and footers found (`furniture`), pieces to slides (`slides`), title pages and recaps
apart (`title_pages`, `recaps`), slides to sections (`outline`), to lessons (`lessons`), to
Markdown (`render`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath

from courses.slides import messages
from courses.slides.decode import decode
from courses.slides.front import Front, read_front
from courses.slides.furniture import find_furniture
from courses.slides.hyphens import vocabulary
from courses.slides.lessons import Lesson, build_lessons
from courses.slides.outline import Section, arrange
from courses.slides.pieces import Findings, Kind, Piece, ranges, shorten
from courses.slides.recap_titles import is_recap_title
from courses.slides.recaps import find_outlines
from courses.slides.render import render
from courses.slides.slides import Slide, cut_slides, title_text
from courses.slides.slugs import distinct, slugify
from courses.slides.source_lines import cut
from courses.slides.title_pages import TitlePages, part_first_page, read_title_pages
from courses.slides.titles import Continuation, Numbering
from courses.slides.tree import DeckRefused, DeckTree, LessonNode, Lines, Message, SectionNode


def read_deck(source: str | bytes, *, name: str = "") -> DeckTree:
    """Read a deck. `name` is the file's, for a deck that does not say its title.

    Raises DeckRefused, with a sentence for the person, when no course can come of it.
    """
    text, problems = decode(source)
    lines = text.removesuffix("\n").split("\n")
    findings = Findings(lines, problems)
    front = read_front(lines)
    pieces = _mark_furniture(cut(lines, front.lines, findings), findings)
    return _Reading(lines, front, pieces, findings, name).tree()


def _mark_furniture(pieces: Sequence[Piece], findings: Findings) -> list[Piece]:
    """Flag headers and footers; a running title goes at once, or it would open slides."""
    found = find_furniture(pieces)
    result = list(pieces)
    for index in sorted(found):
        piece = pieces[index]
        if piece.kind is Kind.HEADING:
            findings.drop(piece.first, piece.last, messages.FURNITURE)
            result[index] = Piece(Kind.VOID, piece.first, piece.last)
        else:
            result[index] = replace(piece, furniture=True)
    return result


@dataclass
class _Reading:
    """One deck being read, from its pieces on."""

    lines: Sequence[str]
    front: Front
    pieces: Sequence[Piece]
    findings: Findings
    name: str

    @cached_property
    def blank(self) -> frozenset[int]:
        """The blank lines of the source; they belong to no one and part nothing."""
        return frozenset(n for n, line in enumerate(self.lines, 1) if not line.strip())

    def tree(self) -> DeckTree:
        """The tree of the deck."""
        headings = (title_text(p.text) for p in self.pieces if p.kind is Kind.HEADING)
        numbering = Numbering(headings)
        known = vocabulary(p.text for p in self.pieces if p.kind in (Kind.TEXT, Kind.HEADING))
        slides = part_first_page(cut_slides(self.pieces, numbering))
        pages = read_title_pages(slides, self.front)
        metadata = self._metadata(slides, pages)
        self._settle_preamble(slides, pages)
        self._drop_furniture(slides, pages)
        gone = {*pages.first, *pages.again}
        outlines = find_outlines(slides, numbering, known)
        arranged = arrange(slides, outlines, gone, self.findings)
        self._drop_slides((slides[i] for i in pages.again), messages.TITLE_PAGE_AGAIN)
        self._drop_slides(arranged.idle, messages.RECAP_NO_SECTION)
        made = [
            (section, build_lessons(section.slides, known, numbering, self.findings))
            for section in arranged.sections
        ]
        if not any(lessons for _, lessons in made):
            raise DeckRefused(Message(messages.NO_LESSON))
        title = self._title(pages, made[0][1][0].title)
        sections = self._sections(made, title, implicit=arranged.implicit)
        warnings = tuple(sorted(self.findings.problems, key=lambda p: p.line))
        drops = tuple(sorted(self.findings.drops, key=lambda d: (d.first, d.last)))
        return DeckTree(title, pages.author, sections, warnings, drops, self._ranges(metadata))

    def _ranges(self, numbers: Iterable[int]) -> Lines:
        return ranges(numbers, self.blank)

    def _metadata(self, slides: Sequence[Slide], pages: TitlePages) -> set[int]:
        """The lines that present the deck, and those without words before its first slide."""
        found = {n for n in range(1, self.front.lines + 1) if self.lines[n - 1].strip()}
        for index in pages.first:
            found.update(_line_numbers(slides[index]))
        if slides[0].is_empty():
            found.update(_line_numbers(slides[0]))
        return found

    def _settle_preamble(self, slides: list[Slide], pages: TitlePages) -> None:
        """Text before the first title, when it does not present the deck, is a lesson."""
        first = slides[0]
        if 0 in pages.first or first.is_empty() or len(slides) == 1:
            return
        line = next(p for p in first.body if not p.shows_nothing)
        title = pages.title or title_text(line.text) or self.name
        slide = Slide(None, shorten(title), Continuation(shorten(title)), body=first.body)
        slides[0] = Slide(None, "", Continuation(""))
        slides.insert(1, slide)
        pages.first = [i + 1 for i in pages.first]
        pages.again = [i + 1 for i in pages.again]
        self.findings.warn(line.first, messages.CONTENT_BEFORE, text=line.text)

    def _drop_furniture(self, slides: Sequence[Slide], pages: TitlePages) -> None:
        title_pages = {*pages.first, *pages.again}
        for index, slide in enumerate(slides):
            if index in title_pages:
                continue
            for n, piece in enumerate(slide.body):
                if piece.furniture:
                    self.findings.drop(piece.first, piece.last, messages.FURNITURE)
                    slide.body[n] = Piece(Kind.VOID, piece.first, piece.last)

    def _drop_slides(self, slides: Iterable[Slide], reason: str, **params: object) -> None:
        for slide in slides:
            for first, last in self._ranges(set(_line_numbers(slide)) - self.findings.dropped):
                self.findings.drop(first, last, reason, **params)

    def _title(self, pages: TitlePages, first_lesson: str) -> str:
        if pages.title:
            return shorten(pages.title)
        title = PurePath(self.name).stem.replace("-", " ").replace("_", " ").strip()
        title = shorten(title or first_lesson)
        self.findings.warn(1, messages.NO_TITLE, title=title)
        return title

    def _sections(
        self, made: Sequence[tuple[Section, list[Lesson]]], title: str, *, implicit: bool
    ) -> tuple[SectionNode, ...]:
        titles = [shorten(section.title) or title for section, _ in made]
        slugs = distinct(slugify(t, "section") for t in titles)
        lesson_slugs = iter(distinct(slugify(x.title) for _, lessons in made for x in lessons))
        nodes = []
        for (section, lessons), name, slug in zip(made, titles, slugs, strict=True):
            for slide in section.opened_by:
                reason = messages.RECAP if is_recap_title(slide.title) else messages.DIVIDER
                self._drop_slides([slide], reason, title=name)
            lines = self._ranges(n for s in section.opened_by for n in _line_numbers(s))
            inside = tuple(self._lesson(x, next(lesson_slugs)) for x in lessons)
            nodes.append(SectionNode(name, slug, implicit, lines, inside))
        return tuple(nodes)

    def _lesson(self, lesson: Lesson, slug: str) -> LessonNode:
        body = render(lesson.blocks, self.findings)
        return LessonNode(
            title=lesson.title,
            slug=slug,
            points=body.points,
            nested=body.nested,
            missing_figure=lesson.missing_figure,
            markdown=body.markdown,
            text=body.text,
            code=tuple(body.code),
            maths=tuple(body.maths),
            tables=tuple(body.tables),
            lines=self._ranges(lesson.lines),
            blocks=tuple(body.blocks),
        )


def _line_numbers(slide: Slide) -> Iterable[int]:
    """The source lines of a slide, blank ones left out."""
    for piece in slide.pieces:
        if piece.kind is not Kind.BLANK and not (piece.kind is Kind.FIGURE and piece.text):
            yield from range(piece.first, piece.last + 1)
