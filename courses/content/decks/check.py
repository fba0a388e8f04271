"""Everything the check page of a deck shows: what it becomes, beside what it was."""

from dataclasses import dataclass
from typing import Any

from courses.content.decks.changes import Change, Kind
from courses.content.decks.edits import apply_edits
from courses.content.decks.layout import Segment, lesson_segments, losses_of, segments_of
from courses.content.decks.plan import Plan, PlannedLesson, plan_of
from courses.content.decks.queries import Note, SourceRow, notes_of, source_rows
from courses.content.decks.rendering import embedded, render_plan
from courses.content.decks.review import Review, review_deck
from courses.content.differences import Line, compare
from courses.content.messages import cannot_be_shown, translated
from courses.content.models import Course, DeckDraft
from courses.markup.page import MarkupRefused
from courses.slides.reader import read_deck
from courses.slides.tree import DeckTree

SPLIT_TEXT = 80


@dataclass(frozen=True)
class SplitPoint:
    """A block where a new lesson may start, and the title it would have."""

    line: int
    text: str


@dataclass(frozen=True)
class LessonRow:
    """A lesson of the chapter to be. `change` compares it with the lesson it continues."""

    key: int
    title: str
    points: int
    nested: int
    missing_figure: bool
    is_empty: bool
    html: str
    segments: list[Segment]
    can_merge: bool
    splits: list[SplitPoint]


@dataclass(frozen=True)
class SectionRow:
    key: int
    title: str
    lessons: list[LessonRow]


@dataclass(frozen=True)
class Totals:
    sections: int
    lessons: int
    points: int
    missing_figures: int
    empty: int


@dataclass(frozen=True)
class ChangeRow:
    """What happens to one lesson of the chapter; `lines` is the difference of its text."""

    change: Change
    kinds: list[str]
    lines: list[Line]


@dataclass(frozen=True)
class DeckCheck:
    """Everything the check page shows. `problem` keeps the deck from being imported."""

    title: str
    author: str
    totals: Totals
    sections: list[SectionRow]
    source: list[SourceRow]
    warnings: list[Note]
    losses: list[Note]
    problem: str
    review: Review
    changes: list[ChangeRow]
    unchanged: int

    @property
    def can_import(self) -> bool:
        """Whether there is anything to confirm: a text, an order, or the deck itself."""
        review = self.review
        pending = review.writes or review.comparison.conflicts or not review.same_deck
        return not self.problem and bool(pending)


def deck_check(draft: DeckDraft) -> DeckCheck:
    """The draft's deck with its edits, rendered, and compared with the chapter it goes to."""
    tree = read_deck(draft.source)
    plan, edits = apply_edits(plan_of(tree), draft.edits)
    review = review_deck(plan=plan, source=draft.source, edits=edits, chapter=draft.chapter)
    pages, problem = _pages(plan, draft.course)
    places = [(lesson.key, lesson.lines) for lesson in plan.lessons]
    losses = losses_of(draft.source, tree)
    segments = segments_of(draft.source, tree, losses, places)
    changes = _change_rows(plan, review) if draft.chapter else []
    return DeckCheck(
        title=plan.title,
        author=plan.author,
        totals=totals_of(plan),
        sections=_section_rows(plan, pages, segments),
        source=source_rows(segments, {one.key: one.title for one in plan.lessons}, losses),
        warnings=_warnings(tree),
        losses=notes_of(losses),
        problem=problem,
        review=review,
        changes=[row for row in changes if row.kinds],
        unchanged=sum(not row.kinds for row in changes),
    )


def totals_of(plan: Plan) -> Totals:
    return Totals(
        sections=len(plan.sections),
        lessons=len(plan.lessons),
        points=sum(lesson.points for lesson in plan.lessons),
        missing_figures=sum(lesson.missing_figure for lesson in plan.lessons),
        empty=sum(lesson.has_nothing for lesson in plan.lessons),
    )


def _pages(plan: Plan, course: Course | None) -> tuple[list[str], str]:
    """The HTML of each lesson; or none, and which lesson cannot be shown and why."""
    keys = [lesson.key for lesson in plan.lessons]
    try:
        pages = render_plan(plan, course)
    except MarkupRefused as refused:
        sentence = cannot_be_shown(plan.lessons[refused.position].title, refused)
        return [""] * len(plan.lessons), sentence
    html = (page.html for page in pages)
    return [embedded(*one) for one in zip(html, keys, strict=True)], ""


def _section_rows(plan: Plan, pages: list[str], segments: list[Segment]) -> list[SectionRow]:
    places = lesson_segments(segments)
    keys = {lesson.key for lesson in plan.lessons}
    html = iter(pages)
    return [
        SectionRow(
            section.key,
            section.title,
            [
                _lesson_row(
                    lesson,
                    html=next(html),
                    segments=places.get(lesson.key, []),
                    can_merge=index > 0,
                    splits=_splits(lesson, keys),
                )
                for index, lesson in enumerate(section.lessons)
            ],
        )
        for section in plan.sections
    ]


def _lesson_row(lesson: PlannedLesson, **fields: Any) -> LessonRow:
    return LessonRow(
        key=lesson.key,
        title=lesson.title,
        points=lesson.points,
        nested=lesson.nested,
        missing_figure=lesson.missing_figure,
        is_empty=lesson.has_nothing,
        **fields,
    )


def _splits(lesson: PlannedLesson, keys: set[int]) -> list[SplitPoint]:
    """Its blocks but the first, each line once; a line names one lesson only."""
    found: dict[int, SplitPoint] = {}
    for block in lesson.blocks[1:]:
        line = block.lines[0][0] if block.lines else 0
        if line and (line not in keys or block.is_heading):
            text = " ".join(block.text.split())
            found.setdefault(line, SplitPoint(line, text[:SPLIT_TEXT]))
    return list(found.values())


def _warnings(tree: DeckTree) -> list[Note]:
    return [
        Note(problem.line, problem.line, "", translated(problem.message))
        for problem in tree.warnings
    ]


def _change_rows(plan: Plan, review: Review) -> list[ChangeRow]:
    new: dict[int | None, str] = {lesson.key: lesson.source for lesson in plan.lessons}
    old: dict[int | None, str] = {one.id: one.current.source for one in review.state.lessons}
    rows = []
    for change in review.comparison.changes:
        kinds = [kind.value for kind in Kind if kind in change.kinds]
        differs = change.kinds & {Kind.CHANGED, Kind.CONFLICT}
        lines = compare(old[change.lesson], new[change.key]) if differs else []
        rows.append(ChangeRow(change, kinds, lines))
    return rows
