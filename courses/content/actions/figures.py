"""Writes on figures: images a teacher gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.core.files.base import ContentFile

from courses.accounts.models import User
from courses.content.actions.lessons import add_revision
from courses.content.figure_marks import Mark, fill_mark
from courses.content.images import EncodedImage
from courses.content.models import Course, Figure, Lesson, LessonRevision


def add_figure(
    *, course: Course, image: EncodedImage, alt: str, author: User, now: datetime
) -> Figure:
    """Keeps an image, under a name that cannot be guessed."""
    figure = Figure(
        course=course,
        width=image.width,
        height=image.height,
        alt=alt,
        uploaded_by=author,
        uploaded_at=now,
    )
    figure.image.save(f"{uuid4().hex}.webp", ContentFile(image.data), save=True)
    return figure


@dataclass(frozen=True)
class Placement:
    """What a teacher gives for a mark of the source: an image with its words, or without an
    image (None) the words alone, kept for the figure to come."""

    mark: Mark
    image: EncodedImage | None
    alt: str
    caption: str


def place_figures(
    *,
    lesson: Lesson,
    title: str,
    source: str,
    placements: Sequence[Placement],
    author: User,
    now: datetime,
    after: int,
) -> LessonRevision:
    """A new draft of the lesson where each placement stands in its mark's place in `source`.

    Raises what add_revision and rendering raise; the images are then not kept.
    """
    figures: list[Figure] = []
    # From the last to the first: the places of the marks before stay what they were.
    in_reverse = sorted(placements, key=lambda placement: placement.mark.start, reverse=True)
    try:
        for placement in in_reverse:
            name = "missing"
            if placement.image:
                figures.append(
                    add_figure(
                        course=lesson.course,
                        image=placement.image,
                        alt=placement.alt,
                        author=author,
                        now=now,
                    )
                )
                name = str(figures[-1].pk)
            source = fill_mark(
                source, placement.mark, name=name, alt=placement.alt, caption=placement.caption
            )
        return add_revision(
            lesson=lesson,
            title=title,
            source=source,
            author=author,
            now=now,
            origin=LessonRevision.Origin.EDIT,
            after=after,
        )
    except Exception:
        for figure in figures:
            figure.image.delete(save=False)
            figure.delete()
        raise
