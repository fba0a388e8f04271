"""Slides to lessons: neighbours with one title are one lesson, repeated points are kept once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from courses.slides import messages
from courses.slides.blocks import Block, build_blocks
from courses.slides.inline import read_inline
from courses.slides.pieces import SHORT, Findings, Kind, shorten
from courses.slides.points import keep_once, same_words
from courses.slides.slides import Slide
from courses.slides.titles import Numbering, key, read_continuation


@dataclass
class Lesson:
    """A lesson to be: its title, its blocks in order, its source lines."""

    title: str
    key: str
    blocks: list[Block] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    missing_figure: bool = False


def build_lessons(
    slides: Sequence[Slide], known: frozenset[str], numbering: Numbering, findings: Findings
) -> list[Lesson]:
    """The lessons of one section; `known` holds the words of the deck."""
    lessons: list[Lesson] = []
    last: Slide | None = None
    last_blocks: list[Block] = []
    for n, slide in enumerate(slides):
        following = slides[n + 1] if n + 1 < len(slides) else None
        blocks = _blocks(slide, known)
        if lessons and last is not None and _goes_on(lessons[-1], slide):
            lesson = lessons[-1]
            _let_go_shown_again(lesson, last_blocks, blocks, findings)
        else:
            lesson = _begin(slide, following, findings)
            lessons.append(lesson)
        lesson.blocks += _headings_settled(lesson, blocks, numbering)
        lesson.missing_figure |= any(b.sort == "figure" for b in blocks)
        lesson.lines.update(_lines(slide))
        last, last_blocks = slide, blocks
    for lesson in lessons:
        lesson.blocks = keep_once(lesson.blocks, findings)
    return lessons


def _goes_on(lesson: Lesson, slide: Slide) -> bool:
    if slide.continuation.marked and not slide.continuation.base:
        return True
    return lesson.key in (slide.key, key(slide.title))


def _begin(slide: Slide, following: Slide | None, findings: Findings) -> Lesson:
    title, name = _name(slide, following)
    if slide.heading:
        for address in read_inline(slide.heading.text).refused:
            findings.warn(slide.heading.first, messages.LINK_REFUSED, text=address)
            findings.drop_part(slide.heading.first, address, messages.LINK)
    if len(title) <= SHORT or slide.heading is None:
        return Lesson(title, name)
    line = slide.heading.first
    findings.warn(line, messages.TITLE_CUT, text=title)
    whole = Block("paragraph", line, slide.heading.last, slide.heading.text)
    return Lesson(shorten(title), name, [whole])


def _name(slide: Slide, following: Slide | None) -> tuple[str, str]:
    """The title of a lesson and its key; a doubtful mark goes when the next slide agrees."""
    found = slide.continuation
    if found.marked and found.weak:
        agrees = following is not None and slide.key in (following.key, key(following.title))
        if not agrees:
            return slide.title, key(slide.title)
    title = found.base or slide.title
    return title, key(title)


def _lines(slide: Slide) -> Iterable[int]:
    for piece in slide.pieces:
        if piece.kind is not Kind.BLANK:
            yield from range(piece.first, piece.last + 1)


def _blocks(slide: Slide, known: frozenset[str]) -> list[Block]:
    blocks = build_blocks(slide.body, known)
    if slide.heading and slide.heading.figures:
        line = slide.heading.first
        blocks.insert(0, Block("figure", line, line))
    if not blocks and slide.heading:
        line = slide.heading.first
        blocks.append(Block("figure", line, line))  # nothing on the slide: it was a picture
    return blocks


def _signature(block: Block) -> tuple[object, ...]:
    rows = block.table.rows if block.table else ()
    return block.sort, same_words(block.raw), block.depth, rows


def _headings_settled(
    lesson: Lesson, blocks: Sequence[Block], numbering: Numbering
) -> Iterator[Block]:
    """Sub-headings without their numbers and continuation marks, nor those that say the title."""
    for block in blocks:
        if block.sort == "heading":
            raw = block.raw.strip()
            bold = raw.startswith("**") and raw.endswith("**") and raw.count("**") == 2
            raw = numbering.strip(raw.strip("*").strip() if bold else raw)
            found = read_continuation(raw)
            raw = found.base if found.marked and not found.weak else raw
            if not raw or key(raw) == lesson.key:
                continue
            block = replace(block, raw=raw)
        yield block


def _let_go_shown_again(
    lesson: Lesson, before: Sequence[Block], after: Sequence[Block], findings: Findings
) -> None:
    """A slide shown bit by bit: when the next one begins with all of it, the next one stays."""
    shown = [_signature(b) for b in before if b.sort != "figure"]
    again = [_signature(b) for b in after if b.sort != "figure"]
    if not shown or len(again) < len(shown) or not _is_within(shown, again):
        return
    for block in before:
        if block.sort == "item":
            findings.warn(block.first, messages.POINT_REPEATED, text=block.raw)
        if block.sort != "figure":
            findings.drop(block.first, block.last, messages.SHOWN_AGAIN)
    first = min(b.first for b in before)
    while lesson.blocks and lesson.blocks[-1].first >= first:
        lesson.blocks.pop()
    if not any(b.sort == "figure" for b in after):
        lesson.blocks += [b for b in before if b.sort == "figure"]


def _is_within(shown: Sequence[object], again: Sequence[object]) -> bool:
    """Whether all of `shown` comes in `again`, in order, from its first block on."""
    if shown[0] != again[0]:
        return False
    left = iter(again)
    return all(any(one == other for other in left) for one in shown)
