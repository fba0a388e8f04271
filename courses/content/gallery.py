"""Every figure and explorable of a course, as its lessons show them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from courses.content.additions import additions
from courses.content.models import Course, Figure, Lesson, LessonRevision, Proposal

PIECE = re.compile(
    r'<div class="drawing".*?</figure></div>'
    r'|<section class="explorable".*?</section>'
    r'|<figure class="figure(?: missing)?">.*?</figure>',
    re.DOTALL,
)
DRAWN = {'<div class="drawing"': "figure", '<section class="explorable"': "explorable"}
MISSING = '<figure class="figure missing">'
IDS = re.compile(r'(?<=[" ])t-f(?=\d+-[0-9a-f]{6}[wn][td][" ])')
"""Ids of drawings, which are each other's only within one lesson."""


@dataclass(frozen=True)
class Piece:
    """What a lesson shows between its words; `kind`: figure, explorable, image or missing.

    `waits` says that a teacher has still to validate it.
    """

    kind: str
    html: str
    waits: bool = False


@dataclass(frozen=True)
class LessonPieces:
    """A lesson that shows something, by its newest version."""

    title: str
    slug: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Gallery:
    """Lessons in the order of the course, and the images that none of them shows."""

    lessons: tuple[LessonPieces, ...]
    unused: tuple[Figure, ...]


def gallery(course: Course, link: Callable[[Lesson, str], str]) -> Gallery:
    """In three queries; `link` makes the explorables of a lesson's HTML lead somewhere."""
    waiting = _waiting(course)
    shown = []
    used = set[str]()
    for revision in _revisions(course):
        revision.lesson.course = course
        html = link(revision.lesson, revision.html)
        used |= set(re.findall(r'<img src="([^"]+)"', html))
        pieces = tuple(_pieces(revision, html, waiting))
        if pieces:
            shown.append(LessonPieces(revision.title, revision.lesson.slug, pieces))
    images = course.figures.order_by("-uploaded_at", "-pk")
    unused = tuple(image for image in images if image.get_absolute_url() not in used)
    return Gallery(tuple(shown), unused)


def _waiting(course: Course) -> set[tuple[str, str]]:
    proposals = Proposal.objects.waiting().filter(course=course).order_by()
    return set(proposals.values_list("kind", "key"))


def _revisions(course: Course) -> Iterator[LessonRevision]:
    """The newest of each lesson outside the bin."""
    newest = LessonRevision.objects.newest().filter(
        lesson__course=course, lesson__archived_at=None, lesson__section__archived_at=None
    )
    yield from (
        newest.select_related("lesson")
        .defer("text", "headings", "source_lines")
        .order_by(
            "lesson__section__chapter__position",
            "lesson__section__position",
            "lesson__position",
            "lesson",
        )
    )


def _pieces(revision: LessonRevision, html: str, waiting: set[tuple[str, str]]) -> Iterator[Piece]:
    """Blocks stand in the page in the order of the source."""
    named = iter(additions(revision.source))
    for found in PIECE.findall(html):
        kind = next((kind for start, kind in DRAWN.items() if found.startswith(start)), "")
        if not kind:
            yield Piece("missing" if found.startswith(MISSING) else "image", found)
            continue
        one = next(named, None)
        key = f"{revision.lesson.slug}/{one.name}" if one else ""
        waits = one is not None and (one.kind, key) in waiting
        text = IDS.sub(f"t-f{revision.pk}-", found)
        yield Piece("missing" if MISSING in found else kind, text, waits)
