"""Markdown rendered with what its course knows: its language, figures and notions."""

from collections.abc import Sequence

from courses.content.models import Course
from courses.markup.page import FigureImage, Page
from courses.markup.worker import render_safely

FENCES = {"explorable": "courses.content.explorables:draw_explorable"}
"""What draws the fenced blocks of each kind."""


def render_lessons(course: Course, sources: Sequence[str]) -> list[Page]:
    """One page per source, in the same order.

    Raises MarkupRefused, with the place of the source that cannot be rendered.
    """
    if not sources:
        return []
    return render_safely(
        sources,
        language=course.language,
        figures=_figures(course),
        notions=_notions(course),
        fences=FENCES,
    )


def _figures(course: Course) -> dict[str, FigureImage]:
    return {
        str(figure.pk): FigureImage(
            src=figure.get_absolute_url(), alt=figure.alt, width=figure.width, height=figure.height
        )
        for figure in course.figures.all()
    }


def _notions(course: Course) -> dict[str, str]:
    return {notion.slug: notion.get_absolute_url() for notion in course.notions.all()}
