"""A chapter on paper: every published lesson of it, with the questions at its end."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from courses.content.explorables import Place, cut_at_places
from courses.content.models import Chapter, Lesson, LessonRevision
from courses.progress.exploration_words import ExplorationPage
from courses.progress.explorations import deal
from courses.quizzes.paper import SEED, PaperQuestion, paper_checks


@dataclass(frozen=True)
class PaperExploration:
    """A case as it begins, to predict from; `solved` as its question asks, for teachers alone."""

    page: ExplorationPage
    address: str
    solved: ExplorationPage | None


@dataclass(frozen=True)
class PaperLesson:
    """`pieces`: its HTML, and the explorables that stand in it."""

    number: int
    title: str
    revision: LessonRevision
    pieces: list[str | PaperExploration]
    questions: list[PaperQuestion]


@dataclass(frozen=True)
class PaperSection:
    title: str
    lessons: list[PaperLesson]


def handout(chapter: Chapter, *, answers: bool) -> list[PaperSection]:
    """The chapter's sections in order, in two queries; with the `answers`, for teachers alone."""
    lessons = list(
        Lesson.objects.published()
        .filter(section__chapter=chapter, section__archived_at=None)
        .in_reading_order()
        .select_related("section", "published", "course")
    )
    questions = paper_checks((lesson.pk for lesson in lessons), answers=answers)
    sections: list[PaperSection] = []
    before = None
    for number, lesson in enumerate(lessons, 1):
        assert lesson.published is not None
        if lesson.section != before:
            before = lesson.section
            sections.append(PaperSection(before.title, []))
        pieces = list(_pieces(lesson, lesson.published.html, answers))
        found = questions.get(lesson.pk, [])
        paper = PaperLesson(number, lesson.title, lesson.published, pieces, found)
        sections[-1].lessons.append(paper)
    return sections


def _pieces(lesson: Lesson, html: str, answers: bool) -> Iterator[str | PaperExploration]:
    for piece in cut_at_places(html):
        yield piece if isinstance(piece, str) else _explorable(lesson, piece, answers)


def _explorable(lesson: Lesson, place: Place, answers: bool) -> PaperExploration:
    begun = deal(place, 1, seed=SEED)
    solved = replace(begun.as_asked, prediction=begun.answer, seen=True)
    return PaperExploration(
        ExplorationPage(begun, keeps=False),
        f"{lesson.get_absolute_url()}explorations/{place.name}/",
        ExplorationPage(solved, keeps=False) if answers else None,
    )
