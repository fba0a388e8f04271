"""Writes on figures: images a teacher gives."""

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


def place_figure(
    *,
    lesson: Lesson,
    title: str,
    source: str,
    mark: Mark,
    image: EncodedImage,
    alt: str,
    caption: str,
    author: User,
    now: datetime,
    after: int,
) -> LessonRevision:
    """A new draft of the lesson where the image stands in the place of `mark` of `source`.

    Raises what add_revision and rendering raise; the image is then not kept.
    """
    figure = add_figure(course=lesson.course, image=image, alt=alt, author=author, now=now)
    try:
        return add_revision(
            lesson=lesson,
            title=title,
            source=fill_mark(source, mark, figure=figure.pk, alt=alt, caption=caption),
            author=author,
            now=now,
            origin=LessonRevision.Origin.EDIT,
            after=after,
        )
    except Exception:
        figure.image.delete(save=False)
        figure.delete()
        raise
