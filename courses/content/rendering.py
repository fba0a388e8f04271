"""Markdown rendered with what its course knows: its language, figures and notions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from courses.content.models import Course, LessonRevision, ReviewNote
from courses.content.quoted import DOUBT, mark_quotes
from courses.figures.registry import GENERATORS
from courses.markup.page import FigureImage, Page
from courses.markup.worker import render_safely

FENCES = {
    "explorable": "courses.content.explorables:draw_explorable",
    **{kind: f"courses.content.drawings:draw_{kind}" for kind in GENERATORS},
}
"""What draws the fenced blocks of each kind, in lessons only: explorations have pages below those
of their lesson, and figures a style sheet that only lessons fetch."""


def render_lessons(course: Course, sources: Sequence[str]) -> list[Page]:
    """One page per source, in the same order.

    Raises MarkupRefused, with the place of the source that cannot be rendered.
    """
    return _rendered(course, sources, FENCES)


def render_texts(course: Course, sources: Sequence[str]) -> list[Page]:
    """The same for texts that are no lessons: notions and questions."""
    return _rendered(course, sources, {})


def _rendered(course: Course, sources: Sequence[str], fences: Mapping[str, str]) -> list[Page]:
    if not sources:
        return []
    return render_safely(
        sources,
        language=course.language,
        figures=_figures(course),
        notions=_notions(course),
        fences=fences,
    )


def render_for_students(course: Course, revisions: Sequence[LessonRevision]) -> list[Page]:
    """The same, of revisions that students read: a sign stands beside what may be wrong.

    That is each line with an open note of an error, or with one that was accepted in a newer
    revision than the one they read.
    """
    doubts = _doubts(revisions)
    marked = [mark_quotes(each.source, doubts.get(each.lesson_id, ())) for each in revisions]
    with translation.override(course.language):
        sign = format_html('<span class="doubt">{}</span>', _("wording being checked"))
    pages = render_lessons(course, [source for source, _over in marked])
    return [_signed(page, sign, over) for page, (_s, over) in zip(pages, marked, strict=True)]


def _doubts(revisions: Sequence[LessonRevision]) -> dict[int, list[str]]:
    """What may be wrong in each lesson's revision, as its notes quote it."""
    numbers = {revision.lesson_id: revision.number for revision in revisions}
    notes: Iterable[ReviewNote] = (
        ReviewNote.objects.filter(lesson__in=numbers, kind=ReviewNote.Kind.ERROR)
        .exclude(status=ReviewNote.Status.DISMISSED)
        .select_related("revision")
        .defer("revision__html", "revision__source", "revision__text")
    )
    doubts: dict[int, list[str]] = {}
    for note in notes:
        corrected = note.revision and note.revision.number <= numbers[note.lesson_id]
        if note.status == ReviewNote.Status.OPEN or (note.revision and not corrected):
            doubts.setdefault(note.lesson_id, []).append(note.quote)
    return doubts


def _signed(page: Page, sign: str, over: bool) -> Page:
    html = page.html.replace(DOUBT, f" {sign}")
    html = format_html("<p>{}</p>\n", sign) + html if over else html
    return replace(page, html=html, text=page.text.replace(DOUBT, ""))


def _figures(course: Course) -> dict[str, FigureImage]:
    return {
        str(figure.pk): FigureImage(
            src=figure.get_absolute_url(), alt=figure.alt, width=figure.width, height=figure.height
        )
        for figure in course.figures.all()
    }


def _notions(course: Course) -> dict[str, str]:
    return {notion.slug: notion.get_absolute_url() for notion in course.notions.all()}
